"""What people try against limits, times and hints. Nothing changes, and never a 500."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.graded.api import Accommodation, Attempt, Response, submit_attempt
from courses.api import Progress, RunItem
from lms.accounts.models import Learner, User
from tests.factories.graded import make_taking

HOUR = datetime.timedelta(hours=1)


def state() -> list:
    """Everything that an attack could want to change."""
    return [
        list(Attempt.objects.order_by("pk").values()),
        list(Response.objects.order_by("pk").values()),
        list(Accommodation.objects.values()),
        Progress.objects.count(),
    ]


@pytest.fixture
def stranger(db) -> Client:
    """Somebody signed in who is not in the run."""
    user = User.objects.create_user(email="vieras@example.org")
    Learner.objects.create(user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("page", ["", "1/", "tarkista/", "tulos/1/"])
def test_who_is_not_enrolled_neither_reads_nor_sends(stranger, learner, page):
    taking = make_taking(learner, "short_text", attempts_allowed=2)
    submit_attempt(attempt=taking.start())
    taking.start()
    before = state()
    assert stranger.get(taking.address + page).status_code == 404
    sent = stranger.post(taking.address + page, {"attempt": "2", "answer": "kela"})
    assert sent.status_code in (404, 405, 422)
    assert state() == before


def test_an_attempt_over_the_limit_cannot_be_begun_by_posting(own, learner):
    taking = make_taking(learner, "short_text", attempts_allowed=1)
    submit_attempt(attempt=taking.start())
    before = state()
    for _press in range(2):
        forged = {"attempts_allowed": "99", "extra_attempts": "5", "number": "2", "left": "5"}
        assert own.post(taking.address, forged).status_code == 409
    assert state() == before


@pytest.mark.parametrize("times", [{"opens_at": HOUR}, {"closes_at": -HOUR}])
def test_a_test_that_is_not_open_cannot_be_begun_by_posting(own, learner, times):
    taking = make_taking(learner, "short_text")
    RunItem.objects.update(**{name: timezone.now() + shift for name, shift in times.items()})
    assert own.post(taking.address, {"opens_at": "2020-01-01", "closes_at": "2099-01-01"}).status_code == 409
    assert own.get(f"{taking.address}1/").status_code == 302
    assert not Attempt.objects.exists()


def test_hints_and_their_price_cannot_be_posted(own, learner, opened):
    taking = make_taking(learner, "short_text", feedback="hints", hint_penalty=50)
    taking.start()
    address = f"{taking.address}1/"
    own.post(address, opened(own, address) | {"answer": "kunta", "tries": "[]", "hint_penalty": "0", "points": "100"})
    own.post(address, opened(own, address) | {"answer": "kela", "tries": "[]", "hint_penalty": "0", "points": "100"})
    assert Response.objects.values_list("points", "tries").get() == (50, ["kunta"])


def test_going_back_and_replaying_a_check_neither_earns_nor_costs_a_hint(own, learner, opened):
    taking = make_taking(learner, "short_text", feedback="hints")
    taking.start()
    address = f"{taking.address}1/"
    replayed = opened(own, address) | {"answer": "kunta"}
    for _press in range(4):
        own.post(address, replayed)
    own.post(address, replayed | {"go": "back"})
    own.post(f"{address}tallenna/", replayed | {"seq": "9"})
    assert Response.objects.values_list("points", "tries").get() == (None, ["kunta"])


def test_a_checked_question_takes_no_other_answer_by_any_door(own, learner, opened):
    taking = make_taking(learner, "short_text", feedback="immediate")
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    own.post(address, hidden | {"answer": "kunta"})
    before = state()
    assert own.post(address, hidden | {"answer": "kela"}).status_code == 409
    assert own.post(f"{address}tallenna/", hidden | {"answer": "kela", "seq": "9"}).status_code == 409
    assert state() == before


def test_a_clock_of_ones_own_gives_no_time(own, learner, opened):
    taking = make_taking(learner, "short_text", minutes_allowed=10)
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    Attempt.objects.update(deadline=timezone.now() - datetime.timedelta(seconds=61))
    forged = {"now": "2020-01-01T00:00:00Z", "deadline": "2099-01-01T00:00:00Z", "saved_at": "2020-01-01"}
    for _try in range(2):
        assert own.post(f"{address}tallenna/", hidden | forged | {"answer": "kela", "seq": "1"}).status_code == 409
    submit_attempt(attempt=Attempt.objects.get())
    assert Attempt.objects.get().score == 0


def test_a_learner_arranges_nothing_for_themselves(own, learner):
    taking = make_taking(learner, "short_text", minutes_allowed=10)
    run = f"/kouluttaja/ryhma/{taking.run.code}/"
    for page in (f"osallistuja/{taking.enrolment.pk}/jarjestelyt/", "jarjestelyt/", "jarjestelyt/1/poista/"):
        assert own.post(run + page, {"extra_minutes": "60", "reason": "Minä"}).status_code == 404
    assert own.post(f"{run}testi/{taking.activity.slug}/ajat/", {"closes_at": "2099-01-01T00:00"}).status_code == 404
    assert not Accommodation.objects.exists()
