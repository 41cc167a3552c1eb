"""Trying again with a hint: each wrong answer earns the next hint, and each hint has its price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.api import Response, submit_attempt
from assessments.graded.queries.attempts import answers_for_export
from assessments.graded.rules.quizzes import less_hints
from assessments.graded.services.answering import check_answer, save_answer
from tests.factories.graded import make_taking

FIRST, SECOND = "Se maksaa myös opintotuen.", "Nimessä on neljä kirjainta."


@pytest.fixture
def attempt(learner):
    """One question with two hints, each a quarter of the points."""
    return make_taking(learner, "short_text", feedback="hints", hint_penalty=25).start()


def answer(attempt, text: str) -> Response:
    save_answer(attempt=attempt, position=1, answer=text, seq=None, base=Response.objects.get().seq)
    return check_answer(attempt=attempt, position=1)


def test_a_right_answer_at_once_costs_nothing(attempt):
    assert (answer(attempt, "kela").points, Response.objects.get().tries) == (100, [])


def test_each_hint_takes_its_price_off_the_points(attempt):
    assert answer(attempt, "te-toimisto").points is None
    assert answer(attempt, "kunta").points is None
    assert answer(attempt, "kela").points == 50


def test_after_the_last_hint_a_wrong_answer_stands(attempt):
    for text in ("a", "b", "c"):
        response = answer(attempt, text)
    assert (response.points, len(response.tries)) == (0, 2)


def test_the_same_wrong_answer_again_costs_nothing_more(attempt):
    for _press in range(3):
        answer(attempt, "kunta")
    assert Response.objects.get().tries == ["kunta"]


def test_what_was_tried_is_in_ones_own_data(attempt, learner):
    answer(attempt, "kunta")
    assert [row["tries"] for row in answers_for_export(learner)] == [["kunta"]]


def test_an_answer_sent_unchecked_still_pays_for_its_hints(attempt):
    answer(attempt, "kunta")
    save_answer(attempt=attempt, position=1, answer="kela", seq=None, base=Response.objects.get().seq)
    assert submit_attempt(attempt=attempt).score == 75


def test_hints_come_one_at_a_time_and_never_before(own, learner, opened):
    taking = make_taking(learner, "short_text", feedback="hints")
    taking.start()
    address = f"{taking.address}1/"
    pages = [own.get(address).content.decode()]
    for text in ("kunta", "valtio"):
        assert own.post(address, opened(own, address) | {"answer": text}).url == address
        pages.append(own.get(address).content.decode())
    assert [(FIRST in page, SECOND in page) for page in pages] == [(False, False), (True, False), (True, True)]
    assert "Päätöksen tekee Kela" not in pages[2]
    own.post(address, opened(own, address) | {"answer": "kela"})
    assert Response.objects.get().points == 50


def test_no_hint_is_given_where_the_quiz_has_none(own, learner, opened):
    taking = make_taking(learner, "short_text", feedback="deferred")
    taking.start()
    address = f"{taking.address}1/"
    own.post(address, opened(own, address) | {"answer": "kunta"})
    check_answer(attempt=taking.start(), position=1)
    assert Response.objects.values_list("tries", "points").get() == ([], None)
    assert FIRST not in own.get(address).content.decode()


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 20), st.integers(0, 100))
def test_hints_never_add_points_nor_make_them_negative(full, share, hints, penalty):
    points = full * share // 10_000
    left = less_hints(points, full, hints, penalty)
    assert 0 <= left <= points
    assert less_hints(points, full, hints + 1, penalty) <= left
