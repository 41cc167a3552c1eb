"""The way from a draft through a second pair of eyes: draft, language check, published.

It is offered, never required: who may publish may also publish at once. An administrator changes it, or takes it out
of use, under the settings of the admin; what was changed there is left alone.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext, override
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

#: What Wagtail's own migrations put on every new site: a group of moderators that nobody here is in.
_STOCK = "Moderators approval"


def ensure_language_check(groups: Iterable[Group]) -> Workflow | None:
    """Offer the check for all pages, done by the people of ``groups``. Where there is, or was, a workflow already,
    nothing is changed; None when the site is set not to have it."""
    if not settings.POLKU_LANGUAGE_CHECK:
        return None
    _remove_stock()
    if known := Workflow.objects.order_by("pk").first():
        return known
    with override(settings.LANGUAGE_CODE):
        name = gettext("Language check")
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(groups)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    return workflow


def _remove_stock() -> None:
    """Wagtail's own workflow, as long as nothing has gone through it."""
    for workflow in Workflow.objects.filter(name=_STOCK, workflow_states=None):
        tasks = list(workflow.tasks)
        workflow.delete()
        for task in tasks:
            if not task.workflow_tasks.exists() and not task.task_states.exists():
                task.delete()
