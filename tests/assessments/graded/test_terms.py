"""More time, more attempts, other times: worked out by hand, and what they do to people who are at it."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.api import Attempt, CannotStart, QuizSettings, Response, save_answer, submit_attempt
from assessments.graded.models import Accommodation, Question, QuestionVersion
from assessments.graded.rules.terms import Granted, terms_of
from assessments.graded.services.accommodating import accommodate, set_quiz_times, withdraw_accommodation
from assessments.graded.services.attempts import start_attempt
from assessments.graded.services.closing import send_overdue_attempts
from courses.api import Enrolment, Progress, RunItem, enrol_learner, enrolments_folding
from lms.accounts.models import Learner
from lms.records.models import AuditEntry
from tests.factories.graded import make_taking

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def settings(**rules) -> QuizSettings:
    return QuizSettings(titles={"fi": "Testi"}, **rules)


def terms(*granted: Granted, opens_at=None, closes_at=None, **rules):
    return terms_of(settings(**rules), opens_at=opens_at, closes_at=closes_at, granted=granted)


@pytest.mark.parametrize(
    ("granted", "extra"),
    [
        ([], 0),
        ([Granted(extra_percent=50)], 23),  # half of 45 is a part of a minute more
        ([Granted(extra_minutes=10)], 10),
        ([Granted(extra_percent=10, extra_minutes=5)], 10),
        ([Granted(extra_minutes=30), Granted(weight=3, extra_minutes=15)], 30),
    ],
)
def test_the_most_generous_grant_gives_the_time(granted, extra):
    found = terms(*granted, minutes_allowed=45)
    assert (found.minutes, found.extra_minutes) == (45 + extra, extra)


def test_a_quiz_without_limits_needs_no_more():
    found = terms(Granted(extra_minutes=30, extra_attempts=2))
    assert (found.minutes, found.attempts, found.extra_minutes, found.extra_attempts) == (None, None, 0, 0)


def test_the_closest_grant_decides_the_times_and_the_rest_is_the_runs():
    everybody = Granted(weight=1, closes_at=NOON + HOUR)
    person = Granted(weight=2, closes_at=NOON + 5 * HOUR)
    found = terms(person, everybody, opens_at=NOON, closes_at=NOON + HOUR)
    assert (found.opens_at, found.closes_at, found.own_times) == (NOON, NOON + 5 * HOUR, True)


def test_nobody_goes_on_after_closing():
    found = terms(minutes_allowed=90, closes_at=NOON + HOUR)
    assert found.deadline(NOON) == NOON + HOUR
    assert found.deadline(NOON - HOUR) == NOON + HOUR / 2


grants = st.builds(
    Granted,
    weight=st.integers(0, 3),
    extra_percent=st.integers(0, 300),
    extra_minutes=st.integers(0, 600),
    extra_attempts=st.integers(0, 20),
)


@given(st.lists(grants, max_size=4), grants, st.integers(1, 500), st.integers(1, 20))
def test_a_further_grant_never_takes_time_or_attempts_away(granted, further, minutes, attempts):
    before = terms(*granted, minutes_allowed=minutes, attempts_allowed=attempts)
    after = terms(*granted, further, minutes_allowed=minutes, attempts_allowed=attempts)
    assert after.minutes >= before.minutes >= minutes
    assert after.attempts >= before.attempts >= attempts
    assert terms(further, *granted, minutes_allowed=minutes, attempts_allowed=attempts) == after


@pytest.fixture
def taking(learner):
    return make_taking(learner, "short_text", minutes_allowed=20, attempts_allowed=1)


def grant(taking, *, everybody: bool = False, all_tests: bool = False, **more) -> Accommodation:
    return accommodate(
        run=taking.run,
        enrolment=None if everybody else taking.enrolment,
        activity_id=None if all_tests else taking.activity.pk,
        granted=Granted(**more),
        reason="Lukivaikeus",
        actor=None,
    )


def minutes_of(attempt: Attempt) -> float:
    attempt.refresh_from_db()
    return (attempt.deadline - attempt.started_at).total_seconds() / 60


@pytest.mark.parametrize("everybody", [True, False])
@pytest.mark.parametrize("all_tests", [True, False])
def test_more_time_moves_the_deadline_of_an_attempt_that_is_going_on(taking, everybody, all_tests):
    attempt = taking.start()
    grant(taking, everybody=everybody, all_tests=all_tests, extra_percent=50)
    assert minutes_of(attempt) == 30


def test_more_time_reaches_nobody_else_and_no_sent_attempt(taking):
    other = Enrolment.objects.create(run=taking.run, learner=Learner.objects.create())
    theirs = make_taking(other.learner, "short_text", minutes_allowed=20).start()
    sent = submit_attempt(attempt=taking.start())
    grant(taking, extra_minutes=30)
    assert (minutes_of(theirs), minutes_of(sent)) == (20, 20)


def test_a_new_arrangement_takes_the_place_of_the_old(taking):
    grant(taking, extra_minutes=30)
    grant(taking, extra_minutes=10)
    assert Accommodation.objects.count() == 1
    assert minutes_of(taking.start()) == 30


def test_taking_an_arrangement_back_leaves_who_is_at_it_their_time(taking):
    row = grant(taking, extra_minutes=30)
    attempt = taking.start()
    withdraw_accommodation(accommodation=row, actor=None)
    assert minutes_of(attempt) == 50
    assert AuditEntry.objects.filter(verb__startswith="accommodation.", reason="Lukivaikeus").count() == 2


def test_an_extra_attempt_can_be_used_once(taking):
    submit_attempt(attempt=taking.start())
    grant(taking, extra_attempts=1)
    submit_attempt(attempt=taking.start())
    with pytest.raises(CannotStart, match="all your attempts"):
        taking.start()


def test_an_arrangement_needs_a_reason(taking):
    with pytest.raises(ValueError, match="reason"):
        accommodate(
            run=taking.run, enrolment=None, activity_id=None, granted=Granted(extra_minutes=5), reason=" ", actor=None
        )


def test_a_closed_quiz_cannot_be_started_but_by_whom_it_closes_later(taking):
    now = timezone.now()
    set_quiz_times(run=taking.run, activity_id=taking.activity.pk, opens_at=None, closes_at=now, actor=None)
    with pytest.raises(CannotStart, match="closed"):
        taking.start()
    grant(taking, closes_at=now + HOUR)
    assert taking.start().is_open


def test_what_is_open_at_closing_is_sent_with_what_was_saved(learner):
    taking = make_taking(learner, "short_text")
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="kela", seq=1)
    past = timezone.now() - datetime.timedelta(seconds=61)
    set_quiz_times(run=taking.run, activity_id=taking.activity.pk, opens_at=None, closes_at=past, actor=None)
    assert send_overdue_attempts() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.passed) == ("submitted", 100, True)
    assert Progress.objects.count() == 1
    assert send_overdue_attempts() == 0


def test_a_closing_time_set_meanwhile_does_not_shorten_the_time_of_who_is_at_it(taking):
    attempt = taking.start()
    soon = timezone.now() + datetime.timedelta(minutes=1)
    set_quiz_times(run=taking.run, activity_id=taking.activity.pk, opens_at=None, closes_at=soon, actor=None)
    assert minutes_of(attempt) == 20
    grant(taking, extra_minutes=5, closes_at=soon)
    assert minutes_of(attempt) == 20


@pytest.mark.parametrize("seconds", [-30, 30])
def test_nothing_is_sent_for_anybody_before_the_grace_is_over(taking, seconds):
    taking.start()
    Attempt.objects.update(deadline=timezone.now() - datetime.timedelta(seconds=seconds))
    assert send_overdue_attempts() == 0


def test_an_attempt_that_cannot_be_sent_keeps_no_other_from_being_sent(taking):
    broken = taking.start()
    other = enrol_learner(run=taking.run, learner=Learner.objects.create())
    fine = start_attempt(other, taking.activity.pk)
    over = timezone.now() - datetime.timedelta(minutes=5)
    Attempt.objects.update(deadline=over)
    Attempt.objects.filter(pk=broken.pk).update(deadline=over - HOUR)
    unknown = Question.objects.create(kind="no_such_kind", title="?", source_language="fi")
    version = QuestionVersion.objects.create(question=unknown, number=1, values={}, hash="x")
    Response.objects.filter(attempt=broken, position=1).update(question_version=version, answer="kela")
    assert send_overdue_attempts() == 1
    assert [Attempt.objects.get(pk=one.pk).state for one in (broken, fine)] == ["open", "submitted"]


def test_late_answers_stay_beside_what_is_sent(taking, own, opened):
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    own.post(f"{address}tallenna/", hidden | {"answer": "kela", "seq": "1"})
    Attempt.objects.update(deadline=timezone.now() - datetime.timedelta(minutes=5))
    late = own.post(f"{address}tallenna/", hidden | {"answer": "kunta", "seq": "2"})
    assert (late.status_code, send_overdue_attempts()) == (409, 1)
    assert Response.objects.values_list("answer", "late_answer", "points").get() == ("kela", "kunta", 100)


def test_a_page_opened_before_more_time_was_given_goes_on_saving(own, taking, opened):
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    Attempt.objects.update(started_at=timezone.now() - datetime.timedelta(minutes=22))
    grant(taking, extra_minutes=10)
    assert own.post(f"{address}tallenna/", hidden | {"answer": "kela", "seq": "1"}).status_code == 200


def test_the_intro_tells_what_has_been_arranged(own, taking):
    grant(taking, all_tests=True, extra_minutes=30, extra_attempts=1, closes_at=NOON.replace(year=2099))
    page = own.get(taking.address).content.decode()
    assert taking.run.code in page
    for words in ("50", "30", "1.3.2099"):
        assert words in page


def test_arrangements_follow_when_two_enrolments_become_one(taking):
    other = Enrolment.objects.create(run=taking.run, learner=Learner.objects.create())
    accommodate(
        run=taking.run, enrolment=other, activity_id=None, granted=Granted(extra_minutes=7), reason="Syy", actor=None
    )
    grant(taking, all_tests=True, extra_minutes=3)
    enrolments_folding.announce_strictly(source_id=other.pk, target_id=taking.enrolment.pk)
    assert minutes_of(taking.start()) == 27
    grant(taking, all_tests=True, extra_minutes=4)
    assert Accommodation.objects.count() == 1


def test_setting_the_times_is_kept_and_told_in_the_trail(taking):
    set_quiz_times(run=taking.run, activity_id=taking.activity.pk, opens_at=NOON, closes_at=NOON + HOUR, actor=None)
    assert RunItem.objects.values_list("opens_at", "closes_at").get(activity=taking.activity) == (NOON, NOON + HOUR)
    assert AuditEntry.objects.filter(verb="run.times_set").count() == 1


@pytest.mark.parametrize("page", ["1/", "tarkista/"])
def test_a_timed_page_says_without_scripts_when_the_answers_have_to_be_there(own, taking, page):
    taking.start()
    deadline = timezone.localtime(timezone.now()).replace(year=2099, month=1, day=31, hour=5, minute=7)
    Attempt.objects.update(deadline=deadline)
    text = own.get(taking.address + page).content.decode()
    assert "5.07" in text and "05.07" not in text  # as every other page writes it
    assert "31.1.2099" in text
    assert 'data-clock="2099-01-31T05:07' in text


def test_an_open_page_hears_of_a_moved_deadline_when_it_saves(taking, own, opened):
    attempt = taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    first = own.post(f"{address}tallenna/", hidden | {"answer": "K", "seq": "1"}).json()
    grant(taking, extra_minutes=15)
    then = own.post(f"{address}tallenna/", hidden | {"answer": "Ke", "seq": "2"}).json()
    attempt.refresh_from_db()
    assert then["deadline"][:19] == attempt.deadline.isoformat()[:19] > first["deadline"][:19]
    assert date_format(timezone.localtime(attempt.deadline), "G.i") in then["by"]
