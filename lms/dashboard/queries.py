"""Reading across the rooms for the pages that join them. Few statements, whatever the size."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.api import Course, Enrolment, Progress, Run, RunItem, RunStaff, participants_of
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, User, roles_of


@dataclass(frozen=True, slots=True)
class Duties:
    """What somebody does here besides studying."""

    teaches: bool
    manages_runs: bool
    writes: bool
    coaches: bool

    @property
    def any(self) -> bool:
        return self.teaches or self.manages_runs or self.writes or self.coaches


def duties_of(user: User) -> Duties:
    """The roles of ``user``. Only staff teach (naming a trainer makes one staff), so others cost no query here."""
    roles = roles_of(user)
    return Duties(
        teaches=user.is_staff and RunStaff.objects.filter(user=user).exists(),
        manages_runs=COHORT_ADMINISTRATOR in roles,
        writes=bool(roles & {AUTHOR, SITE_ADMINISTRATOR}),
        coaches=COACH in roles,
    )


def studies_of_account(user: User) -> list[Enrolment]:
    """Everything ``user`` studies with ``steps_done``, ``steps`` and ``touched_at``; last touched first, finished
    ones at the end. One statement; the learner comes along."""
    done = Progress.objects.filter(enrolment=OuterRef("pk"), activity__run_items__run=OuterRef("run"))
    items = RunItem.objects.filter(run=OuterRef("run"))
    rows = (
        Enrolment.objects.active()
        .filter(learner__user=user)
        .select_related("run__course", "learner")
        .annotate(
            steps_done=_number(done, "enrolment"),
            steps=_number(items, "run"),
            touched_at=Coalesce(Subquery(_grouped(done, "enrolment", Max("completed_at"))), "enrolled_at"),
        )
        .order_by("-touched_at", "-pk")
    )
    return sorted(rows, key=lambda row: row.status == Enrolment.Status.COMPLETED)


def _number(rows: QuerySet, by: str) -> Coalesce:
    return Coalesce(Subquery(_grouped(rows, by, Count("pk"))), 0)


def _grouped(rows: QuerySet, by: str, value: Any) -> QuerySet:
    return rows.order_by().values(by).annotate(value=value).values("value")


def enrolment_of_account(user: User, run_code: str) -> Enrolment | None:
    """The account's own enrolment in a training, with run, course and learner; None when there is none."""
    rows = Enrolment.objects.active().select_related("run__course", "learner__user")
    return rows.filter(run__code=run_code, learner__user=user).first()


def trainers_of(run: Run) -> list[User]:
    """Who teaches the run, by name."""
    rows = User.objects.filter(run_roles__run=run, run_roles__role=RunStaff.Role.TRAINER)
    return list(rows.order_by("last_name", "first_name", "pk"))


def trainings() -> QuerySet[Course]:
    """Courses that a run can be made of. The coaching is nobody's to watch and has its one run already."""
    return Course.objects.filter(policy=Course.Policy.TRAINING, retired_at=None).order_by("code")


def runs_for(user: User, *, every: bool) -> QuerySet[Run]:
    """Runs that ``user`` may look after: all for a cohort administrator, the taught ones for a trainer. Never the
    coaching: who takes part in it is not for staff to see."""
    runs = Run.objects.filter(course__policy=Course.Policy.TRAINING).select_related("course")
    if not every:
        runs = runs.filter(pk__in=RunStaff.objects.filter(user=user).values("run"))
    return runs.order_by("-created_at", "-pk")


def participants_named(run: Run, name: str) -> QuerySet[Enrolment]:
    """Participants by family name; with ``name`` only those in whose name each of its words occurs."""
    rows = participants_of(run)
    for word in name.split():
        user = "learner__user__"
        rows = rows.filter(Q(**{f"{user}first_name__icontains": word}) | Q(**{f"{user}last_name__icontains": word}))
    return rows


def reasons_of(enrolment: Enrolment) -> dict[int, str]:
    """What trainers said when they marked steps by hand, by activity id."""
    rows = Progress.objects.filter(enrolment=enrolment).exclude(reason="")
    return dict(rows.values_list("activity_id", "reason"))
