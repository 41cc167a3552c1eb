"""Authors' files by id: who gets them, in which size, and what happens when they are gone."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.urls import reverse

from content.models import StandardPage
from courses.api import Enrolment, create_run, enrol_learner
from courses.models import Course
from lms.accounts.api import AUTHOR
from lms.accounts.models import Learner, User
from lms.ui.streaming import range_of
from tests.factories.content import make_material, make_picture, make_recording, make_site
from tests.factories.pages import add_page, make_course_page, make_home, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db
BYTES = bytes(range(256)) * 4


def show_in_lesson(block, learner=None):
    """A published lesson with the block; with ``learner`` also their enrolment in a run of it."""
    course = make_course_page()
    make_lesson_page(make_module_page(course), blocks=[block])
    if learner:
        run = create_run(
            course=Course.objects.get(key=course.translation_key), code="kevat", name="Kevät", actor=None, is_open=True
        )
        enrol_learner(run=run, learner=learner)


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("width", [320, 640])
def test_picture_is_served_in_the_width_asked_for_and_found_again(client, width):
    picture = make_picture()
    for _ in range(2):
        response = client.get(f"/kuva/{picture.pk}/{width}/")
        content_of(response)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert "public" in response["Cache-Control"]
        assert response["Content-Disposition"] == 'inline; filename="kuva.webp"'  # a file's own name may be the answer
    assert picture.renditions.get().width == width


def test_pictures_have_no_other_widths(client):
    assert client.get(f"/kuva/{make_picture().pk}/641/").status_code == 404


@pytest.mark.parametrize("lost", ["original", "rendition", "row"])
def test_a_picture_that_is_gone_leaves_a_quiet_rectangle(client, lost):
    picture = make_picture()
    pk = picture.pk
    if lost == "original":
        default_storage.delete(picture.file.name)
    if lost == "rendition":
        content_of(client.get(f"/kuva/{pk}/640/"))
        default_storage.delete(picture.renditions.get().file.name)
    if lost == "row":
        picture.delete()
    response = client.get(f"/kuva/{pk}/640/")
    assert (response.status_code, response["Content-Type"]) == (404, "image/svg+xml")


def test_renditions_have_an_address_but_originals_and_files_have_none(client):
    picture, file = make_picture(), make_material()
    content_of(client.get(f"/kuva/{picture.pk}/320/"))
    made = picture.renditions.get().file
    with made.open("rb") as file_on_disk:
        assert content_of(client.get(made.url)) == file_on_disk.read()
    for name in (picture.file.name, file.file.name):
        assert client.get(f"/media/{name}").status_code == 404
    assert client.get("/media/images/..%2fdocuments%2fx.txt").status_code == 404


def test_a_learner_gets_a_file_that_a_lesson_of_theirs_shows(client, learner):
    file = make_material()
    show_in_lesson(("download", {"document": file, "title": ""}), learner)
    client.force_login(learner.user)
    response = client.get(f"/materiaali/{file.pk}/{file.filename}")
    assert response["Content-Disposition"] == f'attachment; filename="{file.filename}"'
    assert response["Cache-Control"] == "private, no-store"
    assert content_of(response) == b"muistilista"


@pytest.mark.parametrize("who", ["anonymous", "stranger", "left"])
def test_others_do_not_get_the_file_of_a_lesson(client, learner, who):
    file = make_material()
    show_in_lesson(("download", {"document": file, "title": ""}), learner)
    if who == "stranger":
        client.force_login(User.objects.create_user(email="muu@example.org"))
    if who == "left":
        Enrolment.objects.update(status="cancelled")
        client.force_login(learner.user)
    assert client.get(f"/materiaali/{file.pk}/{file.filename}").status_code == 404


def test_an_author_gets_every_file(client, trainee, settings):
    settings.DEMO = True  # no second factor
    file = make_material()
    trainee.groups.add(Group.objects.create(name=AUTHOR))
    client.force_login(trainee)
    assert content_of(client.get(f"/materiaali/{file.pk}/x")) == b"muistilista"


@pytest.mark.parametrize("live", [True, False])
def test_a_file_of_an_ordinary_page_is_everybodys_while_the_page_is_live(client, live):
    file = make_material()
    body = [("download", {"document": file, "title": ""})]
    add_page(make_home(), StandardPage(title="Tietoa", slug="tietoa", body=body), live=live)
    response = client.get(f"/materiaali/{file.pk}/x")
    assert (response.status_code, content_of(response) == b"muistilista") == ((200, True) if live else (404, False))


def test_a_file_that_is_lost_on_disk_is_missing(client, trainee, settings):
    settings.DEMO = True  # no second factor
    file = make_material()
    default_storage.delete(file.file.name)
    trainee.groups.add(Group.objects.create(name=AUTHOR))
    client.force_login(trainee)
    assert client.get(f"/materiaali/{file.pk}/x").status_code == 404


@pytest.fixture
def film(client, learner):
    """A recording of a lesson in which the signed-in learner is."""
    recording = make_recording(content=BYTES)
    show_in_lesson(("recording", {"recording": recording}), learner)
    client.force_login(learner.user)
    return recording


def test_recording_is_served_whole(client, film):
    response = client.get(f"/tallenne/{film.pk}/video")
    assert (response.status_code, response["Content-Type"], response["Accept-Ranges"]) == (200, "video/mp4", "bytes")
    assert content_of(response) == BYTES


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("bytes=0-9", 0, 9), ("bytes=1000-", 1000, 1023), ("bytes=-24", 1000, 1023)]
)
def test_recording_is_served_in_parts(client, film, asked, start, end):
    response = client.get(f"/tallenne/{film.pk}/video", headers={"Range": asked})
    assert (response.status_code, response["Content-Range"]) == (206, f"bytes {start}-{end}/1024")
    assert response["Content-Length"] == str(end - start + 1)
    assert content_of(response) == BYTES[start : end + 1]


def test_a_part_outside_the_recording_is_refused(client, film):
    response = client.get(f"/tallenne/{film.pk}/video", headers={"Range": "bytes=1024-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize("asked", ["bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=x", "", "bytes=0-" + "9" * 5000])
def test_a_range_that_is_none_gives_the_whole_file_or_the_end(asked):
    assert range_of(asked, 1024) in (None, (0, 1023))


def test_captions_are_served_as_captions(client, film):
    response = client.get(f"/tallenne/{film.pk}/tekstitys")
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert content_of(response).startswith(b"WEBVTT")


def test_recording_is_not_for_strangers_and_has_no_other_parts(client, film):
    assert client.get(f"/tallenne/{film.pk}/alkuperainen").status_code == 404
    client.logout()
    assert client.get(f"/tallenne/{film.pk}/video").status_code == 404


def test_a_page_link_leads_to_where_the_page_is_now(client):
    make_site()
    course = make_course_page()
    assert client.get(reverse("page", args=[course.pk])).status_code == 302
    course.unpublish()
    assert client.get(reverse("page", args=[course.pk])).status_code == 404
    assert client.get(reverse("page", args=[999_999])).status_code == 404


def test_a_learner_of_no_run_has_no_file_by_being_a_learner(client, trainee):
    Learner.objects.create(user=trainee)
    file = make_material()
    client.force_login(trainee)
    assert client.get(f"/materiaali/{file.pk}/x").status_code == 404
