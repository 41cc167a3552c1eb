"""A training as its author writes it: course › module › lesson or quiz."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from content.blocks.days import DayStream
from content.blocks.rules import RuleStream
from content.blocks.streams import LessonStream, PageStream, SourceStream
from content.completion import RulePanel, rule_problems, sentence_of
from content.course_types import CourseTypesPanel, type_problems
from content.fields import BodyField
from content.models.base import LearningPage, PolkuPage, lines
from content.models.cards import CertificateText
from content.opening import (
    LESSON_DONE,
    OPENING,
    done_field,
    opening_panels,
    opening_problems,
    opens_when_field,
)
from courses.api import Course, TypePolicy, type_policy

TYPE_HELP = _(
    "The type decides what its runs are asked for and what people are offered. It can be changed until somebody is in "
    "a run."
)


class CourseIndexPage(PolkuPage):
    """The catalogue."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("Trainings are its subpages. Every published training shows here by itself.")),
        FieldPanel("lead"),
    ]
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.CoursePage"]
    template = "content/pages/catalogue.html"

    class Meta:
        verbose_name = _("catalogue of trainings")


class CoursePage(LearningPage):
    """A training, or the coaching programme: what it is, for whom, and what it gives."""

    course_type = models.CharField(
        _("type"), max_length=20, choices=Course.Type.choices, default=Course.Type.SELF_PACED
    )
    policy = models.CharField(_("for whom it works"), max_length=20, choices=Course.Policy.choices, default="training")
    summary = models.CharField(_("one sentence for the catalogue"), max_length=250)
    topics = models.TextField(_("topics, one a line"), blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), default=0)
    extent = models.CharField(_("extent in words"), max_length=200, blank=True)
    for_whom = models.TextField(_("who it is for, one a line"), blank=True)
    outcomes = models.TextField(_("what you can do afterwards, one a line"), blank=True)
    method = models.TextField(_("how one studies"), max_length=600, blank=True)
    assessment = models.TextField(_("how one is assessed"), max_length=600, blank=True)
    certificate_basis = models.TextField(_("what the certificate rests on"), max_length=400, blank=True)
    certificate = models.ForeignKey(
        CertificateText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("certificate"),
    )
    rule = BodyField(RuleStream(required=False), blank=True, verbose_name=_("what completes it"))
    done_text = models.TextField(
        _("what one reads when all is done"),
        max_length=600,
        blank=True,
        help_text=_("Stands on the home of the training beside the certificate. For example what to do next."),
    )
    price = models.CharField(_("price"), max_length=120, blank=True)
    days = BodyField(DayStream(required=False), blank=True, verbose_name=_("contact days"))
    body = BodyField(PageStream(required=False), blank=True, verbose_name=_("description"))

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("This page is what people see before they enrol. Modules and lessons are its subpages.")),
        FieldPanel("summary", help_text=_("Stands under the title in the catalogue and on the training's page.")),
        MultiFieldPanel(
            [
                FieldPanel("course_type", help_text=TYPE_HELP),
                CourseTypesPanel(),
                FieldPanel(
                    "policy", help_text=_("Private: for jobseekers, without an account; nobody else sees the answers.")
                ),
            ],
            heading=_("Type"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "hours", help_text=_("A whole number. Stands on the training's page and on the certificate.")
                ),
                FieldPanel("extent", help_text=_("For example: 18 hours in five weeks.")),
                FieldPanel("price", help_text=_("Empty: nothing is said of the price.")),
            ],
            heading=_("Extent"),
        ),
        FieldPanel("topics", help_text=_("The catalogue is narrowed by these. Use the same words in every training.")),
        FieldPanel("for_whom", help_text=_("Each line becomes one point of a list.")),
        FieldPanel("outcomes", help_text=_("Begin with a verb. The lines also stand on the certificate.")),
        FieldPanel("method"),
        FieldPanel("assessment"),
        FieldPanel("days", help_text=_("A trainer makes the days of a run from these, and may change them there.")),
        MultiFieldPanel([RulePanel(), FieldPanel("rule"), FieldPanel("done_text")], heading=_("Completion")),
        MultiFieldPanel(
            [
                FieldPanel("certificate", help_text=_("Empty: the training gives no certificate.")),
                FieldPanel("certificate_basis", help_text=_("For example: All lessons read and the quiz passed.")),
            ],
            heading=_("Certificate"),
        ),
        FieldPanel("body", help_text=_("What else one wants to know before enrolling.")),
    ]
    parent_page_types = ["content.CourseIndexPage", "content.HomePage"]
    subpage_types = ["content.ModulePage", "content.PartPage"]
    #: Authors see the pages below in the order in which they are studied.
    admin_default_ordering = "ord"
    template = "content/pages/course.html"

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")

    @property
    def topic_lines(self) -> list[str]:
        return lines(self.topics)

    @property
    def for_whom_lines(self) -> list[str]:
        return lines(self.for_whom)

    @property
    def outcome_lines(self) -> list[str]:
        return lines(self.outcomes)

    @property
    def type_policy(self) -> TypePolicy:
        """What the type of the training means for its runs."""
        return type_policy(self.course_type)

    @property
    def rule_sentence(self) -> str:
        """What completes the training, in one sentence."""
        return sentence_of(self)

    def publish_problems(self) -> list[str]:
        problems = rule_problems(self)
        if self.certificate_id and not self.certificate_basis.strip():
            problems.append(gettext("Say in one sentence what the certificate rests on."))
        return problems + type_problems(self)


class ActivityPage(LearningPage):
    """A page that is an activity: it is studied in a run, and counts as done.

    Each kind states `activity_kind` and `published_body()`, what is stored in the publication.
    """

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, help_text=_("Honest length, shown to the learner.")
    )
    required = models.BooleanField(_("needed for the certificate"), default=True)
    opens = models.CharField(_("it opens"), max_length=10, choices=OPENING, default="", blank=True)
    opens_after = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the step that opens it"),
    )
    opens_when = opens_when_field(_("and only when"))
    is_hidden = models.BooleanField(_("not shown before it opens"), default=False)

    activity_kind = ""
    is_inner = True

    class Meta:
        abstract = True


class LessonPage(ActivityPage):
    """A lesson (luku): 500–900 words, 10–20 minutes."""

    lead = models.TextField(_("lead"), max_length=400, blank=True, help_text=_("The lesson's point in one sentence."))
    body = BodyField(LessonStream(required=False), blank=True, verbose_name=_("lesson"))
    sources = BodyField(SourceStream(required=False), blank=True, verbose_name=_("sources"))
    checked = models.DateField(_("facts checked"), null=True, blank=True)
    done_by = done_field(LESSON_DONE)

    activity_kind = "lesson"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(
            content=_("Write as you would speak to one colleague. One matter a lesson, one example, one thing to try.")
        ),
        FieldPanel("lead"),
        FieldPanel("body", help_text=_("Press + to add text, pictures, video, cases and things to try.")),
        FieldPanel("sources", help_text=_("The learner finds them at the end of the lesson, behind one press.")),
        MultiFieldPanel(
            [
                FieldPanel("minutes"),
                FieldPanel("checked", help_text=_("The learner reads: facts checked in this month.")),
                FieldPanel("required", help_text=_("Not ticked: extra reading that may be left undone.")),
            ],
            heading=_("About the lesson"),
        ),
        opening_panels(ways=True),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    template = "content/pages/lesson_preview.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def published_body(self) -> Any:
        return {
            "lead": self.lead,
            "blocks": self.body.get_prep_value(),
            "sources": self.sources.get_prep_value(),
            "checked": self.checked.isoformat() if self.checked else None,
        }

    def publish_problems(self) -> list[str]:
        problems = opening_problems(self)
        if not self.body:
            problems.append(gettext("The lesson has no text yet."))
        level = "h1"
        for block in self.body:
            problems += block_problems(block)
            if block.block_type == "heading":
                if block.value["level"] == "h3" and level == "h1":
                    problems.append(
                        gettext("A subheading stands before any heading: %(text)s") % {"text": block.value["text"]}
                    )
                level = block.value["level"]
        return problems


def block_problems(block: Any) -> list[str]:
    """What keeps one block from learners: pictures without alternative text, recordings without captions."""
    if block.block_type == "picture":
        if not block.value["image"]:
            return [gettext("An image is missing its file.")]
        if not block.value["decorative"] and not (block.value["alt_text"] or "").strip():
            return [
                gettext("Image “%(title)s” has no alternative text. Write it, or tick that the image only decorates.")
                % {"title": block.value["image"].title}
            ]
    if block.block_type == "recording":
        recording = block.value["recording"]
        if not recording:
            return [gettext("A recording is missing its file.")]
        return [
            gettext("Recording “%(title)s” lacks: %(gap)s.") % {"title": recording.title, "gap": gap}
            for gap in recording.missing()
        ]
    return []
