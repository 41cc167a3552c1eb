"""Bringing questions in and taking them out in the admin."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from assessments.graded.api import KINDS, Question
from content.models import Picture
from content.question_files import PLACE, hold_file
from lms.accounts.api import User
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, sentences
from tests.factories.graded import make_question
from tests.factories.kinds import VALUES

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent.parent / "assessments" / "interchange" / "files"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files of one test stay in it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        }
    }


@pytest.fixture
def author():
    return client_of(make_author())


def send(client, name: str = "moodle4.xml", data: bytes | None = None):
    data = (FILES / name).read_bytes() if data is None else data
    return client.post(reverse("questions:import"), {"file": SimpleUploadedFile(name, data)})


def held() -> list[str]:
    return storages["private"].listdir(PLACE)[1]


def test_the_bank_leads_to_import_and_export(author):
    page = sentences(author.get(reverse("questions:index")))
    assert reverse("questions:import") in page
    assert reverse("questions:export") in page


def test_choosing_a_file_shows_its_report_and_stores_nothing(author):
    response = send(author)
    report = author.get(response.url)
    assert not Question.objects.exists()
    context = report.context
    assert [len(context[name]) for name in ("refused", "noted", "whole", "same")] == [1, 9, 3, 0]
    assert "calculatedsimple" in sentences(report)


def test_importing_stores_the_questions_with_their_picture_and_forgets_the_file(author):
    response = author.post(send(author).url, follow=True)
    question = Question.objects.get(title="Kuka päättää")
    picture = Picture.objects.get()
    values = question.versions.get().values["fi"]
    assert (values["picture"], values["picture_alt"]) == (picture.pk, "Kolme porrasta")
    assert (picture.title, picture.description, picture.width) == ("polku kuva", "Kolme porrasta", 40)
    assert Question.objects.count() == 12
    assert held() == []
    assert len(list(response.context["messages"])) == 2


def test_the_same_file_again_offers_nothing_and_keeps_one_picture(author):
    author.post(send(author).url)
    address = send(author).url
    report = author.get(address)
    assert (report.context["plan"].coming, len(report.context["same"])) == ([], 12)
    author.post(address)
    assert (Question.objects.count(), Picture.objects.count()) == (12, 1)


def test_the_list_of_drafts_tells_what_each_lacks_and_which_lacks_nothing(author):
    pair = "{=a -> 1 =b -> 2}"
    author.post(send(author, data=f"::Parit:: Yhdistä. {pair}\n\n::Avoin:: Kerro. {{}}\n".encode()).url)
    Question.objects.filter(title="Avoin").update(status=Question.Status.DRAFT)
    address = reverse("questions:index") + "?status=draft"
    page = sentences(author.get(address))
    assert gettext("Write one explanation for the whole question, or feedback for each part.") in page
    assert gettext("Nothing is missing: it can be set ready.") in page
    assert gettext("To be completed") not in sentences(author.get(reverse("questions:index")))
    long = f"::Pitkä:: Kumpi? {{={'a' * 400}#Niin on. ~b#Ei vaan a.}}"
    author.post(send(author, data=long.encode()).url)
    assert "pidempi kuin 300 merkkiä" in sentences(author.get(address))
    with CaptureQueriesContext(connection) as few:
        author.get(address)
    for number in range(8):
        author.post(send(author, data=f"::{number}:: Yhdistä {number}. {pair}".encode()).url)
    with CaptureQueriesContext(connection) as many:
        assert author.get(address).context["object_list"].count() == 11
    assert len(many) <= len(few)


def test_questions_without_a_category_go_where_the_author_says(author):
    address = send(author, "aiken.txt").url
    assert author.get(address).context["category"] == "aiken"
    author.post(address, {"category": " Moduuli 1 / Työkyky/ "})
    assert Question.objects.get().category == "Moduuli 1/Työkyky"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b'<!DOCTYPE a [<!ENTITY b "c">]><quiz/>', b"\xff" * 2000, b"<"])
def test_a_file_that_cannot_be_read_is_told_of_in_its_field(author, data):
    response = send(author, data=data)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_no_file_is_told_of(author):
    assert author.post(reverse("questions:import")).status_code == 422


def test_a_report_is_its_authors_own_and_ends_with_the_day(author):
    address = send(author).url
    other = client_of(make_author("toinen@example.org"))
    assert other.get(address).url == reverse("questions:import")
    assert author.get(reverse("questions:import_report", args=["x:y"])).url == reverse("questions:import")
    with patch("django.core.signing.time.time", return_value=timezone.now().timestamp() + 90_000):
        assert author.get(address).url == reverse("questions:import")


def test_files_left_lying_are_thrown_away_at_the_next_upload(author, monkeypatch):
    send(author)
    (old,) = held()
    monkeypatch.setattr("content.question_files.HELD_FOR", timedelta(0))
    hold_file(b"x", name="a", user=User.objects.get())
    assert old not in held()


def test_one_without_rights_to_questions_is_sent_away():
    client = client_of(make_staff("joku@example.org", "author"))
    for name in ("import", "export"):
        assert client.get(reverse(f"questions:{name}")).status_code in (302, 403, 404)


@pytest.mark.parametrize("format", ["xml", "gift"])
def test_what_was_exported_is_known_at_import(author, format):
    for kind in VALUES:
        make_question(kind, category="Moduuli 1")
    address = reverse("questions:export") + f"?category=Moduuli+1&format={format}"
    page = author.get(address)
    left = len(page.context["written"].left_out)
    assert left == (1 if format == "xml" else 6)
    file = author.get(address + "&file=1")
    assert file["Content-Disposition"].startswith("attachment;")
    report = author.get(send(author, "vienti", file.content).url)
    assert (len(report.context["same"]), report.context["plan"].coming) == (len(VALUES) - left, [])


def test_pictures_go_out_and_come_in_again(author):
    author.post(send(author).url)
    file = author.get(reverse("questions:export") + "?category=&format=xml&file=1").content
    Question.objects.filter(title="Kuka päättää").update(key="22222222-2222-4222-8222-222222222222")
    report = author.get(send(author, "vienti.xml", file).url)
    (coming,) = report.context["plan"].coming
    assert coming.question.picture.alt == "Kolme porrasta"


@pytest.mark.parametrize("query", ["?category=Ei+ole&format=xml", "?category=&format=qti"])
def test_an_export_of_what_is_not_there_is_told_of(author, query):
    assert author.get(reverse("questions:export") + query).status_code == 422


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_looked_at_as_its_learner(author, kind):
    question = make_question(kind).question
    page = author.get(reverse("questions:preview", args=[question.pk]))
    assert page.status_code == 200
    assert VALUES[kind]["stem"] in sentences(page)
    assert author.get(reverse("questions:look", args=[question.pk])).status_code == 200


def test_an_unfinished_question_is_said_to_be_one(author):
    author.post(send(author, data=b"::Kesken:: Kumpi? {=a ~b}\n").url)
    question = Question.objects.get()
    assert "kind" not in author.get(reverse("questions:preview", args=[question.pk])).context
    assert author.get(reverse("questions:look", args=[question.pk])).context["problems"]
    assert author.get(reverse("questions:edit", args=[question.pk])).status_code == 200
