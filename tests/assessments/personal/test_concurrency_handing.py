"""Proposing, taking back and answering at once: one of them holds, and nobody is left with two coaches or none."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from assessments.personal.api import (
    AnotherProposal,
    accept_handover,
    decline_handover,
    join_coach,
    make_code,
    propose_handover,
    take_back_handover,
)
from assessments.personal.models import CoachLink, Handover, LinkEvent
from lms.accounts.api import COACH, Learner
from tests.courses.test_concurrency_invitations import race
from tests.factories.personal import make_programme
from tests.factories.world import make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link() -> CoachLink:
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    until = timezone.localdate() + datetime.timedelta(days=9)
    coach = make_staff("onni@example.org", COACH)
    code = make_code(coach=coach, run=make_programme(), place="Paja", expires_on=until)
    return join_coach(learner=Learner.objects.create(), code=code, nickname="Miu", shows_progress=True)


def proposing(link, to, reason=""):
    return lambda: propose_handover(coach=link.coach, link_id=link.pk, to_id=to.pk, reason=reason)


def test_proposing_many_times_at_once_leaves_one_proposal(link):
    coaches = [make_staff(f"ohjaaja{number}@example.org", COACH) for number in range(2)]
    made = race(*[proposing(link, coaches[number % 2]) for number in range(8)])
    assert {type(one) for one in made} == {Handover}
    assert Handover.objects.count() == 1


def test_of_taking_back_and_yes_at_once_one_holds(link):
    other = make_staff("olli@example.org", COACH)
    asked = proposing(link, other)()
    which = {"learner": link.learner, "link_id": link.pk, "handover_id": asked.pk}
    back, yes = race(
        lambda: take_back_handover(coach=link.coach, link_id=link.pk),
        lambda: accept_handover(**which, shows_progress=True),
    )
    live = CoachLink.objects.get(ended_at=None)
    if back:
        assert (type(yes), live.coach) == (AnotherProposal, link.coach)
    else:
        assert (yes, live.coach) == (live, other)
    assert not Handover.objects.exists()


def test_of_yes_and_no_at_once_one_holds(link):
    other = make_staff("olli@example.org", COACH)
    asked = proposing(link, other)()
    which = {"learner": link.learner, "link_id": link.pk, "handover_id": asked.pk}
    race(
        *[lambda: accept_handover(**which, shows_progress=True), lambda: decline_handover(**which)] * 3,
    )
    assert CoachLink.objects.filter(ended_at=None).count() == 1
    said = set(LinkEvent.objects.values_list("what", flat=True)) & {"handed_over", "handover_declined"}
    assert len(said) == 1
