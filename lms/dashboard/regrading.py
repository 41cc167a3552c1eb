"""What counting again would change, in words. Pure: changes, people and certificates in, lines out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.graded.api import ResultChange
from courses.api import Enrolment
from lms.dashboard.matrix import name_of


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One changed result. ``serial`` is the live certificate that rests on it."""

    change: ResultChange
    name: str
    questions: str
    verdict: str
    serial: str


def change_lines(
    changes: list[ResultChange], people: Mapping[int, Enrolment], serials: Mapping[int, str]
) -> list[ChangeLine]:
    """The changes by name; those that a trainer has to think about come first."""
    lines = [
        ChangeLine(
            change=change,
            name=name_of(people[change.enrolment_id].learner),
            questions=", ".join(str(one.position) for one in change.answers),
            verdict=_verdict(change),
            serial=serials.get(change.enrolment_id, ""),
        )
        for change in changes
    ]
    return sorted(lines, key=lambda line: (not line.change.would_fail, line.name))


def _verdict(change: ResultChange) -> str:
    if change.passes_now:
        return _("Passes now")
    if change.would_fail:
        return _("Stays passed, though the points are too few")
    return _("As before")
