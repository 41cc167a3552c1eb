"""Draft, language check, published: offered to authors, and theirs to change."""

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow, WorkflowPage, WorkflowTask

from content.permissions import ensure_author_permissions
from tests.dashboard.people import client_of
from tests.factories.authors import make_author, make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db


def test_set_up_offers_one_check_however_often_it_runs():
    make_site()
    ensure_author_permissions()

    workflow = Workflow.objects.get()
    [task] = workflow.tasks
    assert {group.name for group in task.specific.groups.all()} == {"author", "site administrator"}
    assert WorkflowPage.objects.get().workflow == workflow


def test_set_up_replaces_the_moderators_that_nobody_is_in():
    stock = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=stock, task=task, sort_order=0)
    make_site()

    assert Workflow.objects.get() != stock
    assert not Task.objects.filter(name="Moderators approval").exists()


def test_what_an_administrator_has_taken_out_of_use_stays_so():
    make_site()
    Workflow.objects.get().deactivate()
    ensure_author_permissions()

    assert [workflow.active for workflow in Workflow.objects.all()] == [False]


def test_site_that_does_not_want_it_has_none(settings):
    settings.POLKU_LANGUAGE_CHECK = False
    make_site()

    assert not Workflow.objects.exists()


def test_lesson_when_checked_by_another_is_published():
    writer = make_author()
    reader = make_author("lukija@example.org")
    lesson = make_lesson_page(make_module_page(make_course_page()), live=False)
    lesson.save_revision(user=writer)
    lesson.get_workflow().start(lesson, writer)
    state = TaskState.objects.get()
    approve = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.pk])
    client_of(reader).post(approve, {"comment": ""})

    lesson.refresh_from_db()
    assert (lesson.live, lesson.current_workflow_state) == (True, None)


def test_report_of_language_checks_names_people_and_its_buttons_are_called_in_finnish():
    author = make_author()
    page = make_lesson_page(make_module_page(make_course_page()))
    page.get_workflow().start(page, author)
    shown = client_of(author).get(reverse("wagtailadmin_reports:workflow")).content.decode()
    assert "Tiina Tekijä" in shown
    assert f"user {author.key}" not in shown
    assert 'aria-label="Actions"' not in shown
