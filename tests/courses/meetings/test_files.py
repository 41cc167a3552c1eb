"""Files of a contact day: checked like every upload, given to its people alone, always as a download."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.api import Group
from courses.meetings.models import MeetingFile
from courses.meetings.services.planning import copy_meetings
from lms.ui.uploads import LARGEST_REQUEST
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day

PDF = b"%PDF-1.4 kalvot"


def sent(name: str = "Kalvot.pdf", content: bytes = PDF) -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def page(name: str, day, *more) -> str:
    return reverse(name, args=[day.run.code, day.pk, *more])


def add(browser, day, **file) -> str:
    return main_of(browser.post(page("days:add-file", day), sent(**file), follow=True))


def test_a_trainer_adds_a_file_and_the_participants_take_it(at_desk, aino, day):
    assert "Kalvot.pdf" in add(at_desk, day)
    [file] = MeetingFile.objects.all()
    assert "Kalvot.pdf" in main_of(aino.get(page("meetings:day", day)))
    for browser, name in ((aino, "meetings:file"), (at_desk, "days:file")):
        answer = browser.get(page(name, day, file.pk))
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    assert "Kalvot" not in file.file.name
    at_desk.post(page("days:remove-file", day, file.pk))
    assert aino.get(page("meetings:file", day, file.pk)).status_code == 404
    assert "Kalvot.pdf" not in main_of(aino.get(page("meetings:day", day)))


@pytest.mark.parametrize(
    ("name", "content"), [("sivu.html", b"<script>"), ("Kalvot.pdf", b"MZ ohjelma"), ("Kalvot.pdf", b"")]
)
def test_what_is_not_a_document_is_refused_with_the_reason(at_desk, day, name, content):
    assert 'role="alert"' in add(at_desk, day, name=name, content=content)
    assert not MeetingFile.objects.exists()


def test_no_file_one_too_large_and_one_too_many_are_explained(at_desk, day, monkeypatch):
    assert 'role="alert"' in main_of(at_desk.post(page("days:add-file", day), follow=True))
    large = str(LARGEST_REQUEST + 1)
    answer = at_desk.post(page("days:add-file", day), {}, CONTENT_LENGTH=large)
    assert answer.status_code == 302 and not MeetingFile.objects.exists()
    monkeypatch.setattr("courses.meetings.services.files.MOST", 1)
    add(at_desk, day)
    assert 'role="alert"' in add(at_desk, day, name="Toinen.pdf")
    assert MeetingFile.objects.count() == 1


def test_nobody_else_gets_a_file(at_desk, people, run, day, client):
    closed = make_day(run, group=Group.objects.create(run=run, name="A"))
    for meeting in (day, closed):
        add(at_desk, meeting)
    common, own = MeetingFile.objects.order_by("pk")
    [stranger] = enrol_people(make_run(), "Muu Ihminen")
    outside, member = client_of(stranger.learner.user), client_of(people[1].learner.user)
    assert member.get(page("meetings:file", closed, own.pk)).status_code == 404
    assert member.get(page("meetings:file", day, own.pk)).status_code == 404
    assert outside.get(page("meetings:file", day, common.pk)).status_code == 404
    assert client.get(page("meetings:file", day, common.pk)).status_code == 302
    other = client_of(make_trainer(make_run(), "toinen@example.org"))
    assert other.get(page("days:file", day, common.pk)).status_code == 404
    assert other.post(page("days:remove-file", day, common.pk)).status_code == 404
    assert other.post(page("days:add-file", day), sent()).status_code == 404


def test_the_next_run_has_the_files_and_loses_them_to_nobody(at_desk, run, day):
    add(at_desk, day)
    target = make_run(run.course)
    copy_meetings(source=run, target=target, days=7, actor=None)
    copied = MeetingFile.objects.get(meeting__run=target)
    at_desk.post(page("days:remove-file", day, MeetingFile.objects.get(meeting=day).pk))
    with copied.file.open("rb") as kept:
        assert kept.read() == PDF
