"""Reading scales, a person's own measurements, and reports of groups. Nothing here opens somebody else's vault."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.scales import Instrument, said_in
from assessments.personal.models import FigureConsent, FigureReport, Measurement, Scale, ScaleVersion, Share


@dataclass(frozen=True)
class Measured:
    """A measurement, opened. Its ``repr`` shows no content."""

    pk: int
    version: ScaleVersion
    moment: str
    saved_at: datetime.datetime
    finished_at: datetime.datetime | None
    replies: dict[str, int | None] = field(repr=False)
    paper: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def paper_day(self) -> datetime.date | None:
        """The day of the sheet that it was typed in from, if the person said it."""
        day = (self.paper or {}).get("on")
        return datetime.date.fromisoformat(day) if day else None

    @cached_property
    def instrument(self) -> Instrument:
        return self.version.instrument

    @property
    def answered(self) -> int:
        """How many statements have an option; "I cannot say" is none."""
        return sum(1 for item in self.instrument.asked if self.replies.get(item.id) is not None)

    @property
    def next_number(self) -> int:
        """The place of the first statement without a reply, from one; one past the last when all have one."""
        asked = self.instrument.asked
        places = (place for place, item in enumerate(asked, start=1) if item.id not in self.replies)
        return next(places, len(asked) + 1)


def newest_versions(also: Iterable[int] = ()) -> list[ScaleVersion]:
    """The newest version of every scale that is offered, and of the scales ``also``; those that compare come first."""
    wanted = Q(scale__is_offered=True) | Q(scale__in=list(also))
    versions = ScaleVersion.objects.filter(wanted).select_related("scale").order_by("number")
    newest = {version.scale_id: version for version in versions}
    return sorted(newest.values(), key=lambda version: (not version.instrument.compares, version.scale_id))


def newest_version(slug: str) -> ScaleVersion | None:
    """The newest version of an offered scale."""
    versions = ScaleVersion.objects.filter(scale__slug=slug, scale__is_offered=True).select_related("scale")
    return versions.order_by("-number").first()


def moments_taken(learner: Any) -> dict[tuple[int, str], bool]:
    """(scale, moment) → whether it is finished, of the person's own measurements; nothing is opened."""
    rows = Measurement.objects.filter(vault__owner_id=learner.pk).order_by("saved_at", "pk")
    taken: dict[tuple[int, str], bool] = {}
    for scale, moment, finished_at in rows.values_list("version__scale_id", "moment", "finished_at"):
        taken[scale, moment] = taken.get((scale, moment), False) or finished_at is not None
    return taken


def measured_by(learner: Any, slug: str) -> dict[str, Measured]:
    """The person's newest measurement with a scale by moment, finished ones before others; one query.

    After two learners were joined there may be several of one moment.
    """
    mine = _measurements_of(learner).filter(version__scale__slug=slug)
    opened = sorted(_opened(mine), key=lambda one: (one.finished_at is not None, one.saved_at, one.pk))
    return {one.moment: one for one in opened}


def finished_of(learner: Any, slug: str) -> dict[str, Measured]:
    """What the result of a scale is made of, by moment, the earlier first: what is finished of the start and the end,
    or of the look half-way."""
    done = {moment: one for moment, one in measured_by(learner, slug).items() if one.finished_at}
    compared = {moment: done[moment] for moment in ("start", "end") if moment in done}
    return compared or done


def measured_in(share: Share) -> dict[str, Measured]:
    """The measurements of a shown result by moment; whoever asks has made sure that it is shown."""
    pks = filter(None, [share.measured_id, share.before_id])
    rows = Measurement.objects.select_related("vault", "version__scale").filter(pk__in=pks)
    return {one.moment: one for one in _opened(rows)}


def version_to_ask(newest: ScaleVersion, moment: str, mine: dict[str, Measured]) -> ScaleVersion:
    """What is asked now: what was begun goes on, the end asks what the start asked, anything else the newest."""
    begun = mine.get(moment) or (mine.get("start") if moment == "end" else None)
    return begun.version if begun else newest


def measurements_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy: each statement with the option they chose, in their words."""
    language = get_language()
    return [
        {
            "title": said_in(one.instrument.titles, language),
            "moment": str(Measurement.Moment(one.moment).label),
            "answer": list(_lines(one, language)),
            "made_at": one.saved_at,
            **({"from_paper": True, "paper_day": one.paper_day} if one.paper else {}),
        }
        for one in _opened(_measurements_of(learner).order_by("begun_at", "pk"))
    ]


def _lines(one: Measured, language: str) -> Iterator[str]:
    for item in one.instrument.asked:
        if item.id in one.replies:
            chosen = one.replies[item.id]
            option = said_in(one.instrument.options[chosen - 1].texts, language) if chosen else "–"
            yield f"{said_in(item.texts, language)} {option}"


def consent_of(learner: Any) -> bool | None:
    """What the person has said to figures of groups; None when they have not been asked."""
    return FigureConsent.objects.filter(learner_id=learner.pk).values_list("says_yes", flat=True).first()


def newest_reports() -> QuerySet[FigureReport]:
    """Every report that was made, newest first."""
    return FigureReport.objects.select_related("version__scale", "course").order_by("-until", "course_id", "version_id")


def scale_of(key: Any) -> Scale | None:
    """The scale that came of what an author edits."""
    return Scale.objects.filter(key=key).first()


def _measurements_of(learner: Any) -> QuerySet[Measurement]:
    return Measurement.objects.select_related("vault", "version__scale").filter(vault__owner_id=learner.pk)


@sensitive_variables()
def _opened(measurements: Iterable[Measurement]) -> Iterator[Measured]:
    """Open measurements; each vault's key is unwrapped once."""
    keys: dict[int, bytes] = {}
    for one in measurements:
        if one.vault_id not in keys:
            keys[one.vault_id] = one.vault.open_key()
        replies, paper = one.read_sheet(keys[one.vault_id])
        yield Measured(one.pk, one.version, one.moment, one.saved_at, one.finished_at, replies, paper)
