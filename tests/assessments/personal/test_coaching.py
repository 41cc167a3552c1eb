"""The link between a person and a coach, without pages: joining learners, erasing, repeating."""

import datetime

import pytest
from django.utils import timezone

from assessments.personal.api import join_coach, make_code, walkers_of
from assessments.personal.models import CoachCode, CoachLink, LinkEvent
from assessments.personal.services import coaching
from lms.accounts.api import COACH, merge_learners
from lms.privacy.api import erase_learner
from tests.factories.personal import make_programme
from tests.factories.world import make_staff


@pytest.fixture
def coach(db):
    return make_staff("onni@example.org", COACH, first_name="Onni")


@pytest.fixture
def code(coach):
    until = timezone.localdate() + datetime.timedelta(days=9)
    return make_code(coach=coach, run=make_programme(), place="Paja", expires_on=until)


def begin(learner, code, **values):
    return join_coach(learner=learner, code=code, **{"nickname": "Miu", "shows_progress": True} | values)


def test_a_link_follows_into_the_account(pseudonymous, learner, coach, code):
    begin(pseudonymous, code)
    merge_learners(source=pseudonymous, target=learner)
    assert [walker.link.learner_id for walker in walkers_of(coach)] == [learner.pk]


def test_two_links_with_one_coach_become_one(pseudonymous, learner, coach, code):
    begin(pseudonymous, code, nickname="Toinen")
    begin(learner, code)
    merge_learners(source=pseudonymous, target=learner)
    assert [walker.link.name for walker in walkers_of(coach)] == ["Miu"]
    assert CoachLink.objects.filter(learner=learner).count() == 2


def test_erasing_the_person_takes_link_and_history(pseudonymous, code):
    begin(pseudonymous, code)
    erase_learner(learner=pseudonymous)
    assert (CoachLink.objects.count(), LinkEvent.objects.count(), CoachCode.objects.count()) == (0, 0, 1)


def test_a_coach_whose_account_goes_leaves_no_link(pseudonymous, coach, code):
    begin(pseudonymous, code)
    coach.delete()
    assert not CoachLink.objects.exists()


def test_beginning_twice_is_one_link_and_one_line_of_history(pseudonymous, code):
    assert begin(pseudonymous, code) == begin(pseudonymous, code)
    assert LinkEvent.objects.count() == 2


def test_a_coach_has_no_more_codes_than_anybody_can_look_after(coach, code, monkeypatch):
    monkeypatch.setattr(coaching, "MOST_CODES", 1)
    with pytest.raises(coaching.TooManyCodes):
        make_code(coach=coach, run=code.run, place="Toinen", expires_on=code.expires_on)
