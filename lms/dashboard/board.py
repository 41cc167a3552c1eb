"""The cohort board: who needs attention and why, person by requirement, and the same as a table to take along."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.graded.api import Trouble, trouble_in
from courses.api import Activity, Asked, Enrolment, MatrixRow, Run, Step, done_in, last_done_column, required_in
from courses.meetings.api import Presence, RunDays, run_days
from lms.dashboard.attention import UNREAD_AFTER, Reason, Standing, reasons_of
from lms.dashboard.matrix import evidence_words, name_of
from lms.dashboard.run_phases import is_over
from lms.records.tables import Cell

EVERYBODY, SOMEBODY = "kaikki", "huomio"
NOWHERE = Presence()


@dataclass(frozen=True, slots=True)
class Person:
    """One participant on the board. ``waiting`` is by activity what is there though it is not done yet; ``failed`` are
    (title, slug) of the tests that were failed twice."""

    enrolment: Enrolment
    reasons: list[Reason]
    done: dict[int, str]
    waiting: dict[int, str]
    last: datetime.datetime | None
    failed: Sequence[tuple[str, str]] = ()
    #: Contact days attended or made up for.
    days: int = 0

    @property
    def name(self) -> str:
        return name_of(self.enrolment.learner)

    @property
    def matrix_row(self) -> MatrixRow:
        return MatrixRow(self.enrolment, self.done)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of the people of some runs: by run what is required, by enrolment what is done, how tests and
    assignments go, and the contact days."""

    required: dict[int, dict[int, Asked]]
    done: dict[int, dict[int, str]]
    trouble: Trouble
    days: RunDays


def facts_of(runs: Collection[Run], required: dict[int, dict[int, Asked]]) -> Facts:
    """The facts of ``runs`` together. Three statements, whatever the size."""
    return Facts(required, done_in(runs), trouble_in(runs), run_days(runs))


def people_on(run: Run, enrolments: Iterable[Enrolment], facts: Facts, now: datetime.datetime) -> list[Person]:
    """Everybody of ``enrolments``, all in ``run`` and with ``last_done``, with the reasons to look after them."""
    return [_person(run, one, facts, now) for one in enrolments]


def _person(run: Run, one: Enrolment, facts: Facts, now: datetime.datetime) -> Person:
    pk, trouble = one.pk, facts.trouble
    done = facts.done.get(pk, {})
    there = facts.days.there.get(pk) or NOWHERE
    last = max(filter(None, (one.last_done, trouble.last.get(pk), there.last)), default=None)
    waiting = dict.fromkeys(trouble.waiting.get(pk, ()), "waiting") | dict.fromkeys(
        trouble.returned.get(pk, ()), "returned"
    )
    looked_at = one.status == Enrolment.Status.ACTIVE and begun_of(run, one) <= now and not is_over(run)
    reasons = reasons_of(_standing(run, one, facts, done, last, now), now) if looked_at else []
    asked = facts.required[run.pk]
    failed = [(asked[key][0], asked[key][2]) for key in trouble.failed.get(pk, ()) if key in asked and key not in done]
    open_works = {key: word for key, word in waiting.items() if key not in done}
    return Person(one, reasons, done, open_works, last, failed, there.days)


def _standing(
    run: Run, one: Enrolment, facts: Facts, done: dict[int, str], last: datetime.datetime | None, now: datetime.datetime
) -> Standing:
    asked, trouble = facts.required[run.pk], facts.trouble

    def open_of(activities: Iterable[int]) -> list[str]:
        return [asked[key][0] for key in activities if key in asked and key not in done]

    waiting = trouble.waiting.get(one.pk, ())
    late = [key for key, (_title, due, _slug) in asked.items() if due and due < now and key not in waiting]
    returned = trouble.returned.get(one.pk, ())
    return Standing(
        begun=begun_of(run, one),
        last=last,
        last_done=one.last_done,
        returned=open_of(returned),
        failed=open_of(trouble.failed.get(one.pk, ())),
        missed=facts.days.missed.get(one.pk, ()),
        late=open_of(key for key in late if key not in returned),
        unread=[
            asked[key][0]
            for key, since in trouble.unread.get(one.pk, {}).items()
            if key in asked and now - since >= UNREAD_AFTER
        ],
        waits_for_trainer=bool(waiting),
        mail_returns=one.learner.user.is_unreachable,
    )


def begun_of(run: Run, one: Enrolment) -> datetime.datetime:
    """When the person could first study: on enrolling, and not before the run's first day."""
    if run.starts is None:
        return one.enrolled_at
    morning = timezone.make_aware(datetime.datetime.combine(run.starts, datetime.time.min))
    return max(one.enrolled_at, morning)


def chosen(people: Iterable[Person], reason: str) -> list[Person]:
    """Those whom the filter lets through: with this reason, with any, or everybody; most reasons first."""
    if reason == EVERYBODY:
        return list(people)
    found = [one for one in people if one.reasons and (reason == SOMEBODY or reason in {r.key for r in one.reasons})]
    return sorted(found, key=lambda one: -len(one.reasons))


def waiting_words() -> dict[str, str]:
    """What a cell says of something that is there and not done."""
    return {"waiting": _("Waits"), "returned": _("To be completed")}


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of everybody beside the requirements: contact days that have begun (each with its group, None
    for everybody) and required steps that are handed in."""

    held: list[int | None]
    steps: list[Step]
    has_groups: bool

    @property
    def works(self) -> list[int]:
        """The required assignments."""
        return [step.activity_id for step in self.steps if step.kind == Activity.Kind.ASSIGNMENT]

    @property
    def heads(self) -> list[str]:
        """The columns that say something in this run."""
        told = ((_("Group"), self.has_groups), (_("Contact days"), self.held), (_("Handed in"), self.works))
        return [head for head, is_told in told if is_told]

    def numbers(self, one: Person) -> tuple[int, int, int, int]:
        """Days attended, days held for the person, works handed in, works asked for."""
        works = self.works
        of = sum(group in (None, one.enrolment.group_id) for group in self.held)
        return one.days, of, sum(key in one.done or key in one.waiting for key in works), len(works)

    def cells(self, one: Person) -> list[str]:
        """The same in words, a cell for each column."""
        days, held, sent, works = self.numbers(one)
        group = one.enrolment.group.name if self.has_groups and one.enrolment.group else "–"
        told = ((group, self.has_groups), (f"{days} / {held}", self.held), (f"{sent} / {works}", works))
        return [cell for cell, is_told in told if is_told]


def export_rows(people: Iterable[Person], steps: list[Step], counted: Counted) -> Iterator[list[Cell]]:
    """The board as a table. Names of columns are part of its format: in every language alike, and never changed."""
    yield [
        *("nimi", "ryhma", "tila", "tehty", "vaadittu", "viimeksi", "huomio", "miksi"),
        *("lahipaivilla", "lahipaivia", "palautettu", "palautettavia"),
        *(step.slug for step in steps),
    ]
    words, not_done = evidence_words(), waiting_words()
    for one in people:
        cells = [
            words[one.done[key]] if key in one.done else not_done.get(one.waiting.get(key, ""), "")
            for key in (step.activity_id for step in steps)
        ]
        told, group = one.reasons, one.enrolment.group
        yield [
            one.name,
            group.name if group else "",
            one.enrolment.status,
            sum(step.activity_id in one.done for step in steps),
            len(steps),
            timezone.localtime(one.last).date().isoformat() if one.last else "",
            " ".join(reason.key for reason in told),
            "; ".join(reason.words for reason in told),
            *counted.numbers(one),
            *cells,
        ]


def needing_attention(runs: Collection[Run]) -> dict[int, int]:
    """By run how many people need attention. Five statements for all runs together."""
    if not runs:
        return {}
    facts, now = facts_of(runs, required_in(runs)), timezone.now()
    by_key = {run.pk: run for run in runs}
    numbers = dict.fromkeys(by_key, 0)
    for one in everybody_in(runs):
        if _person(by_key[one.run_id], one, facts, now).reasons:
            numbers[one.run_id] += 1
    return numbers


def everybody_in(runs: Collection[Run]) -> QuerySet[Enrolment]:
    """Everybody with an account in any of ``runs``, with ``last_done``."""
    rows = Enrolment.objects.filter(run__in=[run.pk for run in runs], status=Enrolment.Status.ACTIVE)
    rows = rows.exclude(learner__user=None).select_related("learner__user")
    return rows.annotate(last_done=last_done_column())
