"""People and runs for the tests of getting in."""

import itertools
from typing import Any

from django.test import Client

from courses.admissions.models import Admission
from courses.admissions.services.ways import choose_way
from courses.api import Run, enrol_learner
from lms.accounts.models import Learner, User
from tests.factories import make_run

_numbers = itertools.count(1)


def make_person(name: str = "") -> Learner:
    """Somebody with an account and a name."""
    number = next(_numbers)
    first = name or f"Hakija{number}"
    user = User.objects.create_user(email=f"{first.lower()}@example.org", first_name=first, last_name="Esimerkki")
    return Learner.objects.create(user=user)


def browser_of(learner: Learner) -> Client:
    client = Client()
    client.force_login(learner.user)
    return client


def make_full_run(capacity: int = 1, **fields: Any) -> tuple[Run, list[Learner]]:
    """A run with a queue, and the people who have its places."""
    run = make_run(type="blended_cohort", lessons=1, capacity=capacity, **fields)
    inside = [make_person() for _ in range(capacity)]
    for learner in inside:
        enrol_learner(run=run, learner=learner)
    run.refresh_from_db()
    return run, inside


def let_in_by(run: Run, way: str, **fields: Any) -> Admission:
    """Choose the way into the run."""
    return choose_way(run=run, actor=None, way=way, **fields)
