"""Files that no row tells of are deleted, and nothing else is."""

import datetime
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from assessments.graded.models import AnswerFile
from assessments.graded.services.answer_files import add_answer_file
from assessments.graded.services.sweeping import orphaned_files, sweep_files
from lms.ui.uploads import checked
from tests.factories.assignments import PDF, add, make_writing
from tests.factories.graded import make_taking

pytestmark = pytest.mark.django_db


@pytest.fixture
def storage(monkeypatch, tmp_path):
    """A store of the test's own."""
    storage = AnswerFile._meta.get_field("file").storage
    monkeypatch.setitem(vars(storage), "location", str(tmp_path))
    return storage


def age(storage, *, hours: int) -> None:
    """Everything that is stored was written so long ago."""
    then = (timezone.now() - datetime.timedelta(hours=hours)).timestamp()
    for path in Path(storage.location).rglob("*.*"):
        os.utime(path, (then, then))


def test_what_no_row_names_goes_after_a_day_and_the_rest_stays(storage, learner):
    response = make_taking(learner, "file_answer").start().responses.get()
    answered = add_answer_file(response_id=response.pk, upload=checked("a.pdf", PDF)).files.get().file.name
    add(make_writing(learner))
    (handed,) = (f"submissions/{name}" for name in storage.listdir("submissions")[1])
    left = [storage.save(f"{folder}/jaanyt.pdf", ContentFile(b"x")) for folder in ("answers", "submissions")]
    elsewhere = storage.save("todistukset/jaanyt.pdf", ContentFile(b"x"))
    assert list(orphaned_files()) == [], "younger than a day"
    age(storage, hours=25)
    assert sorted(orphaned_files()) == left
    assert sweep_files() == 2
    assert [storage.exists(name) for name in (answered, handed, elsewhere, *left)] == [True, True, True, False, False]
    assert sweep_files() == 0


def test_a_dry_run_names_them_and_deletes_nothing(storage):
    storage.save("answers/jaanyt.pdf", ContentFile(b"x"))
    age(storage, hours=25)
    told = StringIO()
    call_command("sweep_files", "--dry-run", stdout=told)
    assert told.getvalue().splitlines() == ["answers/jaanyt.pdf", "1 files would be deleted."]
    assert storage.exists("answers/jaanyt.pdf")
    call_command("sweep_files", stdout=told)
    assert not storage.exists("answers/jaanyt.pdf")


def test_an_empty_store_is_swept_in_peace(storage):
    assert sweep_files() == 0
