"""What a trainer has set by hand is told to the person: on the course home and where the result stands."""

import pytest

from assessments.graded.api import override_result, save_answer, submit_attempt
from assessments.graded.models import Override
from assessments.graded.services.reviewing import decide, save_review
from courses.api import Progress
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking

pytestmark = pytest.mark.django_db
REASON = "Suullinen täydennys 12.3."


@pytest.fixture
def taking(learner):
    return make_taking(learner, "single_choice")


@pytest.fixture
def sent(taking):
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="tk", seq=1)
    return submit_attempt(attempt=attempt)


def override(taking, points=80, **more):
    override_result(
        enrolment_id=taking.enrolment.pk, activity_id=taking.activity.pk, points=points, max_points=100,
        reason=REASON, actor=make_trainer(taking.run, f"kouluttaja{points}@example.org"), **more,
    )  # fmt: skip


def pages_of(taking):
    home = f"/oma/opinnot/{taking.run.code}/"
    return [home, f"{taking.address}tulos/1/"]


def test_the_reason_and_the_points_stand_on_the_course_home_and_by_the_result(taking, sent):
    browser = client_of(taking.enrolment.learner.user)
    assert not [one for one in pages_of(taking) if REASON in main_of(browser.get(one))]
    override(taking)
    for address in pages_of(taking):
        page = main_of(browser.get(address))
        assert REASON in page, address
        assert "0,8 / 1" in page, address


def test_what_was_lifted_again_is_told_no_more(taking, sent):
    override(taking)
    override(taking, points=None)
    browser = client_of(taking.enrolment.learner.user)
    assert not [one for one in pages_of(taking) if REASON in main_of(browser.get(one))]


def test_an_assignment_tells_it_too(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    place = {"submission_id": submission.pk, "reviewer": writing.trainer}
    save_review(**place, levels={"tavoite": "1", "keinot": "1"}, comment="", note="", seq=None, base=0)
    decide(**place, decision="accepted", hold=False)
    override(writing)
    assert REASON in main_of(writing.browser.get(writing.address))


def test_the_same_word_again_may_also_count_as_done(taking, sent):
    trainer = make_trainer(taking.run, "sama@example.org")
    word = {"points": 80, "max_points": 100, "reason": REASON, "actor": trainer}
    place = {"enrolment_id": taking.enrolment.pk, "activity_id": taking.activity.pk}
    assert not Progress.objects.exists()
    for counts_as_done in (False, True, True):
        override_result(**place, **word, counts_as_done=counts_as_done)
    assert Progress.objects.get().evidence_kind == "by_hand"
    assert Override.objects.count() == 1
