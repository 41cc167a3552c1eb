"""Acts that touch several rooms at once, each in one transaction and with its actor in the log."""

from django.db import transaction

from certificates.api import issue_waiting_awards
from courses.api import Run, RunStaff, name_trainer
from lms.accounts.api import Learner, User, mark_as_staff
from lms.records.audit import log_fact


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
