"""Attempts: started, answered and sent by the server's rules alone."""

import datetime

import pytest
from django.utils import timezone

from assessments.graded.api import (
    AlreadySent,
    Attempt,
    CannotStart,
    Conflict,
    Response,
    TooLate,
    results_that_count,
    save_answer,
    start_attempt,
    submit_attempt,
)
from courses.api import Enrolment, Progress, RunItem, cancel_enrolment, enrolments_folding
from lms.accounts.models import Learner
from tests.factories.graded import RIGHT, WRONG, make_taking


def answer_all(attempt: Attempt, answers: dict) -> None:
    for response in attempt.responses.select_related("question_version__question"):
        kind = response.question_version.question.kind
        save_answer(attempt=attempt, position=response.position, answer=answers[kind], seq=response.seq + 1)


def test_a_passed_attempt_completes_the_quiz_and_the_run(learner):
    taking = make_taking(learner)
    attempt = taking.start()
    answer_all(attempt, RIGHT)
    submit_attempt(attempt=attempt)
    assert (attempt.score, attempt.max_score, attempt.passed) == (400, 400, True)
    progress = Progress.objects.get()
    assert (progress.activity_id, progress.evidence_kind, progress.evidence_id) == (
        taking.activity.pk,
        "quiz_passed",
        attempt.pk,
    )
    taking.enrolment.refresh_from_db()
    assert taking.enrolment.status == Enrolment.Status.COMPLETED


def test_a_failed_attempt_completes_nothing(learner):
    attempt = make_taking(learner).start()
    answer_all(attempt, WRONG)
    submit_attempt(attempt=attempt)
    assert (attempt.score, attempt.passed) == (0, False)
    assert Progress.objects.count() == 0


@pytest.mark.parametrize(("right", "passed"), [(2, False), (3, True)])
def test_the_pass_mark_is_met_exactly_or_not_at_all(learner, right, passed):
    attempt = make_taking(learner, *["true_false"] * 4, pass_percent=75).start()
    for position in range(1, 5):
        save_answer(attempt=attempt, position=position, answer="false" if position <= right else "true", seq=1)
    assert submit_attempt(attempt=attempt).passed is passed


def test_sending_twice_changes_nothing(learner):
    attempt = make_taking(learner).start()
    answer_all(attempt, RIGHT)
    submit_attempt(attempt=attempt)
    first = Attempt.objects.values().get()
    Response.objects.update(answer=None)
    submit_attempt(attempt=attempt)
    submit_attempt(attempt=Attempt.objects.get())
    assert Attempt.objects.values().get() == first
    assert Progress.objects.count() == 1


def test_starting_again_goes_on_with_the_open_attempt(learner):
    taking = make_taking(learner)
    assert taking.start() == taking.start()
    assert Response.objects.count() == 4


def test_attempts_over_the_limit_are_refused(learner):
    taking = make_taking(learner, attempts_allowed=1)
    submit_attempt(attempt=taking.start())
    with pytest.raises(CannotStart, match="all your attempts"):
        taking.start()
    assert Attempt.objects.count() == 1


def test_the_pause_between_attempts_counts_from_the_last_sending(learner):
    taking = make_taking(learner, delay_minutes=30)
    submit_attempt(attempt=taking.start())
    with pytest.raises(CannotStart, match="pause"):
        taking.start()
    Attempt.objects.update(submitted_at=timezone.now() - datetime.timedelta(minutes=30))
    assert taking.start().number == 2


def test_a_quiz_that_has_not_opened_cannot_be_started(learner):
    taking = make_taking(learner)
    RunItem.objects.update(opens_at=timezone.now() + datetime.timedelta(days=1))
    with pytest.raises(CannotStart, match="not opened"):
        taking.start()


def test_a_quiz_of_another_run_or_of_a_run_that_was_left_cannot_be_started(learner):
    mine, other = make_taking(learner), make_taking(learner)
    with pytest.raises(CannotStart, match="not part"):
        start_attempt(mine.enrolment, other.activity.pk)
    cancel_enrolment(enrolment=mine.enrolment)
    with pytest.raises(CannotStart, match="not part"):
        mine.start()


def test_an_attempt_keeps_questions_order_and_language_it_began_with(learner):
    attempt = make_taking(learner, "multiple_choice").start()
    response = attempt.responses.get()
    assert sorted(response.option_order) == ["a", "b", "c", "d"]
    assert attempt.language == "fi"


def test_only_a_newer_save_of_the_same_page_is_stored(learner):
    attempt = make_taking(learner, "short_text").start()
    save_answer(attempt=attempt, position=1, answer="uusi", seq=5, writer="sivu", base=0)
    with pytest.raises(Conflict):
        save_answer(attempt=attempt, position=1, answer="vanha", seq=4, writer="sivu", base=0)
    save_answer(attempt=attempt, position=1, answer="uusi", seq=4, writer="sivu", base=0)
    assert Response.objects.values_list("answer", "seq").get() == ("uusi", 5)


def test_a_second_page_is_told_and_overwrites_nothing(learner):
    attempt = make_taking(learner, "short_text").start()
    save_answer(attempt=attempt, position=1, answer="ensimmäinen", seq=1, writer="a", base=0)
    with pytest.raises(Conflict) as told:
        save_answer(attempt=attempt, position=1, answer="toinen", seq=9, writer="b", base=0)
    assert told.value.response.answer == "ensimmäinen"
    save_answer(attempt=attempt, position=1, answer="toinen", seq=None, writer="b", base=1)
    assert Response.objects.get().answer == "toinen"


def ended_before(attempt, seconds: int) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - datetime.timedelta(seconds=seconds))


def test_an_answer_within_the_grace_counts_and_a_later_one_is_kept_aside(learner):
    attempt = make_taking(learner, "short_text", minutes_allowed=10).start()
    ended_before(attempt, seconds=50)
    save_answer(attempt=attempt, position=1, answer="kela", seq=1)
    ended_before(attempt, seconds=70)
    with pytest.raises(TooLate):
        save_answer(attempt=attempt, position=1, answer="tk", seq=2)
    assert Response.objects.values_list("answer", "late_answer").get() == ("kela", "tk")


def test_a_sent_attempt_takes_no_more_answers(learner):
    attempt = make_taking(learner, "short_text").start()
    submit_attempt(attempt=attempt)
    with pytest.raises(AlreadySent):
        save_answer(attempt=attempt, position=1, answer="kela", seq=1)
    assert Response.objects.get().answer is None


def test_an_empty_attempt_can_be_sent_and_gets_nothing(learner):
    attempt = submit_attempt(attempt=make_taking(learner).start())
    assert (attempt.score, attempt.passed) == (0, False)


def test_the_best_result_stands(learner):
    taking = make_taking(learner, "true_false", "short_text")
    for answers in (WRONG, RIGHT, WRONG):
        attempt = taking.start()
        answer_all(attempt, answers)
        submit_attempt(attempt=attempt)
    result = results_that_count(taking.enrolment, [taking.activity.pk])[taking.activity.pk]
    assert (result.attempts, result.score, result.max_score, result.passed) == (3, 200, 200, True)


def test_attempts_follow_when_two_enrolments_become_one(learner):
    taking = make_taking(learner, "short_text", attempts_allowed=5)
    submit_attempt(attempt=taking.start())
    taking.start()
    other = Enrolment.objects.create(run=taking.run, learner=Learner.objects.create())
    submit_attempt(attempt=start_attempt(other, taking.activity.pk))
    start_attempt(other, taking.activity.pk)
    enrolments_folding.announce_strictly(source_id=other.pk, target_id=taking.enrolment.pk)
    rows = Attempt.objects.filter(enrolment=taking.enrolment).order_by("number")
    assert list(rows.values_list("number", "state")) == [
        (1, "submitted"),
        (2, "open"),
        (3, "submitted"),
        (4, "set_aside"),
    ]
