"""What people try: forged scores, foreign attempts, replays, nonsense. Nothing changes, and never a 500."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.graded.api import Attempt, Response, start_attempt, submit_attempt
from assessments.graded.tokens.quizzes import issue_pass, read_pass
from courses.api import Progress, cancel_enrolment, enrol_learner
from lms.accounts.models import Learner, User
from tests.factories.graded import RIGHT, make_taking


def state() -> list:
    """Everything that an attack could want to change."""
    return [
        list(Attempt.objects.order_by("pk").values()),
        list(Response.objects.order_by("pk").values()),
        Progress.objects.count(),
    ]


@pytest.fixture
def taking(learner):
    """A quiz that the learner has started."""
    taking = make_taking(learner, "single_choice", "short_text")
    taking.start()
    return taking


def test_points_state_and_time_cannot_be_posted(own, taking, opened):
    address = f"{taking.address}1/"
    forged = {"points": "100", "score": "200", "passed": "true", "state": "submitted", "submitted_at": "2020-01-01"}
    own.post(address, opened(own, address) | forged | {"answer": "tk", "deadline": "2099-01-01"})
    own.post(f"{taking.address}tarkista/", forged | {"attempt": "1"})
    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.passed) == (0, False)
    assert timezone.now() - attempt.submitted_at < datetime.timedelta(minutes=1)
    assert Progress.objects.count() == 0


def test_sending_again_changes_nothing_and_shows_the_result(own, taking):
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    before = state()
    again = own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    assert again.url == f"{taking.address}tulos/1/"
    assert state() == before


def test_a_replayed_sending_does_not_send_the_next_attempt(own, taking):
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    own.post(taking.address)
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    assert list(Attempt.objects.order_by("number").values_list("state", flat=True)) == ["submitted", "open"]


def test_a_page_of_a_sent_attempt_saves_nothing_into_the_next_one(own, taking, opened):
    hidden = opened(own, f"{taking.address}1/")
    submit_attempt(attempt=Attempt.objects.get())
    taking.start()
    before = state()
    assert own.post(f"{taking.address}1/", hidden | {"answer": "kela"}).status_code == 409
    assert own.post(f"{taking.address}1/tallenna/", hidden | {"answer": "kela", "seq": "1"}).status_code == 409
    assert state() == before


def test_another_learners_pass_is_a_missing_thing(own, taking, opened):
    hidden = opened(own, f"{taking.address}1/")
    other = User.objects.create_user(email="toinen@example.org")
    start_attempt(enrol_learner(run=taking.run, learner=Learner.objects.create(user=other)), taking.activity.pk)
    browser = Client()
    browser.force_login(other)
    before = state()
    for address in (f"{taking.address}1/", f"{taking.address}1/tallenna/"):
        assert browser.post(address, hidden | {"answer": "kela", "seq": "1"}).status_code == 404
    assert state() == before


def test_a_pass_opens_only_its_own_address(own, learner, taking, opened):
    hidden = opened(own, f"{taking.address}1/")
    other = make_taking(learner, "single_choice")
    other.start()
    assert own.post(f"{other.address}1/tallenna/", hidden | {"answer": "kela", "seq": "1"}).status_code == 404
    assert Response.objects.filter(answer__isnull=False).count() == 0


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "ä:ö", "WzEsMSw5OTk5OTk5OTk5XQ:1:x", "x" * 10_000])
def test_a_pass_that_we_did_not_sign_saves_nothing(own, taking, forged):
    address = f"{taking.address}1/tallenna/"
    assert own.post(address, {"pass": forged, "answer": "kela", "seq": "1"}).status_code == 400
    assert own.post(f"{taking.address}1/", {"pass": forged, "answer": "kela"}).status_code == 422
    assert Response.objects.filter(answer__isnull=False).count() == 0


def test_a_pass_ends_a_day_after_the_deadline(taking):
    attempt = Attempt.objects.get()
    attempt.deadline = timezone.now() - datetime.timedelta(hours=23, minutes=59)
    assert read_pass(issue_pass(attempt)).attempt_id == attempt.pk
    attempt.deadline = timezone.now() - datetime.timedelta(hours=24, minutes=1)
    assert read_pass(issue_pass(attempt)) is None


def test_an_answer_after_the_deadline_is_told_and_kept_aside(own, taking, opened):
    address = f"{taking.address}2/"
    hidden = opened(own, address)
    Attempt.objects.update(deadline=timezone.now() - datetime.timedelta(seconds=61))
    page = own.post(address, hidden | {"answer": "Kela"})
    told = own.post(f"{address}tallenna/", hidden | {"answer": "Kela", "seq": "1"})
    assert (page.status_code, told.status_code, told.json()["error"]) == (409, 409, "too_late")
    assert Response.objects.filter(position=2).values_list("answer", "late_answer").get() == (None, "Kela")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"answer": "muu"},
        {"answer": ["kela", "tk"]},
        {"answer": '{"id": 1}'},
        {"answer": "x" * 5_000},
        {"answer": "kela", "seq": "-1"},
        {"answer": "kela", "seq": "1e9"},
        {"answer": "kela", "seq": "٣"},
        {"answer": "kela", "seq": "9" * 30},
        {"answer": "kela", "base": "[]"},
        {"answer": "\x00"},
        {"answer[]": "kela"},
        {"answer": "kela", "writer": "\x00" * 100},
    ],
)
def test_nonsense_is_refused_or_ignored_but_never_an_error_of_ours(own, taking, opened, nonsense):
    address = f"{taking.address}1/"
    hidden = opened(own, address) | {"seq": "1"}
    assert own.post(f"{address}tallenna/", hidden | nonsense).status_code in (200, 400)
    page = own.post(address, hidden | nonsense)
    assert page.status_code in (302, 409, 422)
    assert Response.objects.get(position=1).answer in (None, "kela")


def test_an_unusable_answer_stays_in_the_form(own, taking, opened):
    address = f"{taking.address}2/"
    page = own.post(address, opened(own, address) | {"answer": "pitkä " * 100})
    assert page.status_code == 422
    assert "pitkä pitkä" in page.content.decode()


@pytest.mark.parametrize("answer", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202e\ud7ff", "a\u0000b", "%s"])
def test_hostile_text_is_shown_as_text(own, taking, opened, answer):
    address = f"{taking.address}2/"
    assert own.post(address, opened(own, address) | {"answer": answer}).status_code == 302
    pages = [own.get(address), own.get(f"{taking.address}tarkista/")]
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    pages.append(own.get(f"{taking.address}tulos/1/"))
    for page in pages:
        assert page.status_code == 200
        assert b"<script>alert" not in page.content


@pytest.mark.parametrize("number", ["", "0", "2", "-1", "9999999999999999999999", "abc", "1.0", "٣", "[]"])
def test_an_attempt_that_does_not_exist_is_a_missing_thing(own, taking, number):
    assert own.post(f"{taking.address}tarkista/", {"attempt": number}).status_code == 404
    assert Attempt.objects.get().state == "open"


@pytest.mark.parametrize("page", ["9/", "0/", "99999999999999999999999/", "tulos/2/", "tulos/99999999999999999999/"])
def test_a_page_that_does_not_exist_is_a_missing_thing(own, taking, page):
    assert own.get(taking.address + page).status_code == 404


def test_a_result_is_not_shown_before_sending(own, taking):
    assert own.get(f"{taking.address}tulos/1/").status_code == 404


def test_who_left_the_run_finds_no_quiz(own, taking, opened):
    hidden = opened(own, f"{taking.address}1/")
    cancel_enrolment(enrolment=taking.enrolment)
    assert own.get(f"{taking.address}1/").status_code == 404
    assert own.post(f"{taking.address}1/tallenna/", hidden | {"answer": "kela", "seq": "1"}).status_code == 404
    assert own.post(f"{taking.address}tarkista/", {"attempt": "1"}).status_code == 404


@pytest.mark.parametrize("page", ["", "1/", "tarkista/", "tulos/1/"])
def test_reading_changes_nothing(own, taking, page):
    before = state()
    own.get(taking.address + page)
    own.head(taking.address + page)
    assert state() == before


@pytest.mark.parametrize("page", ["", "1/", "1/tallenna/", "tarkista/"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(own, taking, page, method):
    assert getattr(own, method)(taking.address + page).status_code == 405


@pytest.mark.parametrize("page", ["", "tarkista/"])
def test_starting_and_sending_need_the_ordinary_token(taking, trainee, page):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(trainee)
    before = state()
    assert browser.post(taking.address + page, {"attempt": "1"}).status_code >= 400
    assert state() == before


def test_only_what_was_asked_is_shown_before_sending(own, taking):
    page = own.get(f"{taking.address}1/").content + own.get(f"{taking.address}tarkista/").content
    for secret in ("Palaute", "Perustelu", "kansaneläkelaitos", "correct"):
        assert secret.encode() not in page


def test_all_right_answers_are_needed_only_once(own, taking):
    for kind, position in (("single_choice", 1), ("short_text", 2)):
        Response.objects.filter(position=position).update(answer=RIGHT[kind])
    submit_attempt(attempt=Attempt.objects.get())
    submit_attempt(attempt=taking.start())
    assert Progress.objects.count() == 1
