"""An assignment as its author writes it: instructions, what is handed in, and what is looked at."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from assessments.graded.api import MOST_REVIEWS
from content.blocks.assignment import RubricStream
from content.blocks.streams import LessonStream
from content.fields import BodyField
from content.models.base import PolkuPage
from content.models.course import ActivityPage, block_problems
from content.opening import ASSIGNMENT_DONE, done_field, opening_panels, opening_problems


class AssignmentPage(ActivityPage):
    """An assignment (tehtävä): a trainer reads it, and it is completed until it is accepted."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    instructions = BodyField(LessonStream(required=False), blank=True, verbose_name=_("instructions"))
    criteria = BodyField(RubricStream(required=False), blank=True, verbose_name=_("what is looked at"))
    takes_text = models.BooleanField(_("a text is handed in"), default=True)
    takes_files = models.BooleanField(_("files are handed in"), default=False)
    min_words = models.PositiveIntegerField(_("words at least"), default=0)
    own_work = models.CharField(_("statement of own work"), max_length=300, blank=True)
    due_days = models.PositiveSmallIntegerField(_("due, days from the start of the run"), null=True, blank=True)
    peer_reviews = models.PositiveSmallIntegerField(
        _("texts that each one reads of others"), default=0, validators=[MaxValueValidator(MOST_REVIEWS)]
    )
    peer_named = models.BooleanField(_("participants see each other's names"), default=False)
    peer_accepting = models.BooleanField(_("a trainer has to accept the text too"), default=True)
    peer_wait_days = models.PositiveSmallIntegerField(_("reviews are shown at the latest, days"), null=True, blank=True)
    hides_names = models.BooleanField(_("names are hidden while it is marked"), default=False)
    guide = models.TextField(_("for the one who marks"), max_length=4000, blank=True)
    second_marker = models.BooleanField(_("a second trainer marks too"), default=False)
    in_groups = models.BooleanField(_("handed in as a group"), default=False)

    done_by = done_field(ASSIGNMENT_DONE)

    activity_kind = "assignment"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(
            content=_("The learner sees all of this before writing. The work goes back and forth until you accept it.")
        ),
        FieldPanel("intro", help_text=_("One or two sentences: what is made, and what it is good for.")),
        FieldPanel("instructions", help_text=_("Press + to add text, pictures, cases and files.")),
        FieldPanel("criteria", help_text=_("Two to six criteria are enough. Write the levels as you would say them.")),
        MultiFieldPanel(
            [
                FieldPanel("takes_text"),
                FieldPanel("takes_files"),
                FieldPanel("min_words", help_text=_("0: no least length.")),
                FieldPanel("own_work", help_text=_("Empty: This is my own work, and I have named others' texts.")),
                FieldPanel("due_days", help_text=_("Empty: no due date. Late work is always taken.")),
                FieldPanel(
                    "in_groups",
                    help_text=_("The groups of the run write one draft together. Who is in no group hands in alone."),
                ),
            ],
            heading=_("Handing in"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("peer_reviews", help_text=_("0: no peer review. At most 3.")),
                FieldPanel("peer_named", help_text=_("Otherwise texts and reviews are without names.")),
                FieldPanel("peer_accepting", help_text=_("Otherwise handing in and reading others is enough.")),
                FieldPanel(
                    "peer_wait_days",
                    help_text=_("Counted from handing in. Empty: the writer waits until everybody has read."),
                ),
            ],
            heading=_("Peer review"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "guide",
                    help_text=_("What a good work holds, and what to look out for. Learners never see this."),
                ),
                FieldPanel("hides_names", help_text=_("Trainers see “Work 7” until the feedback is given.")),
                FieldPanel(
                    "second_marker",
                    help_text=_("The second reads without seeing the first one's marks; then both see."),
                ),
            ],
            heading=_("Marking"),
        ),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the assignment")),
        opening_panels(ways=True),
    ]
    parent_page_types = ["content.ModulePage", "content.ProjectPage"]
    subpage_types: list[str] = []
    template = "content/pages/assignment_preview.html"

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def published_body(self) -> Any:
        """Shaped as a lesson's, so that it is shown in the same way; the rest goes to the assignment's version."""
        return {
            "lead": "",
            "blocks": self.instructions.get_prep_value(),
            "sources": [],
            "checked": None,
            "intro": self.intro,
            "criteria": self.criteria.get_prep_value(),
            "own_work": self.own_work,
        }

    def publish_problems(self) -> list[str]:
        problems = opening_problems(self)
        if not self.intro.strip() and not self.instructions:
            problems.append(gettext("The assignment has no instructions yet."))
        if not self.takes_text and not self.takes_files:
            problems.append(gettext("Say whether a text, files or both are handed in."))
        if self.min_words and not self.takes_text:
            problems.append(gettext("A number of words makes sense only when a text is handed in."))
        for block in self.instructions:
            problems += block_problems(block)
        if self.peer_reviews and not self.criteria:
            problems.append(gettext("Peer review needs something to look at: add a criterion."))
        if self.hides_names and self.pk and self.get_parent().specific_class.__name__ == "ProjectPage":
            problems.append(gettext("A project's trainer guides a person: names cannot be hidden in its milestones."))
        if self.in_groups and (self.peer_reviews or self.hides_names):
            problems.append(gettext("Groups hand in under their names: leave out peer review and hidden names."))
        for block in self.criteria:
            if len(block.value["levels"]) < 2:
                problems.append(gettext("Every criterion needs at least two levels."))
                break
        return problems
