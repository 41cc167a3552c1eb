"""Reading across the rooms for the pages that join them. Few statements, whatever the size."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from assessments.graded.api import (
    Result,
    Work,
    any_set_by_hand,
    newest_handed_in,
    readable_by_name,
    results_that_count,
    works_of,
)
from assessments.personal.api import Awaiting, awaiting_coach
from courses.api import (
    Activity,
    Course,
    Enrolment,
    Progress,
    Run,
    RunStaff,
    Step,
    outline_for,
    participants_of,
    steps_in,
)
from courses.discussions.api import unread_messages_column
from courses.meetings.api import missed_day_column
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, User, role_column, roles_of
from lms.records.prepared import Prepared, PreparedObjects


@dataclass(frozen=True, slots=True)
class Duties:
    """What somebody does here besides studying."""

    teaches: bool
    manages_runs: bool
    writes: bool
    coaches: bool
    sees_figures: bool
    #: What waits for a coach; None for everybody else.
    awaiting: Awaiting | None = None

    @property
    def any(self) -> bool:
        return self.teaches or self.manages_runs or self.writes or self.coaches or self.sees_figures


def duties_of(user: User) -> Duties:
    """What ``user`` does here. Whoever gets a role or a run to teach becomes staff, so others cost no query."""
    roles = roles_of(user) if user.is_staff else frozenset()
    return Duties(
        teaches=user.is_staff and RunStaff.objects.filter(user=user).exists(),
        manages_runs=COHORT_ADMINISTRATOR in roles,
        writes=bool(roles & {AUTHOR, SITE_ADMINISTRATOR}),
        coaches=COACH in roles,
        sees_figures=bool(roles & {COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR}),
        awaiting=awaiting_coach(user) if COACH in roles else None,
    )


@dataclass(frozen=True, slots=True)
class Study:
    """One thing that somebody studies, as my page needs it: no course outline is loaded for a line of text."""

    enrolment_id: int
    learner_id: int
    status: str
    enrolled_at: datetime.datetime
    completed_at: datetime.datetime | None
    run_id: int
    run_code: str
    run_name: str
    language: str
    titles: dict[str, str]
    policy: str
    touched_at: datetime.datetime
    starts: datetime.date | None = None
    missed: dict[str, Any] | None = None
    unread: int = 0

    @property
    def is_completed(self) -> bool:
        return self.status == Enrolment.Status.COMPLETED

    @property
    def is_coaching(self) -> bool:
        """Whether this is the coaching, whose answers are the writer's own."""
        return self.policy == Course.Policy.PRIVATE

    def title_in(self, language: str) -> str:
        """The training's title in ``language`` or the next best."""
        return Course(titles=self.titles, code=self.run_code).title_in(language)


def studies_of_account(user: User) -> list[Study]:
    """Everything ``user`` studies, last touched first, finished ones at the end. One statement."""
    rows = [Study(*row) for row in _STUDIES.rows(user.pk)]
    newest = sorted(rows, key=lambda study: (study.touched_at, study.enrolment_id), reverse=True)
    return sorted(newest, key=lambda study: study.is_completed)


def _study_rows(user_id: int) -> QuerySet:
    latest = Progress.objects.filter(enrolment=OuterRef("pk")).order_by("-completed_at").values("completed_at")[:1]
    return (
        Enrolment.objects.active()
        .filter(learner__user_id=user_id)
        .values_list(
            "pk",
            "learner_id",
            "status",
            "enrolled_at",
            "completed_at",
            "run_id",
            "run__code",
            "run__name",
            "run__language",
            "run__course__titles",
            "run__course__policy",
            Coalesce(Subquery(latest), "enrolled_at"),
            "run__starts",
            missed_day_column(),
            unread_messages_column(),
        )
    )


_STUDIES = Prepared(_study_rows, -1)


def steps_of_study(study: Study) -> list[Step]:
    """The outline of what is studied, with how far it is."""
    return outline_for(Run(pk=study.run_id, language=study.language), study.enrolment_id)


def enrolment_of_account(user: User, run_code: str) -> Enrolment | None:
    """The account's own enrolment in a training, with run, course and learner, and ``any_set_by_hand``: whether a
    trainer has ever set a result. None when there is none."""
    return _OWN.first(run_code, user.pk)


def _own(run_code: str, user_id: int) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.active().filter(run__code=run_code, learner__user_id=user_id)
    return rows.annotate(any_set_by_hand=any_set_by_hand())


_OWN = PreparedObjects(
    _own,
    "run",
    -1,
    related=("run__course", "learner__user", "group"),
    leave=("run__course__outline",),
    extra=("any_set_by_hand",),
)


def trainers_of(run: Run) -> list[User]:
    """Who teaches the run, by name."""
    return _TRAINERS.all(run.pk)


def _trainers(run_id: int) -> QuerySet[User]:
    rows = User.objects.filter(run_roles__run=run_id, run_roles__role=RunStaff.Role.TRAINER)
    return rows.order_by("last_name", "first_name", "pk")


_TRAINERS = PreparedObjects(_trainers, -1, leave=("last_login", "date_joined"))


def trainings() -> QuerySet[Course]:
    """Courses that a run can be made of. The coaching is nobody's to watch and has its one run already."""
    return Course.objects.filter(policy=Course.Policy.TRAINING, retired_at=None).order_by("code")


def trainings_with_newest_run() -> list[Course]:
    """The same with ``newest_run``, the code of the run that a new one may be made from; "" without any."""
    newest = Run.objects.filter(course=OuterRef("pk")).order_by(F("starts").desc(nulls_last=True), "-pk")
    return list(trainings().annotate(newest_run=Coalesce(Subquery(newest.values("code")[:1]), Value(""))))


def runs_for(user: User, *, every: bool) -> QuerySet[Run]:
    """Runs that ``user`` may look after: all for a cohort administrator, the taught ones for a trainer. Never the
    coaching: who takes part in it is not for staff to see."""
    runs = Run.objects.filter(course__policy=Course.Policy.TRAINING).select_related("course")
    if not every:
        runs = runs.filter(pk__in=RunStaff.objects.filter(user=user).values("run"))
    return runs.order_by("-created_at", "-pk")


def run_in_care(user: User, code: str) -> Run | None:
    """The run ``code``, if ``user`` may look after it. It has ``is_managed``, whether they look after every run, and
    ``is_taught``, whether they teach this one. One statement."""
    return _IN_CARE.first(user.pk, code)


def _in_care(user_id: int, code: str) -> QuerySet[Run]:
    taught = Exists(RunStaff.objects.filter(user=user_id, run=OuterRef("pk")))
    runs = Run.objects.filter(code=code, course__policy=Course.Policy.TRAINING)
    runs = runs.annotate(is_managed=role_column(user_id, COHORT_ADMINISTRATOR), is_taught=taught)
    return runs.filter(Q(is_managed=True) | Q(is_taught=True))


_IN_CARE = PreparedObjects(_in_care, -1, "run", related=("course",), extra=("is_managed", "is_taught"))


def participants_named(run: Run, name: str) -> QuerySet[Enrolment]:
    """Participants by family name; with ``name`` only those in whose name each of its words occurs."""
    rows = participants_of(run)
    for word in name.split():
        user = "learner__user__"
        rows = rows.filter(Q(**{f"{user}first_name__icontains": word}) | Q(**{f"{user}last_name__icontains": word}))
    return rows


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """One step of a participant: on what evidence it counts as done, and how the quiz or the assignment has gone so
    far. ``handed_in`` is where what was handed in is read, where its writer's name may be known."""

    step: Step
    kind: str
    reason: str
    result: Result | None
    work: Work | None = None
    handed_in: int | None = None


def evidence_of(enrolment: Enrolment) -> list[StepEvidence]:
    """Every step of the participant's run with its evidence. At most five statements; one less without a
    quiz, two without an assignment."""
    steps = steps_in(enrolment.run, enrolment_id=enrolment.pk)
    reasons = dict(Progress.objects.filter(enrolment=enrolment).exclude(reason="").values_list("activity_id", "reason"))
    quizzes = [step.activity_id for step in steps if step.kind == Activity.Kind.QUIZ]
    results = results_that_count(enrolment, quizzes) if quizzes else {}
    assignments = any(step.kind == Activity.Kind.ASSIGNMENT for step in steps)
    works = works_of(enrolment) if assignments else {}
    handed_in = readable_by_name(newest_handed_in(enrolment)) if works else {}
    labels = dict(Progress.Evidence.choices)
    return [
        StepEvidence(
            step=step,
            kind=labels.get(step.evidence_kind, ""),
            reason=reasons.get(step.activity_id, ""),
            result=results.get(step.activity_id),
            work=works.get(step.activity_id),
            handed_in=handed_in.get(step.activity_id),
        )
        for step in steps
    ]
