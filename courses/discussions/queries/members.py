"""Who talks in a run: its participants and its trainers, and nobody else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from courses.api import Course, Enrolment, Run, runs_taught_by
from lms.accounts.api import User
from lms.records.prepared import PreparedObjects


@dataclass(frozen=True)
class Member:
    """Somebody's place in a run as far as talking goes."""

    user: Any
    run: Run
    is_trainer: bool
    enrolment_id: int | None = None
    group_id: int | None = None

    @property
    def may_write(self) -> bool:
        """A closed run is read by its participants and no more written in."""
        return self.is_trainer or self.run.closed_at is None

    def sees(self) -> Q:
        """What of a run's announcements or discussions they see: their own group's and everybody's, trainers all."""
        everybody = Q(for_group=False)
        if self.is_trainer:
            return Q()
        return everybody | Q(group_id=self.group_id) if self.group_id else everybody


def member_of(user: Any, code: str) -> Member | None:
    """The member that ``user`` is of the run, or None. The coaching has no discussions. One query for a learner."""
    if user.is_staff:
        taught = runs_taught_by(user).filter(code=code, course__policy=Course.Policy.TRAINING)
        run = taught.defer("course__outline").first()
        if run:
            return Member(user, run, is_trainer=True)
    found = _OWN.first(user.pk, code)
    if found is None:
        return None
    return Member(user, found.run, is_trainer=False, enrolment_id=found.pk, group_id=found.group_id)


def _own(user_id: int, code: str) -> QuerySet[Enrolment]:
    mine = Enrolment.objects.active().filter(learner__user_id=user_id)
    return mine.filter(run__code=code, run__course__policy=Course.Policy.TRAINING)


_OWN = PreparedObjects(_own, -1, "run", related=("run__course",), leave=("run__course__outline", "run__course__facts"))


def trainers_of(run: Run) -> list[User]:
    """Who teaches the run, by name."""
    rows = User.objects.filter(run_roles__run=run, is_active=True).distinct()
    return list(rows.order_by("last_name", "first_name", "pk"))


def name_of(user: Any) -> str:
    """How a person is called among the others of a run; empty for somebody who is gone or has given no name. Never
    the address: that is not for the others."""
    return user.get_full_name() if user else ""
