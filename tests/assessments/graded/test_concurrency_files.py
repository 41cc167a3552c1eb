"""Files that come at the same moment, with real connections."""

import pytest
from django.db import connection

from assessments.graded.api import AlreadySent, Attempt, Response, submit_attempt
from assessments.graded.models import AnswerFile
from assessments.graded.services.answer_files import add_answer_file
from lms.accounts.models import Learner, User
from lms.ui.uploads import RefusedFile, checked
from tests.assessments.graded.test_concurrency import RACERS, race
from tests.factories.assignments import PDF
from tests.factories.graded import make_taking

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def response(monkeypatch, tmp_path) -> Response:
    """An open answer of at most two files, with a store of the test's own."""
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    monkeypatch.setitem(vars(AnswerFile._meta.get_field("file").storage), "location", str(tmp_path))
    learner = Learner.objects.create(user=User.objects.create_user(email="tiina@example.org"))
    return make_taking(learner, "file_answer").start().responses.get()


def stored() -> int:
    return len(AnswerFile._meta.get_field("file").storage.listdir("answers")[1])


def add(response: Response, content: bytes) -> Response:
    return add_answer_file(response_id=response.pk, upload=checked("a.pdf", PDF + content))


def test_many_files_at_once_let_in_no_more_than_fit(response):
    results = race(*[lambda number=number: add(response, bytes([65 + number])) for number in range(RACERS)])
    assert sum(isinstance(one, Response) for one in results) == 2
    assert sum(isinstance(one, RefusedFile) for one in results) == RACERS - 2
    response.refresh_from_db()
    assert [one["id"] for one in response.answer] == list(AnswerFile.objects.values_list("pk", flat=True))
    assert stored() == 2


def test_the_same_file_sent_many_times_at_once_is_kept_once(response):
    results = race(*[lambda: add(response, b"sama")] * RACERS)
    assert all(isinstance(one, Response) for one in results)
    assert AnswerFile.objects.count() == stored() == 1


def test_a_file_that_meets_the_sending_is_in_the_answer_or_refused(response):
    added, sent = race(lambda: add(response, b""), lambda: submit_attempt(attempt=Attempt.objects.get()))
    assert isinstance(added, Response | AlreadySent)
    assert sent.state == Attempt.State.SUBMITTED
    response.refresh_from_db()
    if isinstance(added, Response):
        assert (len(response.answer), response.points, stored()) == (1, None, 1)
    else:
        assert (response.answer, response.points, AnswerFile.objects.count(), stored()) == (None, 0, 0, 0)
