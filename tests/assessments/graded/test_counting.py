"""Which attempt counts: worked out by hand, and what completion makes of it."""

import datetime

import pytest

from assessments.graded.api import Response, results_that_count, submit_attempt
from assessments.graded.models import Attempt
from assessments.graded.rules.counting import Sent, what_counts
from courses.api import Progress
from tests.factories.graded import make_taking

DAY = datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC)


def sent(score: int, most: int = 1000, passed: bool | None = None) -> Sent:
    return Sent(score, most, score * 100 >= 70 * most if passed is None else passed, DAY)


@pytest.mark.parametrize(
    ("counting", "score", "passed"),
    [("first", 600, False), ("last", 300, False), ("best", 900, True), ("average", 600, False)],
)
def test_three_attempts_by_each_rule(counting, score, passed):
    kept = what_counts([sent(600), sent(900), sent(300)], counting, 70)
    assert (kept.score, kept.max_score, kept.passed) == (score, 1000, passed)


def test_the_average_rounds_to_the_nearest_hundredth_and_decides_by_what_is_shown():
    assert what_counts([sent(200, 300), sent(0, 300), sent(0, 300)], "average", 0).score == 67
    assert what_counts([sent(1), sent(0)], "average", 0).score == 1
    assert what_counts([sent(700), sent(699)], "average", 70).passed is True


def test_the_average_is_of_shares_where_the_test_has_grown():
    kept = what_counts([sent(100, 200), sent(1000, 1000)], "average", 70)
    assert (kept.score, kept.max_score, kept.passed) == (750, 1000, True)


def test_a_quiz_that_counts_nothing_has_a_result_too():
    assert what_counts([sent(0, 0), sent(0, 0)], "average", 70).passed is True


def test_an_average_waits_for_what_a_person_marks():
    waiting = Sent(800, 1000, None, DAY)
    assert what_counts([sent(900), waiting], "average", 70).passed is None


def take(taking, right: bool) -> Attempt:
    attempt = taking.start()
    Response.objects.filter(attempt=attempt).update(answer="kela" if right else "kunta")
    return submit_attempt(attempt=attempt)


@pytest.mark.parametrize(
    ("counting", "tries", "done"),
    [
        ("best", [False, True], True),
        ("last", [True, False], True),  # passed once, and never taken back
        ("last", [False, True], True),
        ("first", [False, True], False),
        ("first", [True, False], True),
        ("average", [False, True], False),
        ("average", [False, True, True, True], True),
    ],
)
def test_completion_follows_the_rule_and_is_never_taken_back(learner, counting, tries, done):
    taking = make_taking(learner, "short_text", counting=counting)
    for right in tries:
        take(taking, right)
    assert Progress.objects.exists() is done


def test_the_result_of_the_run_says_what_counts_in_one_query(learner, statements):
    taking = make_taking(learner, "short_text", counting="average")
    for right in (True, False):
        take(taking, right)
    with statements(1):
        result = results_that_count(taking.enrolment, [taking.activity.pk])[taking.activity.pk]
    assert (result.attempts, result.score, result.passed, result.counting) == (2, 50, False, "average")
