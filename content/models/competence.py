"""A competence self-assessment as its author writes it: statements at the start, and the same ones at the end."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from assessments.graded.api import LEVELS
from content.blocks.competence import StatementStream
from content.fields import BodyField
from content.models.base import PolkuPage
from content.models.course import ActivityPage
from content.opening import opening_panels, opening_problems


class CompetencePage(ActivityPage):
    """A self-assessment (osaamisen itsearviointi). The one at the end asks what the one at the start asked."""

    class Moment(models.TextChoices):
        START = "start", _("At the start of the training")
        END = "end", _("At the end of the training")

    moment = models.CharField(_("when"), max_length=5, choices=Moment.choices, default=Moment.START)
    aim = models.PositiveSmallIntegerField(
        _("what the training aims at"), choices=[(number, word) for number, word in LEVELS if number > 1], default=4
    )
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    statements = BodyField(StatementStream(required=False), blank=True, verbose_name=_("statements"))

    activity_kind = "competence"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(
            content=_(
                "Make one page for the start and one for the end. The learner sees how each answer has changed; "
                "trainers see averages of the group."
            )
        ),
        FieldPanel("moment"),
        FieldPanel(
            "aim",
            help_text=_("Learners see how far they are from it. At the end the aim of the start is used."),
        ),
        FieldPanel("intro"),
        FieldPanel(
            "statements", help_text=_("Begin with “I can”. At the end the statements of the start are asked again.")
        ),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the self-assessment")),
        opening_panels(ways=False),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    template = "content/pages/competence_preview.html"

    class Meta:
        verbose_name = _("competence self-assessment")
        verbose_name_plural = _("competence self-assessments")

    @property
    def is_start(self) -> bool:
        return self.moment == self.Moment.START

    def published_body(self) -> Any:
        """What was asked; the version below holds it in every language."""
        return {
            "moment": self.moment,
            "aim": self.aim,
            "intro": self.intro,
            "statements": self.statements.get_prep_value(),
        }

    def publish_problems(self) -> list[str]:
        problems = opening_problems(self)
        if self.is_start and not self.statements:
            problems.append(gettext("The self-assessment has no statements yet."))
        if not self.is_start and not self.start_page():
            problems.append(gettext("Publish the self-assessment of the start first."))
        return problems

    def start_page(self) -> "CompetencePage | None":
        """The page whose statements are asked: this one, or the start of the same training."""
        if self.is_start:
            return self
        parent = self.parent_to_be or (self.get_parent() if self.path else None)
        course = parent.specific.course_page() if parent else None
        if course is None:
            return None
        below = CompetencePage.objects.descendant_of(course).live().order_by("path")
        return below.filter(moment=self.Moment.START).first()
