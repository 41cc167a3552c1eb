"""A module of a training."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from content.fields import scene_field
from content.models.base import LearningPage, PolkuPage, lines
from content.opening import module_opening_panels, module_problems, opens_when_field


class ModulePage(LearningPage):
    """A module: an introduction, and its lessons and quiz as subpages."""

    hours = models.PositiveSmallIntegerField(_("hours"), default=0)
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    outcomes = models.TextField(_("what you can do afterwards, one a line"), blank=True)
    planned = models.TextField(
        _("planned lessons, one a line"),
        blank=True,
        help_text=_("Titles shown as coming, until the lessons are there."),
    )

    scene = scene_field()
    opens_when = opens_when_field(_("its steps open only when"))
    is_hidden = models.BooleanField(_("not shown before it opens"), default=False)

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("A module gathers lessons and a quiz. Publish it, then add them as its subpages.")),
        FieldPanel("hours", help_text=_("Stands beside the module's name on the training's page.")),
        FieldPanel("intro", help_text=_("One or two sentences on the training's page.")),
        FieldPanel("outcomes", help_text=_("Each line becomes one point of a list.")),
        FieldPanel("scene"),
        FieldPanel("planned"),
        module_opening_panels(),
    ]
    is_inner = True
    parent_page_types = ["content.CoursePage"]
    subpage_types = [
        "content.LessonPage",
        "content.QuizPage",
        "content.AssignmentPage",
        "content.ProjectPage",
        "content.CompetencePage",
    ]
    admin_default_ordering = "ord"
    template = "content/pages/module_preview.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def publish_problems(self) -> list[str]:
        return module_problems(self)

    @property
    def outcome_lines(self) -> list[str]:
        return lines(self.outcomes)

    @property
    def planned_lines(self) -> list[str]:
        return lines(self.planned)
