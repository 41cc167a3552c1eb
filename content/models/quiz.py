"""A quiz as its author writes it: questions of the bank in order, and how they are taken."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from content.blocks.quiz import QuizStream
from content.fields import BodyField
from content.models.base import PolkuPage, lines
from content.models.course import ActivityPage


class QuizPage(ActivityPage):
    """A quiz: questions of the bank in order, and how they are taken."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark, per cent"), default=70)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("0 = as many as one likes.")
    )
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
        FieldPanel("intro", help_text=_("The learner reads this before the first question.")),
        FieldPanel("questions", help_text=_("Choose from the question bank. Publishing takes their newest wording.")),
        MultiFieldPanel(
            [
                FieldPanel("pass_percent", help_text=_("How much of the points one needs. 0: everybody passes.")),
                FieldPanel("attempts_allowed"),
                FieldPanel("band_texts"),
            ],
            heading=_("Passing"),
        ),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the quiz")),
    ]
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    template = "content/pages/quiz_preview.html"

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

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
