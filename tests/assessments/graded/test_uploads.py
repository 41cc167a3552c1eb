"""Files of assignments: known by their bytes, stored without an address, given only to their owner and trainers."""

import io
import zipfile

import pytest
from django.test import Client
from PIL import Image

from assessments.graded.models import WorkFile
from courses.api import cancel_enrolment
from lms.ui.uploads import LARGEST, RefusedFile, checked, clean_name
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories.assignments import PDF, add, make_writing, stored
from tests.factories.courses import make_run
from tests.factories.world import read


def packed(*names: str, **contents: bytes) -> bytes:
    """A zip file with these parts, the same bytes at every making: they name the tests."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), contents.get(name, b"x"))
    return kept.getvalue()


ODT = packed("mimetype", mimetype=b"application/vnd.oasis.opendocument.text")


def painted(kind: str = "JPEG", size: tuple[int, int] = (20, 10), **extra: object) -> bytes:
    """A picture."""
    kept = io.BytesIO()
    Image.new("RGB", size, "red").save(kept, kind, **extra)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", PDF),
        ("a.docx", packed("word/document.xml")),
        ("a.pptx", packed("ppt/presentation.xml")),
        ("a.xlsx", packed("xl/workbook.xml")),
        ("a.odt", ODT),
        ("a.txt", "Työkyky".encode()),
        ("a.jpeg", painted()),
        ("a.png", painted("PNG")),
    ],
)
def test_a_file_of_an_allowed_kind_is_taken(name, content):
    assert checked(name, content).name == name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg onload=alert(1)>"),
        ("a.exe", b"MZ"),
        ("a", b"abc"),
        ("a.pdf", b"<html>"),
        ("a.pdf", b""),
        ("a.docx", PDF),
        ("a.docx", packed("xl/workbook.xml")),
        ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", packed("word/document.xml")[:40]),
        ("a.docx", packed("word/document.xml", *(f"p{number}" for number in range(5001)))),
        ("a.odt", packed("mimetype", mimetype=b"application/zip")),
        ("a.odt", packed("content.xml")),
        ("a.txt", b"a\x00b"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.jpg", PDF),
        ("a.jpg", painted("PNG")),
        ("a.png", painted("PNG")[:45]),
        ("a.docm", packed("word/document.xml")),
        ("a.pdf.html", PDF),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(RefusedFile):
        checked(name, content)


def test_a_file_that_is_too_large_is_told_so_with_both_sizes():
    with pytest.raises(RefusedFile, match="11 MB.*10 MB"):
        checked("a.pdf", PDF + b" " * LARGEST)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_painted():
    with pytest.raises(RefusedFile):
        checked("a.png", painted("PNG", size=(8000, 5001)))


def test_a_picture_loses_where_it_was_taken():
    told = Image.Exif()
    told[0x010E] = "Asiakas Esimerkki"
    content = painted(exif=told.tobytes())
    assert b"Esimerkki" in content
    kept = checked("a.jpg", content).content
    assert b"Esimerkki" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\tiina\\työ.pdf", "työ.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', "aSet-Cookie x.pdf"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
        ("", "file"),
        ("...", "file"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    assert clean_name(given) == kept


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.mark.django_db
def test_an_added_file_is_listed_and_the_text_is_saved_too(writing):
    assert add(writing).status_code == 302
    file = WorkFile.objects.get()
    assert (file.name, file.size, writing.work.text) == ("suunnitelma.pdf", len(PDF), "Teksti.")
    assert "suunnitelma.pdf" in main_of(writing.browser.get(writing.address))
    assert "suunnitelma" not in file.file.name


@pytest.mark.django_db
def test_a_refused_file_says_why_and_keeps_the_text(writing):
    answer = add(writing, "sivu.html", b"<b>")
    assert answer.status_code == 422
    assert "Teksti." in main_of(answer)
    assert "sivu.html" in main_of(answer)
    assert not WorkFile.objects.exists()


@pytest.mark.django_db
def test_a_sixth_file_is_refused_and_leaves_nothing_behind(writing):
    before = stored()
    for number in range(5):
        add(writing, f"{number}.pdf")
    assert add(writing, "6.pdf").status_code == 422
    assert WorkFile.objects.count() == 5
    assert len(stored() - before) == 5


@pytest.mark.django_db
def test_a_request_that_is_far_too_large_is_not_read(writing):
    answer = add(writing, "suuri.pdf", PDF + b" " * 15 * 1024 * 1024)
    assert answer.status_code == 413
    assert "16" in main_of(answer)
    assert not WorkFile.objects.exists()


@pytest.mark.django_db
def test_a_removed_file_goes_from_the_disk(writing, django_capture_on_commit_callbacks):
    before = stored()
    add(writing)
    assert stored() != before
    with django_capture_on_commit_callbacks(execute=True):
        writing.browser.post(writing.address, writing.form(text="Teksti.", remove=str(WorkFile.objects.get().pk)))
    assert not WorkFile.objects.exists()
    assert stored() == before


@pytest.mark.django_db
def test_a_file_that_was_handed_in_stays_there_when_it_is_taken_out_of_the_draft(writing):
    add(writing)
    submission = writing.hand_in()
    writing.browser.post(f"{writing.address}peru/")
    writing.browser.post(writing.address, writing.form(text="Teksti.", remove=str(WorkFile.objects.get().pk)))
    assert [file.name for file in submission.files.all()] == ["suunnitelma.pdf"]
    assert list(writing.hand_in().files.all()) == []


@pytest.mark.django_db
def test_a_file_is_given_to_be_saved_and_never_as_a_page(writing):
    add(writing, "muistio.txt", b"<script>alert(1)</script>")
    answer = writing.browser.get(f"{writing.address}tiedosto/{WorkFile.objects.get().pk}/")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="muistio.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"].startswith("text/plain")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_draft_file_is_its_owners_only_and_a_handed_in_one_its_trainers_too(writing):
    add(writing)
    file = WorkFile.objects.get()
    own = f"{writing.address}tiedosto/{file.pk}/"
    fellow = client_of(enrol_people(writing.run, "Olga Outo")[0].learner.user)
    trainer = client_of(writing.trainer)
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    manager = client_of(make_manager())
    for browser in (Client(), fellow, trainer, other, manager):
        assert browser.get(own).status_code in (302, 404)
    submission = writing.hand_in()
    theirs = f"/kouluttaja/arvioitavat/{submission.pk}/tiedosto/{file.pk}/"
    assert read(trainer.get(theirs)) == PDF
    for browser in (Client(), fellow, other, manager, writing.browser):
        assert browser.get(theirs).status_code in (302, 404)


@pytest.mark.django_db
def test_who_has_left_the_training_reaches_no_file_by_its_address(writing, trainee):
    add(writing)
    address = f"{writing.address}tiedosto/{WorkFile.objects.get().pk}/"
    cancel_enrolment(enrolment=writing.enrolment, actor=trainee)
    assert writing.browser.get(address).status_code == 404
