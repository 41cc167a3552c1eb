"""From a project page to its milestones below: the live assignments under it, in their order."""

from django.conf import settings
from wagtail.models import Page

from assessments.graded.api import publish_project
from content.models import AssignmentPage, ProjectPage


def follow_project(page: Page) -> None:
    """Carry down the milestones of the project that ``page`` is, or is a milestone of."""
    if isinstance(page, AssignmentPage):
        page = page.get_parent().specific
    if isinstance(page, ProjectPage) and page.live:
        publish_project_page(page)


def publish_project_page(page: ProjectPage) -> None:
    """Order and approval come from the page in the source language."""
    pages = ProjectPage.objects.live().filter(translation_key=page.translation_key)
    source = pages.filter(locale__language_code=settings.LANGUAGE_CODE).first() or page
    below = AssignmentPage.objects.child_of(source).live().order_by("path")
    keys = list(below.values_list("translation_key", flat=True))
    publish_project(key=page.translation_key, milestones=keys, approved=source.approved_milestone)
