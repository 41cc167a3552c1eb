"""The pictures of modules and parts where people meet them, and what a training says when all is done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import LessonPage, ModulePage, PartPage
from content.seeding.loader import load_starter
from courses.api import Run, course_by_key
from courses.models import Enrolment, RunSection
from courses.services.runs import freeze_run
from lms.ui.scenes import SCENES
from tests.content.test_steps import address, enter
from tests.factories import make_run
from tests.factories.authors import make_site
from tests.factories.pages import add_page, make_course_page, make_lesson_page, make_module_page, publish
from tests.factories.personal import READ, WRITING

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module_page(make_course_page(), scene="bridge")


def has_scene(page: str) -> bool:
    return 'class="scene"' in page


def test_a_module_has_its_picture_on_its_first_lesson_only(client, learner, module):
    first, second = make_lesson_page(module, title="Eka"), make_lesson_page(module, title="Toka")
    run = enter(module.course_page(), learner)
    client.force_login(learner.user)
    assert has_scene(client.get(address(run, first)).content.decode())
    assert not has_scene(client.get(address(run, second)).content.decode())


def test_the_public_page_of_a_training_shows_the_pictures_of_its_modules(client, module):
    make_site()
    make_lesson_page(module)
    course = module.course_page()
    assert client.get(course.url).content.decode().count('class="scene"') == 1
    module.scene = ""
    publish(module)
    assert not has_scene(client.get(course.url).content.decode())


def test_a_new_picture_comes_to_runs_that_have_opened_and_changes_nothing_else(learner):
    module = make_module_page(make_course_page(course_type="blended_cohort"), scene="bridge")
    lesson = make_lesson_page(module)
    run = enter(module.course_page(), learner)
    freeze_run(run=run)
    make_lesson_page(module, title="Uusi")
    module.scene = "door"
    publish(module)
    assert RunSection.objects.get(run=run).scene == "door"
    assert [item.activity.key for item in run.items.all()] == [lesson.translation_key]


def test_a_part_has_its_picture_on_its_first_screen_only(client):
    course = make_course_page(policy="private", certificate=None)
    screens = [("read", READ), ("read", READ), ("writing", WRITING)]
    add_page(course, PartPage(title="Alku", slug="osa-1", number=1, minutes=6, screens=screens, scene="kite"))
    make_run(course_by_key(course.translation_key))
    base = f"/valmennus/{Run.objects.get().code}/osa/1/"
    assert has_scene(client.get(f"{base}1/").content.decode())
    assert not has_scene(client.get(f"{base}2/").content.decode())


def test_every_shipped_module_and_every_part_has_a_picture_of_its_own():
    assert load_starter().problems == []
    pages = [page for page in (*ModulePage.objects.all(), *PartPage.objects.all()) if in_finnish(page)]
    chosen = {page.slug: page.scene for page in pages}  # the first module is the short training as well
    assert "" not in chosen.values()
    assert len(set(chosen.values())) == len(chosen)
    in_texts = {one["value"]["drawing"] for page in LessonPage.objects.all() for one in drawings_in(page)}
    assert set(chosen.values()) | in_texts == set(SCENES)


def drawings_in(page):
    return [block for block in page.body.get_prep_value() if block["type"] == "drawing"]


def in_finnish(page) -> bool:
    return page.locale.language_code == "fi"


def test_whoever_has_completed_a_training_reads_what_its_author_says(client, learner, module):
    make_lesson_page(module)
    course = module.course_page()
    course.done_text = "Tee yksi kokeilu vielä tällä viikolla."
    publish(course)
    run = enter(course, learner)
    client.force_login(learner.user)
    home = reverse("dashboard:course", args=[run.code])
    assert course.done_text not in client.get(home).content.decode()
    Enrolment.objects.update(status=Enrolment.Status.COMPLETED, completed_at=timezone.now())
    assert course.done_text in client.get(home).content.decode()
