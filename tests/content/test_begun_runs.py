"""An author's change and the runs that have begun: the author is told, the trainer decides, and nobody is nagged."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from content.models import LessonPage
from courses.api import Run, RunItem, freeze_run, runs_behind
from lms.records.models import AuditEntry
from tests.content.test_opening_needs import World
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.authors import lesson_form, make_author, paragraph
from tests.factories.pages import make_lesson_page, publish

pytestmark = pytest.mark.django_db
CHANGES = "/kouluttaja/ryhma/syksy/muutokset/"


@pytest.fixture
def world() -> World:
    made = World([], course_type="blended_cohort")
    freeze_run(run=made.run)
    return made


@pytest.fixture
def trainer(world):
    return client_of(make_trainer(world.run))


def behind() -> list[str]:
    return [run.code for run in runs_behind(list(Run.objects.select_related("course")))]


def told_after_publishing(world: World) -> str:
    """What the editor says when the author publishes a new lesson."""
    author = client_of(make_author())
    address = reverse("wagtailadmin_pages:add", args=["content", "lessonpage", world.second.pk])
    answer = author.post(address, lesson_form(paragraph()) | {"action-publish": "1"})
    assert LessonPage.objects.get(slug="uusi-luku").live
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


def test_the_author_hears_which_runs_wait_for_their_trainer(world):
    assert world.run.name in told_after_publishing(world)
    assert behind() == ["syksy"]


def test_the_author_hears_nothing_of_runs_that_follow_by_themselves():
    world = World([])
    freeze_run(run=world.run)
    assert world.run.name not in told_after_publishing(world)
    assert behind() == []


def test_a_new_text_is_new_for_everybody_and_nothing_waits(world):
    world.one.lead = "Uusi johdanto."
    publish(world.one)
    assert behind() == []


def test_it_waits_on_the_trainers_page_until_the_changes_are_taken(world, trainer):
    make_lesson_page(world.second, title="Uusi luku")
    assert CHANGES in main_of(trainer.get("/kouluttaja/"))
    assert trainer.post(CHANGES).status_code == 302
    assert CHANGES not in main_of(trainer.get("/kouluttaja/"))
    assert RunItem.objects.filter(activity__title="Uusi luku").exists()


def test_changes_that_are_left_out_are_not_asked_again_before_something_more_changes(world, trainer):
    make_lesson_page(world.second, title="Uusi luku")
    page = main_of(trainer.get(CHANGES))
    seen = page.split('name="keep" value="')[1].split('"')[0]
    assert trainer.post(CHANGES, {"keep": seen}).status_code == 302
    assert trainer.post(CHANGES, {"keep": seen}).status_code == 302
    assert AuditEntry.objects.filter(verb="run.outline_kept").count() == 1
    assert CHANGES not in main_of(trainer.get("/kouluttaja/"))
    assert CHANGES in main_of(trainer.get("/kouluttaja/ryhma/syksy/"))
    assert not RunItem.objects.filter(activity__title="Uusi luku").exists()
    make_lesson_page(world.second, title="Vielä uudempi")
    assert CHANGES in main_of(trainer.get("/kouluttaja/"))


def test_what_was_changed_meanwhile_is_shown_before_it_is_left_out(world, trainer):
    make_lesson_page(world.second, title="Uusi luku")
    seen = main_of(trainer.get(CHANGES)).split('name="keep" value="')[1].split('"')[0]
    make_lesson_page(world.second, title="Vielä uudempi")
    answer = trainer.post(CHANGES, {"keep": seen})
    assert answer.status_code == 200
    assert "Vielä uudempi" in main_of(answer)
    assert behind() == ["syksy"]
    assert trainer.post(CHANGES, {"keep": "x"}).status_code == 200


def test_any_number_of_runs_costs_one_statement(world, statements):
    runs = list(Run.objects.select_related("course"))
    with statements(1):
        runs_behind(runs)
    with statements(0):
        runs_behind([])
