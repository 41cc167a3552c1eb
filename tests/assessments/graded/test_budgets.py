"""What each act asks of the database: the same for two questions and for twenty, for one attempt and for many."""

import pytest

from assessments.graded.api import Response, submit_attempt
from tests.factories.graded import make_taking

#: The session with the user and their learner.
SESSION_USER = 1
SIZES = pytest.mark.parametrize(("questions", "earlier"), [(2, 0), (20, 6)])


@pytest.fixture
def made(learner):
    """``made(questions, earlier)``: an open attempt after ``earlier`` sent ones."""

    def make(questions: int, earlier: int):
        taking = make_taking(learner, *(["single_choice", "short_text"] * (questions // 2)), lessons=2)
        for _ in range(earlier):
            submit_attempt(attempt=taking.start())
        taking.start()
        return taking

    return make


@SIZES
def test_the_question_page(own, made, statements, questions, earlier):
    taking = made(questions, earlier)
    with statements(SESSION_USER + 1):  # the question with all around it
        assert own.get(f"{taking.address}2/").status_code == 200


@SIZES
def test_saving_an_answer(own, made, opened, statements, questions, earlier):
    taking = made(questions, earlier)
    hidden = opened(own, f"{taking.address}1/")
    with statements(SESSION_USER + 2):  # the question with its attempt, read and locked at once; the answer
        told = own.post(f"{taking.address}1/tallenna/", hidden | {"answer": "kela", "seq": "1"})
    assert told.status_code == 200


@SIZES
def test_sending(own, made, statements, questions, earlier):
    taking = made(questions, earlier)
    for response in Response.objects.filter(attempt__state="open"):
        answer = "kela"
        Response.objects.filter(pk=response.pk).update(answer=answer)
    # the attempt; lock, read and lock the answers, send, read again, points, result, trail; then the completion:
    # lock, insert, trail, what is missing
    with statements(SESSION_USER + 1 + 7 + 4):
        assert own.post(f"{taking.address}tarkista/", {"attempt": str(earlier + 1)}).status_code == 302


@SIZES
def test_the_pages_around_it(own, made, statements, questions, earlier):
    taking = made(questions, earlier)
    with statements(SESSION_USER + 5):  # enrolment, item, version, attempts, what has been arranged
        own.get(taking.address)
    with statements(SESSION_USER + 2):  # the attempt, its questions
        own.get(f"{taking.address}tarkista/")
    submit_attempt(attempt=taking.start())
    # the attempt, its questions, the outline, what has been arranged, what a trainer has set by hand
    with statements(SESSION_USER + 5):
        own.get(f"{taking.address}tulos/{earlier + 1}/")


@SIZES
def test_starting(own, learner, statements, questions, earlier):
    taking = make_taking(learner, *(["single_choice", "short_text"] * (questions // 2)))
    for _ in range(earlier):
        submit_attempt(attempt=taking.start())
    # the intro's first four; lock, attempts, item, version, what has been arranged, slots, versions, attempt,
    # questions; where to begin
    with statements(SESSION_USER + 4 + 9 + 1):
        assert own.post(taking.address).status_code == 302
