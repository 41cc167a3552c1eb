"""Files and recordings as answers: kept, refused, replaced, marked, given only to their owner and trainers."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments.graded.api import Attempt, Response, submit_attempt
from assessments.graded.models import AnswerFile
from assessments.graded.services.answer_files import add_answer_file
from assessments.graded.services.answering import AlreadySent
from assessments.graded.services.folding import move_attempts
from assessments.graded.services.hand_marking import give_mark
from courses.api import enrol_learner
from lms.accounts.api import Learner, User
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.ui.uploads import LARGEST, LARGEST_REQUEST, RefusedFile, accept_of, checked
from tests.dashboard.people import client_of, make_trainer
from tests.factories.assignments import PDF
from tests.factories.courses import make_run
from tests.factories.graded import Taking, make_taking
from tests.factories.world import read

pytestmark = pytest.mark.django_db
M4A = b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00" + b"\x01" * 200
OTHER = PDF + b"toinen"


def stored() -> set[str]:
    """The names of all files that are kept."""
    storage = AnswerFile._meta.get_field("file").storage
    return set(storage.listdir("answers")[1]) if storage.exists("answers") else set()


@pytest.fixture(autouse=True)
def _empty(monkeypatch, tmp_path):
    """Each test has a store of its own."""
    storage = AnswerFile._meta.get_field("file").storage
    monkeypatch.setitem(vars(storage), "location", str(tmp_path))


@pytest.fixture
def taking(learner):
    """Up to two documents or pictures, and a choice."""
    return make_taking(learner, "file_answer", "single_choice")


@pytest.fixture
def send(own, opened, django_capture_on_commit_callbacks):
    """``send(taking, name, content)`` adds a file as the page does; with nothing it only presses the button."""

    def post(taking: Taking, name: str = "", content: bytes = PDF, *, browser: Client = own, **more):
        address = f"{taking.address}1/"
        form = opened(own, address) | {"go": "add"} | more
        if name:
            form["file"] = SimpleUploadedFile(name, content, content_type="text/html")
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(address, form)

    return post


def answer() -> list[str]:
    return [one["name"] for one in Response.objects.get(position=1).answer or []]


def page_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_added_file_is_the_answer_and_stands_on_the_page(taking, send, own):
    taking.start()
    assert send(taking, "../Oma suunnitelma.pdf").url == f"{taking.address}1/"
    file = AnswerFile.objects.get()
    assert (file.name, file.kind, file.size) == ("Oma suunnitelma.pdf", "pdf", len(PDF))
    assert Response.objects.get(position=1).answer == [{"id": file.pk, "name": file.name, "size": len(PDF)}]
    page = page_of(own.get(f"{taking.address}1/"))
    assert f'href="{taking.address}tiedosto/{file.pk}/"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "data-autosave" not in page
    assert "Oma suunnitelma.pdf" in page_of(own.get(f"{taking.address}tarkista/"))


def test_the_button_that_goes_on_takes_the_file_too(taking, send):
    taking.start()
    assert send(taking, "a.pdf", go="").url == f"{taking.address}2/"
    assert answer() == ["a.pdf"]


def test_going_on_without_a_file_changes_nothing(taking, send):
    taking.start()
    assert send(taking, go="").url == f"{taking.address}2/"
    assert Response.objects.get(position=1).answer is None
    send(taking, "a.pdf")
    assert send(taking, go="list").url == f"{taking.address}tarkista/"
    assert answer() == ["a.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"<script>", "JPG, PNG"),
        ("a.m4a", M4A, "PDF, Word"),
        ("a.pdf", b"<html>", "a.pdf"),
        ("a.pdf", b"", "a.pdf"),
        ("a.jpg", PDF, "a.jpg"),
        ("a.pdf", PDF + b" " * LARGEST, "10"),
        ("", b"", ""),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_the_earlier_one_stays(taking, send, name, content, said):
    taking.start()
    send(taking, "ensin.pdf")
    page = send(taking, name, content)
    assert page.status_code == 422
    assert page.context["error"]
    assert said in page.context["error"] + page.context["limits"]
    assert answer() == ["ensin.pdf"]
    assert len(stored()) == 1


def test_a_request_beyond_all_measure_is_not_even_read(taking, send, own):
    taking.start()
    send(taking, "ensin.pdf")
    page = own.post(f"{taking.address}1/", {"go": "add"}, headers={"Content-Length": str(LARGEST_REQUEST + 1)})
    assert page.status_code == 413
    assert "10" in page.context["error"]
    assert answer() == ["ensin.pdf"]


def test_files_fit_up_to_the_author_s_limit_and_the_same_one_is_kept_once(taking, send):
    taking.start()
    for name, content in (("a.pdf", PDF), ("sama.pdf", PDF), ("b.pdf", OTHER)):
        assert send(taking, name, content).status_code == 302
    assert answer() == ["a.pdf", "b.pdf"]
    assert send(taking, "c.pdf", PDF + b"c").status_code == 422
    assert len(stored()) == 2


def test_a_removed_file_leaves_nothing(taking, send):
    taking.start()
    send(taking, "a.pdf")
    send(taking, "b.pdf", OTHER)
    first = AnswerFile.objects.first()
    assert send(taking, remove=str(first.pk)).url == f"{taking.address}1/"
    assert answer() == ["b.pdf"]
    assert len(stored()) == 1
    send(taking, remove=str(AnswerFile.objects.get().pk))
    assert Response.objects.get(position=1).answer is None
    assert stored() == set()


def test_where_one_fits_a_new_one_takes_its_place(learner, send):
    taking = make_taking(learner, "audio_answer")
    taking.start()
    send(taking, "eka.m4a", M4A)
    send(taking, "toka.m4a", M4A + b"2")
    assert answer() == ["toka.m4a"]
    assert len(stored()) == 1
    assert send(taking, "teksti.pdf").status_code == 422
    assert answer() == ["toka.m4a"]


@pytest.mark.parametrize("field", ["remove", "answer", "file"])
@pytest.mark.parametrize("value", ["other", "0", "-1", "x", "9" * 30, "1\x00"])
def test_a_foreign_number_changes_nothing(taking, send, field, value):
    """C-05: what another's answer holds can neither be taken away nor be claimed as one's own."""
    other = Learner.objects.create(user=User.objects.create_user(email="muu@example.org"))
    theirs = enrol_learner(run=taking.run, learner=other)
    taking.start()
    send(taking, "oma.pdf")
    foreign = Taking(theirs, taking.activity, taking.version).start().responses.get(position=1)
    kept = add_answer_file(response_id=foreign.pk, upload=checked("muun.pdf", OTHER)).answer
    mine = Response.objects.get(attempt__enrolment=taking.enrolment, position=1).answer
    more = {field: str(kept[0]["id"]) if value == "other" else value}
    assert send(taking, go="", **more).status_code == 302
    assert Response.objects.get(attempt__enrolment=taking.enrolment, position=1).answer == mine
    assert Response.objects.get(pk=foreign.pk).answer == kept
    assert len(stored()) == 2


def test_autosave_brings_no_file_in_and_takes_none_out(taking, send, own, opened):
    taking.start()
    send(taking, "a.pdf")
    form = opened(own, f"{taking.address}1/") | {"answer": '[{"id": 1}]', "seq": "9"}
    assert own.post(f"{taking.address}1/tallenna/", form).status_code == 200
    assert answer() == ["a.pdf"]


@pytest.mark.parametrize("act", ["add", "remove"])
def test_after_the_deadline_nothing_changes_and_the_page_says_so(taking, send, own, opened, act):
    attempt = taking.start()
    send(taking, "a.pdf")
    form = opened(own, f"{taking.address}1/")
    late = {"file": SimpleUploadedFile("b.pdf", OTHER)} if act == "add" else {"remove": AnswerFile.objects.get().pk}
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - datetime.timedelta(seconds=59))
    assert own.post(f"{taking.address}1/", form).status_code == 302
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - datetime.timedelta(seconds=61))
    page = own.post(f"{taking.address}1/", form | late)
    assert page.status_code == 409
    assert page.context["is_late"]
    assert page.context["is_file"]
    assert answer() == ["a.pdf"]
    assert len(stored()) == 1


def test_within_the_minute_after_the_deadline_a_file_still_comes_in(taking, own, opened):
    attempt = taking.start()
    form = opened(own, f"{taking.address}1/")
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - datetime.timedelta(seconds=50))
    assert own.post(f"{taking.address}1/", form | {"file": SimpleUploadedFile("b.pdf", PDF)}).status_code == 302
    assert answer() == ["b.pdf"]


def test_a_sent_attempt_takes_no_file(taking, own, opened):
    attempt = taking.start()
    form = opened(own, f"{taking.address}1/")
    submit_attempt(attempt=attempt)
    page = own.post(f"{taking.address}1/", form | {"file": SimpleUploadedFile("b.pdf", PDF)})
    assert page.status_code == 409
    assert stored() == set()
    with pytest.raises(AlreadySent):
        add_answer_file(response_id=attempt.responses.first().pk, upload=checked("b.pdf", PDF))
    assert stored() == set()


def test_a_file_is_kept_by_an_open_page_though_the_session_has_ended(taking, own, opened):
    taking.start()
    form = opened(own, f"{taking.address}1/")
    page = Client().post(f"{taking.address}1/", form | {"file": SimpleUploadedFile("b.pdf", PDF)})
    assert page.status_code == 200
    assert page.context["is_saved"]
    assert answer() == ["b.pdf"]


def test_without_a_pass_nothing_is_kept_and_the_page_says_what_to_do(taking, own):
    taking.start()
    page = own.post(f"{taking.address}1/", {"file": SimpleUploadedFile("b.pdf", PDF)})
    assert page.status_code == 422
    assert page.context["error"]
    signed_out = Client().post(f"{taking.address}1/", {"file": SimpleUploadedFile("b.pdf", PDF)})
    assert signed_out.status_code == 422
    assert signed_out.context["is_file"]
    assert stored() == set()


@pytest.fixture
def spoken(learner, send, own):
    """A sent recording that waits for its trainer."""
    taking = make_taking(learner, "audio_answer")
    attempt = taking.start()
    send(taking, "vastaus.m4a", M4A)
    return taking, submit_attempt(attempt=attempt)


def test_a_trainer_listens_marks_and_the_learner_reads_the_feedback(spoken, own):
    taking, attempt = spoken
    assert (attempt.passed, Response.objects.get(position=1).points) == (None, None)
    marker = make_trainer(taking.run)
    response = attempt.responses.get(position=1)
    page = page_of(client_of(marker).get(f"/kouluttaja/arvioitavat/vastaukset/{response.pk}/"))
    address = f"/kouluttaja/arvioitavat/vastaukset/{response.pk}/tiedosto/{AnswerFile.objects.get().pk}/"
    assert f'<audio controls preload="none" src="{address}"' in page
    assert "Vain arvioijalle" in page
    assert read(client_of(marker).get(address)) == M4A
    give_mark(response_id=response.pk, marker=marker, points=100, comment="Selkeä puhe.", base=0)
    result = page_of(own.get(f"{taking.address}tulos/1/"))
    assert "Selkeä puhe." in result
    assert f'src="{taking.address}tiedosto/{AnswerFile.objects.get().pk}/"' in result
    assert "Mallipuhe" in result
    assert "kouluttaja/arvioitavat" not in result


def test_a_recording_comes_in_the_parts_that_a_player_asks_for(spoken, own):
    taking, _attempt = spoken
    address = f"{taking.address}tiedosto/{AnswerFile.objects.get().pk}/"
    whole, part = own.get(address), own.get(address, headers={"Range": "bytes=4-7"})
    assert (whole.status_code, read(whole)) == (200, M4A)
    assert (part.status_code, read(part)) == (206, b"ftyp")
    for answer in (whole, part):
        assert answer["Content-Type"] == "audio/mp4"
        assert answer["Content-Disposition"] == 'attachment; filename="vastaus.m4a"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    assert own.get(address, headers={"Range": "bytes=9000-"}).status_code == 416


def test_a_document_is_saved_and_never_shown_as_our_page(taking, send, own):
    taking.start()
    send(taking, "a.txt", b"<script>alert(1)</script>")
    answer = own.get(f"{taking.address}tiedosto/{AnswerFile.objects.get().pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert read(answer)


def test_nobody_else_finds_a_file(taking, send, own):
    attempt = taking.start()
    send(taking, "a.pdf")
    file = AnswerFile.objects.get()
    own_address = f"{taking.address}tiedosto/{file.pk}/"
    marking = f"/kouluttaja/arvioitavat/vastaukset/{attempt.responses.get(position=1).pk}/tiedosto/{file.pk}/"
    trainer, elsewhere = make_trainer(taking.run), make_trainer(make_run(taking.run.course), "m@example.org")
    stranger = User.objects.create_user(email="muu@example.org")
    enrol_learner(run=taking.run, learner=Learner.objects.create(user=stranger))
    assert client_of(trainer).get(marking).status_code == 404, "a draft is nobody's but its writer's"
    submit_attempt(attempt=attempt)
    assert read(client_of(trainer).get(marking)) == PDF
    for person, address in ((trainer, own_address), (elsewhere, marking), (stranger, own_address), (stranger, marking)):
        assert client_of(person).get(address).status_code == 404
    other = attempt.responses.get(position=2)
    assert client_of(trainer).get(marking.replace(f"/{file.response_id}/", f"/{other.pk}/")).status_code == 404
    assert own.get(marking).status_code == 404
    assert read(own.get(own_address)) == PDF


def test_a_missing_file_on_disk_is_a_missing_page(spoken, own):
    taking, _attempt = spoken
    file = AnswerFile.objects.get()
    file.file.storage.delete(file.file.name)
    assert own.get(f"{taking.address}tiedosto/{file.pk}/").status_code == 404


def test_no_answer_at_all_waits_for_nobody(taking):
    attempt = submit_attempt(attempt=taking.start())
    assert attempt.responses.get(position=1).points == 0
    assert attempt.passed is False


def test_where_the_verdict_is_not_told_one_still_gets_one_s_own_file(learner, send, own):
    taking = make_taking(learner, "file_answer", review={"after": [], "later": []})
    attempt = taking.start()
    send(taking, "a.pdf")
    submit_attempt(attempt=attempt)
    page = page_of(own.get(f"{taking.address}tulos/1/"))
    assert f"{taking.address}tiedosto/{AnswerFile.objects.get().pk}/" in page
    assert "Malli" not in page


def test_a_file_is_told_in_one_s_own_data_and_goes_with_the_person(
    taking, send, learner, django_capture_on_commit_callbacks
):
    taking.start()
    send(taking, "a.pdf")
    sections = {section.label: section for section in sections_of(learner)}
    assert [row["name"] for row in sections["graded.answerfile"].rows] == ["a.pdf"]
    assert "a.pdf" in [row["answer"] for row in sections["graded.response"].rows]
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=learner)
    assert not AnswerFile.objects.exists()
    assert stored() == set()


def test_files_follow_an_attempt_to_the_enrolment_that_stays(taking, send, own):
    taking.start()
    send(taking, "a.pdf")
    other = Learner.objects.create(user=User.objects.create_user(email="muu@example.org"))
    staying = enrol_learner(run=make_run(taking.run.course), learner=other)
    move_attempts(source_id=taking.enrolment.pk, target_id=staying.pk)
    address = f"/oma/opinnot/{staying.run.code}/testi/{taking.activity.slug}/tiedosto/{AnswerFile.objects.get().pk}/"
    assert read(client_of(other.user).get(address)) == PDF
    assert own.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.m4a", M4A),
        ("a.3gp", M4A),
        ("a.3ga", M4A),
        ("a.mp3", b"ID3\x04" + b"\x00" * 40),
        ("a.mp3", b"\xff\xfb\x90\x00"),
        ("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
        ("a.ogg", b"OggS\x00"),
        ("a.opus", b"OggS\x00"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f"),
        ("a.aac", b"\xff\xf1\x50\x80"),
        ("a.amr", b"#!AMR\n"),
        ("a.flac", b"fLaC\x00"),
    ],
)
def test_what_phones_record_is_taken_as_a_recording_and_not_as_work(name, content):
    assert checked(name, content, ("recordings",)).name == name
    with pytest.raises(RefusedFile):
        checked(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.m4a", PDF),
        ("a.mp3", b"<html>"),
        ("a.mp3", b"\xff\xff\xff\xff"),
        ("a.mp3", b"\xff"),
        ("a.wav", b"RIFF\x00\x00\x00\x00AVI "),
        ("a.ogg", M4A),
        ("a.aac", b"\xff"),
        ("a.webm", b"OggS"),
        ("a.pdf", PDF),
        ("a.mid", b"MThd"),
    ],
)
def test_what_is_no_recording_is_refused(name, content):
    with pytest.raises(RefusedFile):
        checked(name, content, ("recordings",))


def test_the_browser_is_told_what_may_be_chosen():
    assert accept_of(("recordings",)).startswith("audio/*,.3gp,")
    assert ".jpeg" in accept_of(("pictures",))
    assert "audio" not in accept_of(("documents", "pictures"))
