"""A development project as its author writes it: what it is, and its milestones as subpages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from content.blocks.streams import LessonStream
from content.fields import BodyField
from content.models.base import PolkuPage
from content.models.course import ActivityPage, block_problems
from content.opening import opening_panels, opening_problems


class ProjectPage(ActivityPage):
    """A development project (kehittämistehtävä): assignments in a fixed order, and one conversation about them."""

    instructions = BodyField(LessonStream(required=False), blank=True, verbose_name=_("instructions"))
    approved_milestone = models.PositiveSmallIntegerField(
        _("number of the milestone that the supervisor approves"), default=2
    )

    activity_kind = "project"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(
            content=_(
                "Write here what the project is. Publish the page, then add its milestones as assignments below it. "
                "One is open at a time; the project is done when the last one is accepted."
            )
        ),
        FieldPanel("instructions", help_text=_("Press + to add text, pictures, cases and files.")),
        FieldPanel("approved_milestone", help_text=_("0: no approval is asked for. Usually the plan.")),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the project")),
        opening_panels(ways=False),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types = ["content.AssignmentPage"]
    admin_default_ordering = "ord"
    template = "content/pages/project_preview.html"

    class Meta:
        verbose_name = _("development project")
        verbose_name_plural = _("development projects")

    def published_body(self) -> Any:
        """Shaped as a lesson's, so that it is shown in the same way; milestones are publications of their own."""
        return {
            "lead": "",
            "blocks": self.instructions.get_prep_value(),
            "sources": [],
            "checked": None,
        }

    def publish_problems(self) -> list[str]:
        problems = [] if self.instructions else [gettext("The project has no instructions yet.")]
        for block in self.instructions:
            problems += block_problems(block)
        return problems + opening_problems(self)
