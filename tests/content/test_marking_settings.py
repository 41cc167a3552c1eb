"""What an author says about marking: names hidden, a second trainer."""

import pytest

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion
from content.models import AssignmentPage, ProjectPage
from tests.factories.pages import add_page, make_course_page, make_module_page, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def make_page(parent, **fields) -> AssignmentPage:
    return add_page(parent, AssignmentPage(title="Suunnitelma", slug="suunnitelma", intro="Tee.", minutes=0, **fields))


def test_an_assignment_carries_its_settings_of_marking_to_its_version(module):
    make_page(module, hides_names=True, second_marker=True)
    settings = AssignmentSettings.restored(AssignmentVersion.objects.get().settings)
    assert (settings.hides_names, settings.second_marker) == (True, True)


def test_names_are_shown_and_one_marks_unless_the_author_says_otherwise(module):
    make_page(module)
    settings = AssignmentSettings.restored(AssignmentVersion.objects.get().settings)
    assert (settings.hides_names, settings.second_marker) == (False, False)


def test_names_cannot_be_hidden_in_a_milestone_of_a_project(module):
    project = add_page(module, ProjectPage(title="Hanke", slug="hanke", instructions=[text_block()], minutes=0))
    milestone = make_page(project, second_marker=True)
    assert milestone.publish_problems() == []
    milestone.hides_names = True
    assert len(milestone.publish_problems()) == 1


def test_the_guide_for_the_one_who_marks_comes_into_the_version_and_not_into_what_learners_read(module):
    page = make_page(module, guide="Katso tavoite ensin.")
    settings = AssignmentSettings.restored(AssignmentVersion.objects.get().settings)
    assert settings.guides == {"fi": "Katso tavoite ensin."}
    assert "Katso tavoite ensin." not in str(page.published_body())
