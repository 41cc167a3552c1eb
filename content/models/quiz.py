"""A quiz as its author writes it: questions of the bank in order, and how they are taken."""

from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from assessments.graded.api import PRESETS, parts_shown, slot_problems
from content.blocks.quiz import SECTION, QuizStream, slots_of
from content.fields import BodyField
from content.models.base import PolkuPage, lines
from content.models.course import ActivityPage
from content.opening import QUIZ_DONE, done_field, opening_panels, opening_problems
from content.review_field import ReviewField, review_of

OWN_REVIEW = "own"
LARGEST_PENALTY = 100


COUNTING = (
    ("best", _("the best")),
    ("last", _("the last")),
    ("first", _("the first")),
    ("average", _("the average of all")),
)
FEEDBACK = (
    ("deferred", _("after sending")),
    ("immediate", _("after each question")),
    ("hints", _("after each question, with hints and new tries")),
)
REVIEWS = (
    ("all", _("everything at once")),
    ("answers_when_closed", _("everything but the right answers; they come when the test has closed")),
    ("points", _("only the points")),
    ("when_closed", _("only whether it is passed; everything when the test has closed")),
    (OWN_REVIEW, _("own choice (below)")),
)


class QuizPage(ActivityPage):
    """A quiz: questions of the bank in order, and how they are taken."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark, per cent"), default=70)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("0 = as many as one likes.")
    )
    counting = models.CharField(_("which attempt counts"), max_length=10, choices=COUNTING, default="best")
    delay_minutes = models.PositiveSmallIntegerField(_("pause between attempts, minutes"), default=0)
    minutes_allowed = models.PositiveSmallIntegerField(
        _("time limit, minutes"), default=0, help_text=_("0 = no time limit.")
    )
    feedback_mode = models.CharField(_("when answers are checked"), max_length=10, choices=FEEDBACK, default="deferred")
    hint_penalty = models.PositiveSmallIntegerField(_("price of a hint, per cent of the points"), default=25)
    review_preset = models.CharField(_("what the result shows"), max_length=20, choices=REVIEWS, default="all")
    review_parts = ReviewField(_("own choice"), default=list, blank=True)
    shuffle_questions = models.BooleanField(_("questions in an order of each one's own"), default=False)
    shuffle_options = models.BooleanField(_("options in an order of each one's own"), default=True)
    band_texts = models.TextField(
        _("words for the result, one a line"),
        blank=True,
        help_text=_("Each line: the lowest per cent, a colon, the words. For example: 70: You know the matter."),
    )
    hides_names = models.BooleanField(_("names are hidden while it is marked"), default=False)
    questions = BodyField(QuizStream(required=False), blank=True, verbose_name=_("questions"))

    done_by = done_field(QUIZ_DONE)

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
                FieldPanel("counting", help_text=_("Who has passed once stays passed.")),
                FieldPanel("delay_minutes", help_text=_("0 = one may try again at once.")),
                FieldPanel("band_texts"),
            ],
            heading=_("Passing"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("minutes_allowed"),
                FieldPanel("feedback_mode", help_text=_("Hints are written into the questions.")),
                FieldPanel("hint_penalty", help_text=_("Only with hints. Each hint takes this much off the question.")),
                FieldPanel("shuffle_questions", help_text=_("Within their section. Texts to be read stay in place.")),
                FieldPanel("shuffle_options", help_text=_("Where the order is part of the task, it is always mixed.")),
                FieldPanel(
                    "hides_names",
                    help_text=_("For essays, files and recordings: trainers see “Participant 7” until all is marked."),
                ),
                FieldPanel("review_preset", help_text=_("The trainer of a run sets when its test closes.")),
            ],
            heading=_("Taking it"),
        ),
        MultiFieldPanel(
            [FieldPanel("review_parts", help_text=_("Whether the test is passed is always told."))],
            heading=_("What the result shows: own choice"),
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("About the quiz")),
        opening_panels(ways=True),
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
        return {"intro": self.intro, "questions": self.asked}

    @property
    def asked(self) -> int:
        """How many questions a learner meets, draws counted."""
        return sum(slot.count for slot in slots_of(self.questions))

    def review(self) -> dict[str, tuple[str, ...]]:
        """What the result shows at each moment."""
        return review_of(self.review_parts) if self.review_preset == OWN_REVIEW else PRESETS[self.review_preset]

    def publish_problems(self) -> list[str]:
        problems = opening_problems(self)
        kinds = [block.block_type for block in self.questions]
        if set(kinds) <= {SECTION}:
            problems.append(gettext("The quiz has no questions yet."))
        if any(kind == SECTION and after in (SECTION, "") for kind, after in pairwise([*kinds, ""])):
            problems.append(gettext("A section has no questions. Add some, or take its heading away."))
        if self.feedback_mode != "deferred" and "verdict" not in parts_shown(self.review(), "during"):
            problems.append(
                gettext("Answers cannot be checked during the test when right and wrong are not shown then.")
            )
        if self.hint_penalty > LARGEST_PENALTY:
            problems.append(gettext("A hint costs between 0 and 100 per cent of the points."))
        problems += slot_problems(slots_of(self.questions))
        if not 0 <= self.pass_percent <= 100:
            problems.append(gettext("The pass mark is a per cent between 0 and 100."))
        try:
            self.band_list()
        except ValueError:
            problems.append(gettext("Write the words for the result as “70: You know the matter.”, one a line."))
        return problems
