"""People who meet the dashboard's pages."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from courses.api import (
    Activity,
    Enrolment,
    Evidence,
    Progress,
    Run,
    complete_activity,
    enrol_learner,
    name_trainer,
    steps_of,
)
from lms.accounts.api import COHORT_ADMINISTRATOR, Learner, User

SELF_MARKED = Evidence(kind="self_marked")


def make_staff(email: str, *roles: str, **names: str) -> User:
    """An account that works here, with the second factor that staff need."""
    user = User.objects.create_user(email=email, is_staff=True, **names)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def make_trainer(run: Run, email: str = "opettaja@example.org") -> User:
    """Somebody who teaches ``run``."""
    user = make_staff(email, first_name="Olli", last_name="Opettaja")
    name_trainer(run=run, user=user, actor=None)
    return user


def make_manager() -> User:
    """A cohort administrator."""
    return make_staff("hallinto@example.org", COHORT_ADMINISTRATOR)


def enrol_people(run: Run, *names: str) -> list[Enrolment]:
    """Enrol accounts called ``names`` ("First Last")."""
    enrolments = []
    for name in names:
        first, last = name.split()
        user = User.objects.create_user(email=f"{first}.{last}@example.org", first_name=first, last_name=last)
        enrolments.append(enrol_learner(run=run, learner=Learner.objects.create(user=user)))
    return enrolments


def do_steps(enrolment: Enrolment, number: int | None = None) -> None:
    """Do the first ``number`` steps, or all."""
    for step in steps_of(enrolment)[:number]:
        complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=SELF_MARKED)


def fill(run: Run, people: int) -> None:
    """``people`` participants, each of whom has done every second step."""
    users = User.objects.bulk_create(
        User(email=f"{run.code}-{n}@example.org", first_name="Aino", last_name=f"Aamu {n:03}") for n in range(people)
    )
    learners = Learner.objects.bulk_create(Learner(user=user, key=uuid.uuid4()) for user in users)
    enrolments = Enrolment.objects.bulk_create(Enrolment(run=run, learner=learner) for learner in learners)
    activities = list(Activity.objects.filter(run_items__run=run).order_by("pk"))[::2]
    Progress.objects.bulk_create(
        Progress(enrolment=one, activity=activity, evidence_kind="self_marked")
        for one in enrolments
        for activity in activities
    )


def client_of(user: User) -> Client:
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def main_of(response) -> str:
    """The page without its header and footer."""
    return response.content.decode().split("<main")[1].split("</main>")[0]
