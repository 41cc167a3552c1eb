"""Acts that touch several rooms at once, each in one transaction and with its actor in the log."""

import datetime

from django.db import transaction

from certificates.api import issue_waiting_awards
from courses.api import Run, RunStaff, name_trainer
from lms.accounts.api import Learner, User, mark_as_staff
from lms.records.audit import log_fact


class TooFewPlaces(Exception):
    """More people are in than the run would hold. ``taken`` says how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


@transaction.atomic
def give_name(*, user: User, first_name: str, last_name: str) -> None:
    """Save the person's own name and make the certificates that waited for it."""
    if (user.first_name, user.last_name) != (first_name, last_name):
        user.first_name, user.last_name = first_name, last_name
        user.save(update_fields=["first_name", "last_name"])
        log_fact("account.named", subject=user, actor=user)
    learner = Learner.objects.filter(user=user).first()
    if learner:
        issue_waiting_awards(learner=learner)


@transaction.atomic
def change_run(
    *,
    run: Run,
    actor: User,
    name: str,
    starts: datetime.date | None,
    ends: datetime.date | None,
    capacity: int | None,
    is_open: bool,
) -> Run:
    """Change a run's facts. Raises ``TooFewPlaces`` rather than over-book it."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if capacity is not None and capacity < run.places_taken:
        raise TooFewPlaces(run.places_taken)
    wanted = {"name": name, "starts": starts, "ends": ends, "capacity": capacity, "is_open": is_open}
    changed = sorted(field for field, value in wanted.items() if getattr(run, field) != value)
    for field in changed:
        setattr(run, field, wanted[field])
    if changed:
        run.save(update_fields=changed)
        log_fact("run.changed", subject=run, actor=actor, detail={"fields": changed})
    return run


@transaction.atomic
def appoint_trainer(*, run: Run, user: User, actor: User) -> None:
    """Make somebody a trainer of the run, and so staff: from now on a second factor guards the account."""
    name_trainer(run=run, user=user, actor=actor)
    mark_as_staff(user)


@transaction.atomic
def dismiss_trainer(*, run: Run, user: User, actor: User) -> None:
    """Take the run away from a trainer; the account stays staff, for it may have other work here."""
    gone, _ = RunStaff.objects.filter(run=run, user=user).delete()
    if gone:
        log_fact("run.trainer_dismissed", subject=run, actor=actor, detail={"user": str(user.key)})
