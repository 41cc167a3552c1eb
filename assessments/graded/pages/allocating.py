"""How works would be shared, worked out before the template. No queries of its own here."""

from dataclasses import dataclass

from assessments.graded.pages.naming import name_of
from assessments.graded.queries.allocating import Sharing
from assessments.graded.rules.marking import shared_evenly


@dataclass(frozen=True)
class SharePlace:
    """One assignment in one run with the shares as they would be; ``shared`` is empty where there is nobody to share
    with."""

    key: str
    run: str
    title: str
    works: int
    #: (trainer, how many now, how many more)
    shares: list[tuple[str, int, int]]
    shared: dict[int, int]
    fingerprint: str


def sharing_page(found: list[Sharing]) -> list[SharePlace]:
    """Every place where something waits for nobody."""
    return [_place(one) for one in found]


def _place(one: Sharing) -> SharePlace:
    shared = shared_evenly(one.works, one.load) if len(one.trainers) > 1 else {}
    got = list(shared.values())
    return SharePlace(
        key=f"{one.run_id}-{one.activity_id}",
        run=one.run,
        title=one.title,
        works=len(one.works),
        shares=[(name_of(who), one.load[who.pk], got.count(who.pk)) for who in one.trainers],
        shared=shared,
        fingerprint=".".join(f"{work}-{trainer}" for work, trainer in shared.items()),
    )
