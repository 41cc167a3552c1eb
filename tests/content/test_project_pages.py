"""A development project from its author's page and the starter files to what a learner walks through."""

import pytest

from assessments.graded.models.projects import Milestone
from content.models import AssignmentPage, ProjectPage
from content.models.base import PublishRefused
from content.seeding.keys import key_of
from content.seeding.loader import load_starter
from courses.api import Activity, Course, create_run, enrol_learner, steps_in
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.pages import add_page, make_course_page, make_module_page, publish, text_block

pytestmark = pytest.mark.django_db


def make_project(**fields) -> ProjectPage:
    body = [text_block("<p>Valitse yksi asia.</p>")]
    page = ProjectPage(**{"title": "Projekti", "slug": "projekti", "instructions": body, "minutes": 0} | fields)
    return add_page(make_module_page(make_course_page()), page)


def add_milestone(project: ProjectPage, slug: str) -> AssignmentPage:
    return add_page(project, AssignmentPage(title=slug.title(), slug=slug, intro="Kirjoita.", minutes=0))


def milestones() -> list[tuple[str, bool]]:
    return list(Milestone.objects.values_list("activity__slug", "needs_approval"))


def test_milestones_are_stages_of_the_project_and_no_steps_of_the_run():
    project = make_project()
    for slug in ("idea", "suunnitelma", "raportti"):
        add_milestone(project, slug)
    assert milestones() == [("idea", False), ("suunnitelma", True), ("raportti", False)]
    course = Course.objects.get()
    run = create_run(course=course, code="ryhma", name="Ryhmä", actor=None, is_open=True)
    assert [(step.slug, step.kind) for step in steps_in(run)] == [("projekti", "project")]


def test_what_an_author_withdraws_or_moves_follows():
    project = make_project()
    first, second = add_milestone(project, "idea"), add_milestone(project, "suunnitelma")
    first.unpublish()
    assert milestones() == [("suunnitelma", False)]
    publish(first)
    second.move(first, pos="left")
    publish(project)
    assert milestones() == [("suunnitelma", False), ("idea", True)]


def test_a_project_without_instructions_is_not_published():
    with pytest.raises(PublishRefused):
        make_project(instructions=[])


def test_the_files_give_the_training_its_project(learner):
    load_starter()
    key = key_of("courses/tyokykykoordinaattori/kehittamistehtava/kehittamistehtava-omassa-tyossa")
    project = Activity.objects.get(key=key)
    assert [one.needs_approval for one in project.milestones.all()] == [False, True, False, False, False]
    run = create_run(course=project.course, code="kevat", name="Kevät", actor=None, is_open=True)
    enrol_learner(run=run, learner=learner)
    browser = client_of(learner.user)
    page = browser.get(f"/oma/opinnot/kevat/projekti/{project.slug}/")
    assert "Väliraportti" in main_of(page)
    assert "Ideoita alkuun" in main_of(page)
    assert browser.get(f"/oma/opinnot/kevat/{project.slug}/").status_code == 302
    assert f"projekti/{project.slug}/" in main_of(browser.get("/oma/opinnot/kevat/"))
    assert browser.get("/oma/opinnot/kevat/tehtava/kehittamistehtava-idea/").status_code == 200


def test_a_trainer_reads_the_project_and_every_milestone_of_it():
    project = make_project()
    for slug in ("idea", "suunnitelma"):
        add_milestone(project, slug)
    run = create_run(course=Course.objects.get(), code="ryhma", name="Ryhmä", actor=None, is_open=True)
    trainer = client_of(make_trainer(run))
    address = f"/kouluttaja/ryhma/{run.code}/sisalto/projekti/projekti/"
    assert address in main_of(trainer.get(f"/kouluttaja/ryhma/{run.code}/sisalto/"))
    page = main_of(trainer.get(address))
    for words in ("Valitse yksi asia.", "1. Idea", "2. Suunnitelma", "Kirjoita."):
        assert words in page
    assert "<form" not in page
    stranger = make_trainer(create_run(course=run.course, code="muu", name="Muu", actor=None), "muu@example.org")
    assert client_of(stranger).get(address).status_code == 404
