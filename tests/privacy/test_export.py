"""A person's own copy: all of theirs, nothing of others'."""

import io
import json
import zipfile
from typing import IO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.graded.models import WorkFile
from lms.accounts.models import Learner, User
from lms.jobs.api import queue_mail
from lms.privacy.api import export_learner
from lms.privacy.declarations import personal_declarations
from tests.factories.assignments import PDF, add, make_writing
from tests.factories.certificates import make_award
from tests.factories.graded import make_taking
from tests.factories.personal import make_answer
from tests.factories.world import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Learner:
    user = User.objects.create_user("kanarialintu@example.org", first_name="Kanaria", last_name="Lintu")
    learner = Learner.objects.create(user=user, nickname="kanarianimi")
    make_answer(learner, text="kanaria kirjoitti tämän")
    queue_mail(key="k", to=user.email, subject="kanaria", text="kanariaposti")
    return learner


def opened(packed: IO[bytes]) -> tuple[dict, str]:
    with packed, zipfile.ZipFile(packed) as archive:
        return json.loads(archive.read("omat-tiedot.json")), archive.read("omat-tiedot.html").decode()


def test_export_holds_everything_of_the_person(learner):
    make_award(learner)
    make_taking(learner).start()
    make_answer(learner, text="salainen <ajatus>")
    queue_mail(key="m", to=learner.user.email, subject="Koodisi", text="viesti 1234")
    data, page = opened(export_learner(learner))
    assert {
        "accounts.user", "accounts.learner", "courses.enrolment", "courses.progress", "certificates.award",
        "graded.attempt", "personal.entry", "jobs.mail", "records.auditentry",
    } <= set(data)  # fmt: skip
    assert data["accounts.user"]["rows"][0]["email"] == "tiina@example.org"
    assert "salainen <ajatus>" in json.dumps(data["personal.entry"], ensure_ascii=False)
    assert "salainen &lt;ajatus&gt;" in page
    assert "viesti 1234" in page


def test_export_holds_nothing_of_others(learner, stranger):
    make_answer(learner, text="oma")
    data, page = opened(export_learner(learner))
    assert "kanaria" not in json.dumps(data, ensure_ascii=False).lower()
    assert "kanaria" not in page.lower()


def test_export_of_somebody_without_an_account(pseudonymous, stranger):
    make_answer(pseudonymous, text="vain minun")
    data, _ = opened(export_learner(pseudonymous))
    assert set(data) == {"accounts.learner", "personal.entry"}


def test_export_shows_no_secret(learner):
    User.objects.filter(pk=learner.user_id).update(password="argon2-tiiviste")
    data, page = opened(export_learner(learner))
    assert "argon2-tiiviste" not in json.dumps(data) + page


def test_export_asks_each_table_once_however_much_it_holds(learner):
    make_award(learner)
    asked = []
    for number in range(10):
        make_answer(learner, text=f"vastaus {number}", exercise_key=f"tehtava-{number}")
        with CaptureQueriesContext(connection) as queries:
            export_learner(learner).close()
        asked.append(len(queries))
    assert set(asked) == {asked[0]}
    assert asked[0] < len(personal_declarations()) / 2, "a table with nothing of the person is not asked by itself"


def test_page_shows_what_is_held_in_plain_words(client, learner):
    make_answer(learner, text="salainen ajatus")
    client.force_login(learner.user)
    html = client.get("/oma/tiedot/").content.decode()
    assert "salainen ajatus" in html
    assert "tiina@example.org" in html


def test_download_is_a_file_nobody_caches(client, learner):
    client.force_login(learner.user)
    response = client.get("/oma/tiedot/lataa/")
    assert response["Content-Disposition"].startswith('attachment; filename="polku-')
    assert "no-store" in response["Cache-Control"]
    assert opened(io.BytesIO(read(response)))[0]["accounts.user"]["rows"][0]["first_name"] == "Tiina"


def test_the_files_that_a_person_gave_go_along_and_nobody_elses(learner, stranger):
    mine = make_writing(learner)
    add(mine, "oma suunnitelma.pdf", PDF)
    add(make_writing(stranger), "kanaria.pdf", PDF + b"kanaria")
    row = WorkFile.objects.get(work__enrolment__learner=learner)
    with export_learner(learner) as packed, zipfile.ZipFile(packed) as archive:
        files = [name for name in archive.namelist() if name.startswith("tiedostot/")]
        assert files == [f"tiedostot/workfile-{row.pk}-oma suunnitelma.pdf"]
        assert archive.read(files[0]) == PDF


def test_a_file_that_is_gone_from_the_disk_leaves_the_rest_to_be_taken_along(learner):
    mine = make_writing(learner)
    add(mine, "oma.pdf", PDF)
    row = WorkFile.objects.get()
    row.file.storage.delete(row.file.name)
    data, _page = opened(export_learner(learner))
    assert data["graded.workfile"]["rows"][0]["name"] == "oma.pdf"


def test_newcomer_has_no_data(db):
    newcomer = Client()
    response = newcomer.get("/oma/tiedot/")
    assert response.status_code == 200
    assert not response.cookies
    assert newcomer.get("/oma/tiedot/lataa/").status_code == 404
    assert newcomer.get("/oma/tiedot/poista/").status_code == 404
