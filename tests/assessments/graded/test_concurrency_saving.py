"""What is saved from a page is read without a lock and stored by one statement: whatever happens between the two, and
whatever that statement has to wait for, is seen by it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from assessments.graded.api import AlreadySent, Attempt, Conflict, Response, submit_attempt
from assessments.graded.services.answering import save_sent
from assessments.graded.tokens.quizzes import AttemptPass
from lms.accounts.models import Learner, User
from tests.factories.graded import make_taking
from tests.factories.races import holding, race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RACERS = 8
FIRST = "ensin"


@pytest.fixture
def attempt() -> Attempt:
    """A quiz of one essay, answered: sending it leaves the points empty, as only a person marks it."""
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    taking = make_taking(Learner.objects.create(user=User.objects.create_user(email="tiina@example.org")), "essay")
    started = taking.start()
    Response.objects.update(answer=FIRST)
    return started


def save(attempt: Attempt, answer: str, *, meanwhile=lambda: None, writer: str = "a", seq: int = 1) -> Response:
    """Save from a page; ``meanwhile`` happens once, after the question has been read."""
    left = [meanwhile]

    def read(response: Response) -> str:
        if left:
            left.pop()()
        return answer

    held = AttemptPass(attempt.enrolment.learner_id, attempt.pk, "run", "quiz")
    return save_sent(held=held, position=1, read=read, seq=seq, writer=writer, base=0)[0]


def send() -> None:
    race(lambda: submit_attempt(attempt=Attempt.objects.get()))


def test_an_answer_is_not_stored_in_what_was_sent_after_it_was_read(attempt):
    with pytest.raises(AlreadySent):
        save(attempt, "liian myöhään", meanwhile=send)
    assert Response.objects.get().answer == FIRST


def test_an_answer_that_waits_for_the_sending_is_not_stored(attempt):
    is_held = Event()
    send_slowly = holding(lambda: submit_attempt(attempt=Attempt.objects.get()), is_held)
    with ThreadPoolExecutor(1) as pool:
        sending = []

        def begin_sending() -> None:
            sending.append(pool.submit(send_slowly))
            assert is_held.wait(20)

        with pytest.raises(AlreadySent):
            save(attempt, "samalla hetkellä", meanwhile=begin_sending)
        assert sending[0].result()
    assert Response.objects.get().answer == FIRST
    assert Attempt.objects.get().state == Attempt.State.SUBMITTED


def test_an_answer_saved_by_another_page_after_it_was_read_is_a_conflict(attempt):
    with pytest.raises(Conflict) as met:
        save(attempt, "toinen", writer="b", meanwhile=lambda: race(lambda: save(attempt, "ensimmäinen")))
    assert (met.value.response.answer, met.value.answer) == ("ensimmäinen", "toinen")
    assert Response.objects.get().answer == "ensimmäinen"


def test_an_older_word_of_the_same_page_does_not_replace_a_newer_one(attempt):
    with pytest.raises(Conflict):
        save(attempt, "vanha", seq=1, meanwhile=lambda: race(lambda: save(attempt, "uusi", seq=2)))
    assert Response.objects.get().answer == "uusi"


def test_pages_that_save_at_once_let_one_in(attempt):
    results = race(*[lambda n=n: save(attempt, f"sivu {n}", writer=str(n)) for n in range(RACERS)])
    stored = [one.answer for one in results if isinstance(one, Response)]
    assert stored == [Response.objects.get().answer]
    assert sum(isinstance(one, Conflict) for one in results) == RACERS - 1
