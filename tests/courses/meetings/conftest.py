"""A run with people, a trainer and a day."""

import pytest
from django.core.cache import cache

from courses.api import Enrolment, Run
from courses.meetings.api import Meeting
from tests.dashboard.people import client_of, enrol_people, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day


@pytest.fixture(autouse=True)
def _no_codes_typed_yet() -> None:
    cache.clear()


@pytest.fixture
def run(db) -> Run:
    return make_run(type="blended_cohort", kinds=("assignment",))


@pytest.fixture
def people(run) -> list[Enrolment]:
    return enrol_people(run, "Aino Aalto", "Bo Berg", "Cia Ceder")


@pytest.fixture
def day(run) -> Meeting:
    return make_day(run)


@pytest.fixture
def teacher(run):
    return make_trainer(run)


@pytest.fixture
def at_desk(teacher):
    """The trainer's browser."""
    return client_of(teacher)


@pytest.fixture
def aino(people):
    """A participant's browser."""
    return client_of(people[0].learner.user)
