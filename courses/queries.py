"""Reading who studies what, and how far. A forbidden thing is a missing thing: every lookup carries its right."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from courses.access_rules import NOTHING_MORE, ORDINARY, Lock, StepRule, locks_of, read_rule
from courses.completion.shape import Facts
from courses.entrances import door_columns
from courses.models import Activity, Course, Enrolment, Progress, Publication, Run, RunItem, RunStaff
from courses.queries_opening import known_for
from lms.records.prepared import Prepared, PreparedObjects

#: The author's outline is long and learners read the run's own: it is left in the database.
OUTLINE = "run__course__outline"


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a run as its learner meets it."""

    section_key: UUID
    section_title: str
    number: int
    of: int
    activity_id: int
    activity_key: UUID
    slug: str
    kind: str
    title: str
    minutes: int
    publication_id: int | None
    required: bool
    due_at: datetime.datetime | None
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    done_at: datetime.datetime | None
    evidence_kind: str | None
    rule: StepRule = ORDINARY
    #: What has to be done first; None when nothing has to, and for who looks on from outside.
    lock: Lock | None = None
    #: Name of the picture at the head of the module.
    section_scene: str = ""

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def is_locked(self, now: datetime.datetime) -> bool:
        """Whether it opens only later; what is done stays open."""
        return not self.is_done and (self.lock is not None or bool(self.opens_at and self.opens_at > now))


class Outline(list[Step]):
    """The steps of a run that its learner may know of. ``whole`` are all of them: what is left out here is hidden
    until it opens, and nothing of it but that it is there may be told."""

    def __init__(self, whole: Iterable[Step], known: Facts = NOTHING_MORE) -> None:
        """``known`` is what rules of opening ask about the learner besides the steps."""
        self.whole, self.known = tuple(whole), known
        locks = locks_of(self.whole, now=timezone.now(), known=known)
        super().__init__(
            replace(step, lock=lock) if lock else step
            for step, (lock, hidden) in zip(self.whole, locks, strict=True)
            if not hidden
        )

    @property
    def hidden(self) -> list[Step]:
        """The steps that are left out."""
        shown = {step.activity_id for step in self}
        return [step for step in self.whole if step.activity_id not in shown]

    def once_done(self, step: Step) -> "Outline":
        """How it is when ``step`` has been done too: what waited for it is open. No query."""
        now = timezone.now()
        return Outline(
            (
                replace(one, done_at=one.done_at or now) if one.activity_id == step.activity_id else one
                for one in self.whole
            ),
            self.known,
        )


def enrolment_for(learner: Any, run_code: str) -> Enrolment | None:
    """The learner's own enrolment in the run, with run, course and learner; None when there is none."""
    if not learner:
        return None
    return _OWN.first(run_code, learner.pk)


def _own(run_code: str, learner_id: int) -> QuerySet[Enrolment]:
    return Enrolment.objects.active().filter(run__code=run_code, learner_id=learner_id)


_OWN = PreparedObjects(_own, "run", -1, related=("run__course", "learner__user", "group"), leave=(OUTLINE,))


def steps_of(enrolment: Enrolment) -> Outline:
    """What this learner may know of the run's outline, with their progress, in order; one query, whatever the
    length, and more only where a rule of opening asks for days, points or a group."""
    whole = steps_in(enrolment.run, enrolment_id=enrolment.pk)
    return Outline(whole, known_for(whole, enrolment.pk, enrolment))


def outline_for(run: Run, enrolment_id: int) -> Outline:
    """The same for callers who have no enrolment at hand."""
    whole = steps_in(run, enrolment_id=enrolment_id)
    return Outline(whole, known_for(whole, enrolment_id))


def reasons_by_hand(enrolment_id: int) -> dict[int, str]:
    """Why the trainer marked something done, by activity. Ask only when a step says ``by_hand``."""
    rows = Progress.objects.filter(enrolment_id=enrolment_id, evidence_kind=Progress.Evidence.BY_HAND)
    return dict(rows.values_list("activity_id", "reason"))


def steps_in(run: Run, *, enrolment_id: int = 0, language: str = "") -> list[Step]:
    """The whole outline of the run, for those who teach it; with ``enrolment_id`` also how far that enrolment is.
    Titles and texts are in the run's language unless
    another is asked for. What a learner sees is ``steps_of``. One query."""
    rows = _OUTLINE.rows(enrolment_id, language or run.language, run.pk)
    totals: dict[UUID, int] = {}
    for row in rows:
        totals[row[0]] = totals.get(row[0], 0) + 1
    seen: dict[UUID, int] = {}
    steps = []
    for section_key, section_title, *rest in rows:
        seen[section_key] = seen.get(section_key, 0) + 1
        steps.append(_step(section_key, section_title, seen[section_key], totals[section_key], *rest))
    return steps


def _outline_rows(enrolment_id: int, language: str, run_id: int) -> QuerySet:
    live = Q(activity__publications__superseded_at=None)
    return (
        RunItem.objects.filter(run_id=run_id)
        .annotate(
            mine=FilteredRelation("activity__progress", condition=Q(activity__progress__enrolment_id=enrolment_id)),
            here=FilteredRelation(
                "activity__publications", condition=live & Q(activity__publications__language=language)
            ),
            source=FilteredRelation(
                "activity__publications", condition=live & Q(activity__publications__language="fi")
            ),
        )
        .order_by("section__position", "position")
        .values_list(
            "section__key",
            "section__title",
            "section__scene",
            "activity_id",
            "activity__key",
            "activity__slug",
            "activity__kind",
            "activity__title",
            "here__title",
            "here__minutes",
            "here__pk",
            "source__pk",
            "source__minutes",
            "required",
            "rule",
            "due_at",
            "opens_at",
            "closes_at",
            "mine__completed_at",
            "mine__evidence_kind",
        )
    )


#: Asked on nearly every page of a learner, so it is compiled once.
_OUTLINE = Prepared(_outline_rows, -1, "language", -2)


def _step(
    section_key: UUID, section_title: str, number: int, of: int, section_scene: str, activity_id: int, key: UUID,
    slug: str, kind: str, title: str, here_title: str | None, here_minutes: int | None, here_id: int | None,
    source_id: int | None, source_minutes: int | None, required: bool, rule: dict, due_at: Any, opens_at: Any,
    closes_at: Any, done_at: Any, evidence_kind: str | None,
) -> Step:  # fmt: skip
    return Step(
        section_key=section_key,
        section_title=section_title,
        section_scene=section_scene,
        number=number,
        of=of,
        activity_id=activity_id,
        activity_key=key,
        slug=slug,
        kind=kind,
        title=here_title or title,
        minutes=here_minutes or source_minutes or 0,
        publication_id=here_id or source_id,
        required=required,
        due_at=due_at,
        opens_at=opens_at,
        closes_at=closes_at,
        done_at=done_at,
        evidence_kind=evidence_kind,
        rule=read_rule(rule),
    )


def next_step(steps: list[Step], *, after: str = "") -> Step | None:
    """The next unfinished step that waits for nothing: the first after the step ``after`` (a slug), else the first
    of all."""
    open_steps = [step for step in steps if not step.is_done and step.lock is None]
    if after:
        place = {step.slug: index for index, step in enumerate(steps)}
        later = [step for step in open_steps if place[step.slug] > place.get(after, -1)]
        if later:
            return later[0]
    return open_steps[0] if open_steps else None


def studies_of(learner: Any) -> QuerySet[Enrolment]:
    """The learner's enrolments with runs and courses, unfinished first, newest first."""
    rows = Enrolment.objects.active().filter(learner_id=learner.pk).select_related("run__course")
    return rows.order_by(F("completed_at").desc(nulls_first=True), "-enrolled_at")


def run_by_code(code: str) -> Run | None:
    """The run with its course, or None."""
    return Run.objects.select_related("course").filter(code=code).first()


def open_runs_of(course_key: UUID) -> list[Run]:
    """Runs of a course that one can join or that are coming, soonest first, each with what ``other_way_in`` asks."""
    runs = Run.objects.filter(course__key=course_key, is_open=True, closed_at=None).annotate(**door_columns())
    return list(runs.order_by(F("starts").asc(nulls_first=True), "name"))


def course_by_key(key: UUID) -> Course | None:
    return Course.objects.filter(key=key).first()


def activity_by_key(key: UUID) -> Activity | None:
    return Activity.objects.select_related("course").filter(key=key).first()


def publication(pk: int) -> Publication | None:
    return Publication.objects.select_related("activity").filter(pk=pk).first()


def runs_taught_by(user: Any) -> QuerySet[Run]:
    """Runs where ``user`` is a trainer."""
    return Run.objects.filter(staff__user=user).select_related("course").order_by("-created_at").distinct()


def run_for_trainer(user: Any, code: str) -> Run | None:
    """The run, if ``user`` is its trainer."""
    return runs_taught_by(user).filter(code=code).first()


def is_trainer(user: Any) -> bool:
    """Whether ``user`` teaches any run."""
    return RunStaff.objects.filter(user_id=user.pk).exists()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One participant's line in the progress matrix: evidence kind by activity id."""

    enrolment: Enrolment
    done: dict[int, str]


def progress_matrix(run: Run, *, enrolments: list[Enrolment]) -> list[MatrixRow]:
    """Participant by requirement; one query for all the given enrolments (a page of the run)."""
    done: dict[int, dict[int, str]] = {enrolment.pk: {} for enrolment in enrolments}
    from_progress = (
        Enrolment.objects.filter(pk__in=done)
        .exclude(progress=None)
        .values_list("pk", "progress__activity_id", "progress__evidence_kind")
    )
    for pk, activity_id, kind in from_progress:
        done[pk][activity_id] = kind
    return [MatrixRow(enrolment=enrolment, done=done[enrolment.pk]) for enrolment in enrolments]


def participants_of(run: Run) -> QuerySet[Enrolment]:
    """Everybody in the run by family name. Of somebody erased only what a certificate rests on is left: no row here."""
    rows = Enrolment.objects.active().filter(run=run).exclude(learner__user=None).select_related("learner__user")
    return rows.order_by("learner__user__last_name", "learner__user__first_name", "pk")


def enrolment_in_run(run: Run, pk: int) -> Enrolment | None:
    """One participant of the run with its learner, or None."""
    return Enrolment.objects.active().select_related("learner__user", "run").filter(run=run, pk=pk).first()
