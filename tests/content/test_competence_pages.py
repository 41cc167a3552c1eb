"""A self-assessment from its author's pages and the starter files to what a learner answers."""

import pytest

from assessments.graded.api import CompetenceSettings
from assessments.graded.models.competence import CompetenceVersion
from content.models import CompetencePage
from content.models.base import PublishRefused
from content.seeding.loader import load_starter
from courses.api import Activity, create_run, enrol_learner
from tests.dashboard.people import client_of, main_of
from tests.factories.pages import add_page, make_course_page, make_module_page, publish

pytestmark = pytest.mark.django_db


def make_page(module, moment="start", *texts: str) -> CompetencePage:
    statements = [("statement", text) for text in texts]
    page = CompetencePage(title=moment, slug=moment, moment=moment, statements=statements, minutes=5)
    return add_page(module, page)


def asked(page: CompetencePage) -> list[str]:
    newest = CompetenceVersion.objects.filter(activity_key=page.translation_key).order_by("number").last()
    return [one.texts["fi"] for one in CompetenceSettings.restored(newest.settings).statements]


def test_the_end_asks_what_the_start_asks_also_when_it_changes():
    module = make_module_page(make_course_page())
    start = make_page(module, "start", "Osaan yhden.")
    end = make_page(module, "end")
    assert asked(end) == ["Osaan yhden."]
    start.statements.append(("statement", "Osaan kaksi."))
    publish(start)
    assert asked(start) == asked(end) == ["Osaan yhden.", "Osaan kaksi."]
    keys = set(CompetenceVersion.objects.values_list("set_key", flat=True))
    assert keys == {start.translation_key}


def test_neither_an_empty_start_nor_an_end_without_a_start_is_published():
    module = make_module_page(make_course_page())
    for moment in ("start", "end"):
        with pytest.raises(PublishRefused):
            make_page(module, moment)


def test_the_files_give_the_training_fourteen_statements_at_both_ends(learner):
    load_starter()
    start, end = Activity.objects.filter(kind="competence").order_by("slug")
    run = create_run(course=start.course, code="kevat", name="Kevät", actor=None, is_open=True)
    enrol_learner(run=run, learner=learner)
    browser = client_of(learner.user)
    for activity in (start, end):
        page = main_of(browser.get(f"/oma/opinnot/kevat/osaaminen/{activity.slug}/"))
        assert page.count("<fieldset") == 14
        assert "Osaan valmistella työterveysneuvottelun." in page
    assert "osaaminen/osaamisen-itsearviointi-alussa/" in main_of(browser.get("/oma/opinnot/kevat/"))


def test_the_end_has_the_aim_of_the_start():
    module = make_module_page(make_course_page())
    start = make_page(module, "start", "Osaan yhden.")
    end = make_page(module, "end")
    start.aim, end.aim = 3, 5
    publish(start)
    publish(end)
    aims = {CompetenceSettings.restored(one.settings).aim for one in CompetenceVersion.objects.filter(number__gt=1)}
    assert aims == {3}
