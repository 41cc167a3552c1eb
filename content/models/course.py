"""A training as its author writes it: course › module › lesson or quiz."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from content.blocks.quiz import QuizStream
from content.blocks.streams import LessonStream, PageStream, SourceStream
from content.fields import BodyField
from content.models.base import LearningPage, PolkuPage, lines
from content.models.cards import CertificateText
from courses.api import Course


class CourseIndexPage(PolkuPage):
    """The catalogue."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [*PolkuPage.content_panels, FieldPanel("lead")]
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.CoursePage"]
    template = "content/pages/catalogue.html"

    class Meta:
        verbose_name = _("catalogue of trainings")


class CoursePage(LearningPage):
    """A training, or the coaching programme: what it is, for whom, and what it gives."""

    course_type = models.CharField(_("type"), max_length=20, choices=Course.Type.choices, default=Course.Type.SELF_PACED)
    policy = models.CharField(_("for whom it works"), max_length=20, choices=Course.Policy.choices, default="training")
    summary = models.CharField(_("one sentence for the catalogue"), max_length=250)
    hours = models.PositiveSmallIntegerField(_("hours"), default=0)
    extent = models.CharField(_("extent in words"), max_length=200, blank=True)
    for_whom = models.TextField(_("who it is for, one a line"), blank=True)
    outcomes = models.TextField(_("what you can do afterwards, one a line"), blank=True)
    method = models.TextField(_("how one studies"), max_length=600, blank=True)
    assessment = models.TextField(_("how one is assessed"), max_length=600, blank=True)
    certificate_basis = models.TextField(_("what the certificate rests on"), max_length=400, blank=True)
    certificate = models.ForeignKey(
        CertificateText, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("certificate")
    )
    price = models.CharField(_("price"), max_length=120, blank=True)
    body = BodyField(PageStream(required=False), blank=True, verbose_name=_("description"))

    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("This page is what people see before they enrol. Modules and lessons are its subpages.")),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("course_type"), FieldPanel("policy")], heading=_("Type")),
        MultiFieldPanel([FieldPanel("hours"), FieldPanel("extent"), FieldPanel("price")], heading=_("Extent")),
        FieldPanel("for_whom"),
        FieldPanel("outcomes"),
        FieldPanel("method"),
        FieldPanel("assessment"),
        MultiFieldPanel([FieldPanel("certificate"), FieldPanel("certificate_basis")], heading=_("Certificate")),
        FieldPanel("body"),
    ]
    parent_page_types = ["content.CourseIndexPage", "content.HomePage"]
    subpage_types = ["content.ModulePage", "content.PartPage"]
    template = "content/pages/course.html"

    class Meta:
        verbose_name = _("training")

    @property
    def for_whom_lines(self) -> list[str]:
        return lines(self.for_whom)

    @property
    def outcome_lines(self) -> list[str]:
        return lines(self.outcomes)

    def publish_problems(self) -> list[str]:
        if self.certificate_id and not self.certificate_basis.strip():
            return [gettext("Say in one sentence what the certificate rests on.")]
        return []


class ModulePage(LearningPage):
    """A module: an introduction, and its lessons and quiz as subpages."""

    hours = models.PositiveSmallIntegerField(_("hours"), default=0)
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    outcomes = models.TextField(_("what you can do afterwards, one a line"), blank=True)
    planned = models.TextField(
        _("planned lessons, one a line"), blank=True, help_text=_("Titles shown as coming, until the lessons are there.")
    )

    content_panels = [
        *PolkuPage.content_panels,
        FieldPanel("hours"),
        FieldPanel("intro"),
        FieldPanel("outcomes"),
        FieldPanel("planned"),
    ]
    is_inner = True
    parent_page_types = ["content.CoursePage"]
    subpage_types = ["content.LessonPage", "content.QuizPage"]
    template = "content/pages/module_preview.html"

    class Meta:
        verbose_name = _("module")

    @property
    def outcome_lines(self) -> list[str]:
        return lines(self.outcomes)

    @property
    def planned_lines(self) -> list[str]:
        return lines(self.planned)


class ActivityPage(LearningPage):
    """A page that is an activity: it is studied in a run, and counts as done."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, help_text=_("Honest length, shown to the learner."))
    required = models.BooleanField(_("needed for the certificate"), default=True)

    activity_kind = ""
    is_inner = True

    class Meta:
        abstract = True

    def published_body(self) -> Any:
        """What is stored in the publication."""
        raise NotImplementedError


class LessonPage(ActivityPage):
    """A lesson (luku): 500–900 words, 10–20 minutes."""

    lead = models.TextField(_("lead"), max_length=400, blank=True, help_text=_("The lesson's point in one sentence."))
    body = BodyField(LessonStream(required=False), blank=True, verbose_name=_("lesson"))
    sources = BodyField(SourceStream(required=False), blank=True, verbose_name=_("sources"))
    checked = models.DateField(_("facts checked"), null=True, blank=True)

    activity_kind = "lesson"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("Write as you would speak to one colleague. One matter a lesson, one example, one thing to try.")),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("checked"), FieldPanel("required")], heading=_("About the lesson")
        ),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    template = "content/pages/lesson_preview.html"

    class Meta:
        verbose_name = _("lesson")

    def published_body(self) -> Any:
        return {
            "lead": self.lead,
            "blocks": self.body.get_prep_value(),
            "sources": self.sources.get_prep_value(),
            "checked": self.checked.isoformat() if self.checked else None,
        }

    def publish_problems(self) -> list[str]:
        problems = []
        if not self.body:
            problems.append(gettext("The lesson has no text yet."))
        level = "h1"
        for block in self.body:
            problems += block_problems(block)
            if block.block_type == "heading":
                if block.value["level"] == "h3" and level == "h1":
                    problems.append(gettext("A subheading stands before any heading: %(text)s") % {"text": block.value["text"]})
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


class QuizPage(ActivityPage):
    """A quiz: questions of the bank in order, and how they are taken."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark, per cent"), default=70)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts"), default=0, help_text=_("0 = as many as one likes."))
    band_texts = models.TextField(
        _("words for the result, one a line"),
        blank=True,
        help_text=_("Each line: the lowest per cent, a colon, the words. For example: 70: You know the matter."),
    )
    questions = BodyField(QuizStream(required=False), blank=True, verbose_name=_("questions"))

    activity_kind = "quiz"
    content_panels = [
        *PolkuPage.content_panels,
        HelpPanel(content=_("The learner answers one question a page and sees the reasons after sending.")),
        FieldPanel("intro"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [FieldPanel("pass_percent"), FieldPanel("attempts_allowed"), FieldPanel("band_texts")], heading=_("Passing")
        ),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the quiz")),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    template = "content/pages/quiz_preview.html"

    class Meta:
        verbose_name = _("quiz")

    def band_list(self) -> list[dict[str, Any]]:
        """The words for the result by lowest per cent; raises ValueError for a line that is not "number: words"."""
        bands = []
        for line in lines(self.band_texts):
            percent, _colon, text = line.partition(":")
            bands.append({"from": int(percent), "text": text.strip()})
        return sorted(bands, key=lambda band: band["from"])

    def published_body(self) -> Any:
        return {"intro": self.intro, "questions": len(self.questions)}

    def publish_problems(self) -> list[str]:
        problems = []
        if not len(self.questions):
            problems.append(gettext("The quiz has no questions yet."))
        if not 0 <= self.pass_percent <= 100:
            problems.append(gettext("The pass mark is a per cent between 0 and 100."))
        try:
            self.band_list()
        except ValueError:
            problems.append(gettext("Write the words for the result as “70: You know the matter.”, one a line."))
        return problems
