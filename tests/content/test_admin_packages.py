"""Taking a training out and bringing one in, in the admin."""

import io
import shutil
import zipfile

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from assessments.graded.api import Question
from content.models import CourseIndexPage, CoursePage, FactCard, LessonPage, Picture
from content.packages.archive import zip_of
from content.packages.export import export_course
from content.packages.holding import PLACE
from content.packages.importing import FailedImport, import_package, look_into
from content.seeding.loader import load_starter
from courses.api import Course
from lms.jobs.api import run_due
from tests.content.starter_tree import change, write_tree
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, sentences
from tests.factories.pages import add_page, make_home

pytestmark = pytest.mark.django_db


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


@pytest.fixture(scope="module")
def eka(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small training "eka" as a zip; the site that it came from is gone."""
    tree = write_tree(tmp_path_factory.mktemp("starter"))
    for name in ("courses/toka", "programmes"):
        shutil.rmtree(tree / name)
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter(tree).problems == []
        made = zip_of(export_course("eka").gathered)
        transaction.set_rollback(True)
    return made


@pytest.fixture
def author(db):
    """A client who writes, on a site with a front page and an empty catalogue."""
    user = make_author()
    add_page(make_home(), CourseIndexPage(title="Koulutukset", slug="koulutukset"))
    return client_of(user)


@pytest.fixture
def data(eka, author):
    """The training under the short name "uusi"."""
    return renamed(eka)


@pytest.fixture
def here(eka, author):
    """The training is on the site."""
    return import_package(eka, actor=None)


def renamed(data: bytes, **changed: bytes) -> bytes:
    """The package as somebody would make it who wants it beside the first; ``changed`` replaces texts by file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("course.md"):
                content = content.replace(b"slug: eka", b"slug: uusi").replace(b"code: eka", b"code: uusi")
            for old, new in changed.items():
                content = content.replace(old.encode(), new)
            out.writestr(name.replace("courses/eka/", "courses/uusi/"), content)
    return made.getvalue()


def send(client, data: bytes, name: str = "uusi.zip"):
    return client.post(reverse("packages:choose"), {"file": SimpleUploadedFile(name, data)})


def test_list_of_trainings_leads_in_and_a_training_leads_out(author, here):
    assert reverse("packages:choose") in author.get(reverse("koulutukset:index")).text
    page = CoursePage.objects.get(slug="eka")
    assert (
        reverse("packages:export", args=["eka"]) in author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    )


def test_choosing_a_package_shows_what_comes_and_stores_nothing(author, data):
    response = send(author, data)
    page = sentences(author.get(response.url))

    assert "Eka koulutus" in page
    assert not CoursePage.objects.filter(slug="uusi").exists()


def test_package_when_imported_is_a_new_training(author, data):
    report = send(author, data).url
    progress = author.post(report).url
    waiting = author.get(progress)
    assert (waiting.status_code, waiting["Refresh"]) == (200, "3")
    run_due()

    page = CoursePage.objects.get(slug="uusi")
    over = author.get(progress)
    assert "Refresh" not in over
    assert reverse("wagtailadmin_explore", args=[page.pk]) in over.text
    assert Course.objects.get().code == "uusi"
    assert storages["private"].listdir(PLACE)[1] == [progress_note()]
    assert author.get(report).url == progress


def progress_note() -> str:
    return next(name for name in storages["private"].listdir(PLACE)[1] if name.endswith(".json"))


def test_pressing_twice_imports_once(author, data):
    report = send(author, data).url
    assert author.post(report).url == author.post(report).url
    run_due()

    assert CoursePage.objects.filter(slug="uusi").count() == 1


def test_training_that_is_here_already_is_never_written_over(author, here, eka):
    lesson = LessonPage.objects.get(slug="luku")
    lesson.title = "Tekijän oma"
    lesson.save_revision().publish()
    report = send(author, eka).url
    page = author.get(report)

    assert "Eka koulutus" in sentences(page)
    assert author.post(report).status_code == 200  # there is nothing to press, and nothing happens
    assert run_due() == 0
    lesson.refresh_from_db()
    assert lesson.title == "Tekijän oma"


def test_failure_leaves_nothing_behind(data, tmp_path):
    """The last page cannot be published: everything before it goes, files and all."""
    broken = renamed(data, **{"pass_percent: 70": b"pass_percent: 700"})
    before = (Question.objects.count(), CoursePage.objects.count(), files_in(tmp_path / "media"))
    with pytest.raises(FailedImport) as failed:
        import_package(broken, actor=None)

    assert failed.value.faults[0][0] == "modules/alku/koe.yaml"
    assert (Question.objects.count(), CoursePage.objects.count(), files_in(tmp_path / "media")) == before


def files_in(folder) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_failure_is_told_to_the_author(author, data):
    progress = author.post(send(author, renamed(data, **{"pass_percent: 70": b"pass_percent: 700"})).url).url
    run_due()
    page = sentences(author.get(progress))

    assert "modules/alku/koe.yaml" in page
    assert not CoursePage.objects.filter(slug="uusi").exists()


def test_every_broken_file_is_named_at_once(data):
    broken = renamed(data, **{"minutes: 12": b"minutes: kaksi", "kind: single_choice": b"kind: sudoku"})
    coming = look_into(broken)

    assert not coming.may_come
    assert [fault[0] for fault in coming.faults] == ["modules/alku/01-luku.md"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("file: kuva.png", b"file: ../kuva.png"),
        ("lead: Yksi asia.", b'lead: "Yksi \\0 asia."'),
        ("lead: Yksi asia.", b"lead: &a [*a]"),
        ("publisher:", b"url: javascript:alert(1)\n    publisher:"),
    ],
)
def test_harmful_text_is_refused(eka, author, old, new):
    assert look_into(renamed(eka)).may_come
    assert not look_into(renamed(eka, **{old: new})).may_come


def test_cards_of_the_site_stay_as_they_are(data, here):
    FactCard.objects.filter(key="kela").update(value="Sivuston oma.")
    import_package(data, actor=None)

    assert FactCard.objects.get(key="kela").value == "Sivuston oma."


def test_imported_training_is_its_authors_when_the_starter_is_loaded_again(here, tmp_path):
    tree = write_tree(tmp_path / "starter")
    change(tree, "courses/eka/course.md", "title: Eka koulutus", "title: Tiedoston nimi")
    load_starter(tree)

    assert CoursePage.objects.get(slug="eka").title == "Eka koulutus"


@pytest.mark.parametrize("sent", [b"", b"not a zip"])
def test_file_that_is_no_package_is_told_so(author, sent):
    assert send(author, sent).status_code == 422


def test_package_of_another_author_is_not_found(author, data):
    report = send(author, data).url
    other = client_of(make_author("toinen@example.org"))

    assert other.get(report).status_code == 404
    assert other.post(report).status_code == 404


def test_people_who_do_not_write_get_nowhere(author):
    client = client_of(make_staff("ohjaaja@example.org", "coach"))

    for address in (reverse("packages:choose"), reverse("packages:export", args=["eka"])):
        assert client.get(address).status_code == 404


def test_download_is_the_zip(author, here):
    response = author.get(reverse("packages:download", args=["eka"]))

    assert response["Content-Disposition"] == 'attachment; filename="eka.zip"'
    assert response.content == zip_of(export_course("eka").gathered)
    assert author.get(reverse("packages:export", args=["ei-ole"])).status_code == 404


def test_command_writes_an_earlier_export_anew_and_nothing_else(here, tmp_path):
    folder = tmp_path / "vienti"
    call_command("export_course", "eka", folder)
    (folder / "modules/alku/vanha.md").write_text("jäänyt")
    call_command("export_course", "eka", folder)
    assert not (folder / "modules/alku/vanha.md").exists()
    assert (folder / "courses/eka/course.md").is_file()

    other = tmp_path / "muu"
    other.mkdir()
    (other / "tarkea.txt").write_text("x")
    with pytest.raises(CommandError):
        call_command("export_course", "eka", other)
    with pytest.raises(CommandError):
        call_command("export_course", "ei-ole", folder)


def test_pictures_come_along(here):
    assert default_storage.exists(Picture.objects.first().file.name)
