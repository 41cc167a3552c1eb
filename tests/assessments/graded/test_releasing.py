"""Giving what is ready: one by one or together, at once or at a set time, once, and nothing before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import AssignmentVersion, PlannedRelease, ResponseMark, Review, Submission
from assessments.graded.services.hand_marking import AlreadyGiven, give_mark, hold_mark
from assessments.graded.services.releasing import (
    InThePast,
    cancel_release,
    give_planned,
    give_together,
    plan_release,
)
from assessments.graded.services.reviewing import decide
from courses.api import Progress, cancel_enrolment
from lms.jobs.models import Job
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.courses import make_run
from tests.factories.graded import make_taking
from tests.factories.marking import QUEUE, another, make_ready, page_of, review_by

pytestmark = pytest.mark.django_db
GIVE = f"{QUEUE}anna/"


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.fixture
def browser(writing):
    return client_of(writing.trainer)


@pytest.fixture
def answered(learner):
    """A sent test whose essay waits, and its run's trainer."""
    taking = make_taking(learner, "essay")
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaukseni.", seq=1)
    submit_attempt(attempt=attempt)
    return attempt, make_trainer(taking.run, "koe@example.org")


def hold(attempt, marker, points=100):
    response = attempt.responses.get()
    return hold_mark(response_id=response.pk, marker=marker, points=points, comment="Selkeä.", base=0)


def told(kind: str) -> int:
    return Job.objects.filter(key__contains=kind).count()


def let_the_time_come() -> None:
    PlannedRelease.objects.update(at=timezone.now() - timedelta(seconds=1))


def test_the_page_lists_whom_it_reaches_and_gives_only_what_is_ticked(writing, browser):
    first, second = writing.hand_in(), another(writing, "Hilla").hand_in()
    for one in (first, second):
        make_ready(one, writing.trainer)
    page = main_of(browser.get(GIVE))
    assert "Tiina Testaaja" in page
    assert "Hilla Hakija" in page
    browser.post(GIVE, {"item": f"s{second.pk}", "when": "now"})
    assert list(Review.objects.filter(state="released").values_list("submission", flat=True)) == [second.pk]
    assert told("submission-feedback") == 1


def test_nothing_ticked_or_no_time_is_refused_and_what_was_ticked_stays(writing, browser):
    submission = writing.hand_in()
    make_ready(submission, writing.trainer)
    item = f"s{submission.pk}"
    for form in (
        {"when": "now"},
        {"item": item, "when": "later", "at": ""},
        {"item": item, "when": "later", "at": "2000-01-01T09:00"},
        {"item": item, "when": "later", "at": "eilen"},
        {"item": item},
        {"item": ["s999", "a1", "x", ""], "when": "now"},
    ):
        assert browser.post(GIVE, form).status_code == 422
    assert Review.objects.get().state == "held"
    assert not PlannedRelease.objects.exists()


def test_a_ready_answer_is_nobodys_until_it_is_given_with_the_rest(answered):
    attempt, marker = answered
    mark = hold(attempt, marker)
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.responses.get().points) == (None, None)
    assert not Progress.objects.exists()
    browser = client_of(marker)
    assert f"vastaukset/{mark.response_id}/" in main_of(browser.get(f"{QUEUE}vastaukset/?tila=valmiina"))
    assert f"vastaukset/{mark.response_id}/" not in main_of(browser.get(f"{QUEUE}vastaukset/"))
    browser.post(GIVE, {"item": f"a{mark.response_id}", "when": "now"})
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.responses.get().points) == (True, 100)
    assert told("attempt-marked") == 1
    browser.post(GIVE, {"item": f"a{mark.response_id}", "when": "now"})
    assert told("attempt-marked") == 1


def test_an_answer_is_made_ready_on_its_page_and_may_still_be_given_at_once(answered):
    attempt, marker = answered
    browser = client_of(marker)
    address = f"{QUEUE}vastaukset/{attempt.responses.get().pk}/"
    page = browser.get(address).context
    form = {"points": "1", "comment": "Selkeä.", "writer": page["writer"], "base": page["seq"]}
    browser.post(address, form | {"release": "hold"})
    assert ResponseMark.objects.get().ready_at is not None
    page = browser.get(address).context
    assert page["release"] == "hold"
    browser.post(address, form | {"release": "now", "base": page["seq"]})
    mark = ResponseMark.objects.get()
    assert (mark.ready_at, mark.is_released) == (None, True)
    with pytest.raises(AlreadyGiven):
        hold(attempt, marker)


def test_a_release_at_a_set_time_gives_everything_once_and_not_before(writing, browser):
    submission = writing.hand_in()
    make_ready(submission, writing.trainer)
    later = timezone.localtime() + timedelta(days=1)
    browser.post(GIVE, {"item": f"s{submission.pk}", "when": "later", "at": f"{later:%Y-%m-%dT%H:%M}"})
    assert give_planned() == 0
    assert Review.objects.get().state == "held"
    assert f"{later:%Y}" in main_of(browser.get(f"{QUEUE}?tila=valmiina"))
    let_the_time_come()
    assert give_planned() == 1
    assert give_planned() == 0
    assert Review.objects.get().state == "released"
    assert Progress.objects.count() == 1
    assert told("submission-feedback") == 1


def test_answers_and_assignments_are_planned_together(writing, answered):
    attempt, marker = answered
    mark, submission = hold(attempt, marker), writing.hand_in()
    make_ready(submission, writing.trainer)
    at = timezone.now() + timedelta(hours=1)
    plan_release(submission_ids=[submission.pk], response_ids=[mark.response_id], at=at, actor=marker)
    let_the_time_come()
    assert give_planned() == 2


def test_a_cancelled_time_gives_nothing_and_keeps_everything_ready(writing, browser):
    submission = writing.hand_in()
    make_ready(submission, writing.trainer)
    at = timezone.now() + timedelta(hours=1)
    plan = plan_release(submission_ids=[submission.pk], response_ids=[], at=at, actor=writing.trainer)
    stranger = client_of(make_trainer(make_run(), "muu@example.org"))
    assert stranger.post(f"{GIVE}{plan.pk}/peru/").status_code == 404
    browser.post(f"{GIVE}{plan.pk}/peru/")
    assert cancel_release(plan_id=plan.pk, actor=writing.trainer) is False
    let_the_time_come()
    assert give_planned() == 0
    review = Review.objects.get()
    assert (review.state, review.planned) == ("held", None)
    assert browser.post(f"{GIVE}{plan.pk}/peru/").status_code == 404


def test_a_release_that_is_under_way_gives_nothing_more_once_it_is_cancelled(writing, answered):
    attempt, marker = answered
    mark, submission = hold(attempt, marker), writing.hand_in()
    make_ready(submission, writing.trainer)
    items = {"submission_ids": [submission.pk], "response_ids": [mark.response_id]}
    plan = plan_release(**items, at=timezone.now() + timedelta(hours=1), actor=marker)
    cancel_release(plan_id=plan.pk, actor=marker)  # after the release had listed what it gives
    assert give_together(**items, actor=None, plan_id=plan.pk) == 0
    assert Review.objects.get().state == "held"
    assert give_together(**items, actor=marker) == 2


def test_what_cannot_be_given_keeps_nothing_else_back_and_is_tried_again(writing):
    broken, fine = writing.hand_in(), another(writing).hand_in()
    for one in (broken, fine):
        make_ready(one, writing.trainer)
    at = timezone.now() + timedelta(hours=1)
    plan = plan_release(submission_ids=[broken.pk, fine.pk], response_ids=[], at=at, actor=writing.trainer)
    unreadable = AssignmentVersion.objects.create(assignment=writing.version.assignment, number=9, settings=[])
    Submission.objects.filter(pk=broken.pk).update(version=unreadable)
    let_the_time_come()
    assert give_planned() == 1
    assert PlannedRelease.objects.get(pk=plan.pk).given_at is None
    Submission.objects.filter(pk=broken.pk).update(version=writing.version)
    assert give_planned() == 1
    assert PlannedRelease.objects.get(pk=plan.pk).given_at
    assert set(Review.objects.values_list("state", flat=True)) == {"released"}


def test_what_was_given_or_left_meanwhile_is_passed_over(writing, trainee):
    given, left, stays = writing.hand_in(), another(writing), another(writing)
    works = [given, left.hand_in(), stays.hand_in()]
    for one in works:
        make_ready(one, writing.trainer)
    at = timezone.now() + timedelta(hours=1)
    plan_release(submission_ids=[one.pk for one in works], response_ids=[], at=at, actor=writing.trainer)
    decide(submission_id=given.pk, reviewer=writing.trainer, decision="accepted", hold=False)
    cancel_enrolment(enrolment=left.enrolment, actor=trainee)
    let_the_time_come()
    give_planned()
    assert told("submission-feedback") == 2
    assert Review.objects.get(submission=works[2]).state == "released"


def test_a_time_that_has_gone_is_refused(writing):
    submission = writing.hand_in()
    make_ready(submission, writing.trainer)
    with pytest.raises(InThePast):
        plan_release(submission_ids=[submission.pk], response_ids=[], at=timezone.now(), actor=writing.trainer)


def test_only_ready_feedback_of_ones_own_runs_is_given(writing, browser, answered):
    open_one = another(writing).hand_in()
    review_by(open_one, writing.trainer)
    attempt, marker = answered
    foreign = hold(attempt, marker)
    form = {"item": [f"s{open_one.pk}", f"a{foreign.response_id}"], "when": "now"}
    assert browser.post(GIVE, form).status_code == 422
    assert not Progress.objects.exists()
    assert page_of(open_one) not in main_of(browser.get(GIVE))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_what_is_ready_costs_the_same_for_any_number(writing, browser, statements, number):
    for one in [writing, *(another(writing) for _one in range(number))]:
        make_ready(one.hand_in(), writing.trainer)
    browser.get(GIVE)
    with statements(5):
        browser.get(GIVE)


def test_a_corrected_mark_is_given_with_its_newest_points(answered):
    attempt, marker = answered
    hold(attempt, marker, points=50)
    response = attempt.responses.get()
    give_mark(response_id=response.pk, marker=marker, points=25, comment="Tarkistettu.", base=1)
    response.refresh_from_db()
    assert response.points == 25
