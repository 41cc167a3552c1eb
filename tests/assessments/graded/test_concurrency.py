"""Two presses at once, with real connections."""

import pytest
from django.db import connection

from assessments.graded.api import AlreadySent, Attempt, Conflict, Response, save_answer, submit_attempt
from courses.api import Enrolment, Progress
from lms.accounts.models import Learner, User
from lms.records.models import AuditEntry
from tests.factories.graded import RIGHT, make_taking
from tests.factories.races import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RACERS = 8


@pytest.fixture
def taking():
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    return make_taking(Learner.objects.create(user=User.objects.create_user(email="tiina@example.org")))


def test_many_starts_at_once_make_one_attempt(taking):
    attempts = race(*[taking.start] * RACERS)
    assert len({attempt.pk for attempt in attempts}) == 1
    assert Response.objects.count() == 4


def test_many_sendings_at_once_mark_and_complete_once(taking):
    attempt = taking.start()
    for response in attempt.responses.select_related("question_version__question"):
        Response.objects.filter(pk=response.pk).update(answer=RIGHT[response.question_version.question.kind])
    copies = [Attempt.objects.get() for _ in range(RACERS)]
    sent = race(*[lambda copy=copy: submit_attempt(attempt=copy) for copy in copies])
    assert {(one.state, one.score, one.passed) for one in sent} == {("submitted", 400, True)}
    assert AuditEntry.objects.filter(verb="attempt.submitted").count() == 1
    assert Progress.objects.count() == 1
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED


def test_saves_of_many_pages_at_once_let_one_in(taking):
    attempt = taking.start()

    def save(number: int):
        return save_answer(attempt=attempt, position=4, answer=f"sivu {number}", seq=1, writer=str(number), base=0)

    results = race(*[lambda number=number: save(number) for number in range(RACERS)])
    stored = [one for one in results if isinstance(one, Response)]
    assert [one.answer for one in stored] == [Response.objects.get(position=4).answer]
    assert sum(isinstance(one, Conflict) for one in results) == RACERS - 1


def test_a_save_that_meets_the_sending_is_marked_or_refused(taking):
    attempt = taking.start()
    answer = RIGHT["short_text"]
    saved, sent = race(
        lambda: save_answer(attempt=attempt, position=4, answer=answer, seq=1, writer="a", base=0),
        lambda: submit_attempt(attempt=Attempt.objects.get()),
    )
    assert isinstance(saved, Response | AlreadySent)
    assert sent.score == (100 if isinstance(saved, Response) else 0)
    assert Response.objects.get(position=4).answer == (answer if isinstance(saved, Response) else None)
