"""Many come in by their invitations at once, with real connections."""

import pytest
from django.db import connection

from courses.api import (
    CannotEnrol,
    Enrolment,
    Invitation,
    LinkOver,
    Run,
    accept_invitation,
    invite_people,
    read_invited,
)
from lms.accounts.models import Learner, User
from lms.jobs.models import Job
from tests.factories import make_run
from tests.factories.races import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
INVITED, PLACES = 20, 10


@pytest.fixture
def run() -> Run:
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    return make_run(lessons=1, is_open=False, capacity=PLACES)


def addresses(number: int = INVITED) -> str:
    return "\n".join(f"a{n}@example.org" for n in range(number))


def coming(invitation: Invitation, learner: Learner):
    return lambda: accept_invitation(invitation=invitation, learner=learner, actor=learner.user)


def make_people(number: int) -> list[Learner]:
    return [Learner.objects.create(user=User.objects.create_user(email=f"b{n}@example.org")) for n in range(number)]


def test_twenty_invited_to_ten_places_fill_exactly_ten(run):
    invite_people(run=run, people=read_invited(addresses()), actor=None)
    results = race(*[coming(one, who) for one, who in zip(Invitation.objects.all(), make_people(INVITED), strict=True)])
    assert sum(isinstance(one, Enrolment) for one in results) == PLACES
    assert sum(isinstance(one, CannotEnrol) for one in results) == INVITED - PLACES
    assert Enrolment.objects.active().filter(run=run).count() == PLACES
    assert Run.objects.get(pk=run.pk).places_taken == PLACES
    assert Invitation.objects.exclude(accepted_at=None).count() == PLACES


def test_one_link_pressed_by_many_at_once_brings_in_one(run):
    invite_people(run=run, people=read_invited("aino@example.org"), actor=None)
    results = race(*[coming(Invitation.objects.get(), who) for who in make_people(8)])
    assert sum(isinstance(one, Enrolment) for one in results) == 1
    assert sum(isinstance(one, LinkOver) for one in results) == 7
    assert Run.objects.get(pk=run.pk).places_taken == 1


def test_one_list_sent_by_two_trainers_at_once_makes_one_invitation_each(run):
    people = read_invited(addresses())
    results = race(*[lambda: invite_people(run=run, people=people, actor=None)] * 4)
    assert sorted(results) == [0, 0, 0, INVITED]
    assert Invitation.objects.count() == INVITED
    assert Job.objects.filter(kind="invitations").count() == 1
