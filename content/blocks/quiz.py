"""The questions of a quiz page, and the window in which the author chooses them from the bank."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)

from assessments.graded.api import Question, QuestionTag, SlotFacts, categories, questions_that_say


class QuestionFilterForm(BaseFilterForm):
    """Words to look for: every one in the name, the category and the tags, or together in the question's own words."""

    q = forms.CharField(label=_("Words of the question"), required=False)

    def filter(self, objects: QuerySet[Question]) -> QuerySet[Question]:
        objects = super().filter(objects)
        sought = self.cleaned_data["q"].split()
        if not sought:
            return objects
        self.is_searching, self.search_query = True, self.cleaned_data["q"]
        named = Question.objects.all()
        for word in sought:
            places = Q(title__icontains=word) | Q(category__icontains=word) | Q(tags__name__icontains=word)
            named = named.filter(places)
        said = questions_that_say(self.cleaned_data["q"])
        return objects.filter(pk__in=said.union(named.values_list("pk", flat=True)))


class QuestionsToChoose:
    """Questions that are ready, with what tells them apart."""

    filter_form_class = QuestionFilterForm

    def get_object_list(self) -> QuerySet[Question]:
        return Question.objects.filter(status=Question.Status.READY)

    @property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Kind"), accessor="get_kind_display")
        return [*super().columns, kind, Column("category", label=_("Category"), accessor="category")]


class ChooseQuestionView(QuestionsToChoose, ChooseView):
    """The window."""


class QuestionResultsView(QuestionsToChoose, ChooseResultsView):
    """Its list, as one types."""


class QuestionChooser(ChooserViewSet):
    """Choosing a question of the bank."""

    model = Question
    icon = "help"
    choose_view_class = ChooseQuestionView
    choose_results_view_class = QuestionResultsView
    choose_one_text = _("Choose a question")
    choose_another_text = _("Choose another question")
    edit_item_text = _("Edit this question")


question_chooser = QuestionChooser("question_chooser")
QuestionChooserBlock = question_chooser.get_block_class(name="QuestionChooserBlock", module_path="content.blocks.quiz")


class QuestionBlock(StructBlock):
    """A question of the bank and what it is worth."""

    question = QuestionChooserBlock(label=_("Question"))
    points = IntegerBlock(default=1, min_value=1, max_value=100, label=_("Points"))

    class Meta:
        icon = "help"
        label = _("Question")
        description = _("A question from the bank. The learner meets them one a page, in this order.")


def category_choices() -> list[tuple[str, str]]:
    """Categories that the bank has now."""
    return [(one, one) for one in categories()]


def tag_choices() -> list[tuple[str, str]]:
    """Tags that the bank has now."""
    return [(tag, tag) for tag in QuestionTag.objects.values_list("name", flat=True)]


class DrawBlock(StructBlock):
    """Questions that each attempt draws anew."""

    category = ChoiceBlock(
        choices=category_choices, required=False, label=_("From the category"), help_text=_("Its subcategories too.")
    )
    tag = ChoiceBlock(choices=tag_choices, required=False, label=_("With the tag"))
    count = IntegerBlock(default=1, min_value=1, max_value=50, label=_("How many"))
    points = IntegerBlock(default=1, min_value=1, max_value=100, label=_("Points for each"))

    class Meta:
        icon = "rotate"
        label = _("Random questions")
        description = _("Each attempt draws its own of the bank's ready questions. Publishing fixes the choice.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["category"] and not cleaned["tag"]:
            message = _("Choose a category, a tag or both.")
            raise StructBlockValidationError(block_errors={"category": ValidationError(message)})
        return cleaned


#: The block between questions.
SECTION = "section"


class SectionBlock(StructBlock):
    """A heading between questions."""

    title = CharBlock(max_length=150, label=_("Heading"))
    intro = TextBlock(required=False, rows=3, max_length=1000, label=_("Introduction"))

    class Meta:
        icon = "title"
        label = _("Section")
        description = _("A heading, with an introduction before the first of the questions that follow it.")


class QuizStream(StreamBlock):
    """The questions in order, with headings between them."""

    question = QuestionBlock()
    section = SectionBlock()
    draw = DrawBlock()


def slots_of(stream: Any) -> list[SlotFacts]:
    """What a quiz page asks: chosen questions and draws, in order. What a draft has left empty asks nothing."""
    asked = [(block.block_type, block.value) for block in stream if block.block_type != SECTION]
    return [slot_of(kind, value) for kind, value in asked if kind == "draw" or value["question"]]


def slot_of(kind: str, value: Any) -> SlotFacts:
    """One place of the quiz; points are written whole and counted in hundredths."""
    points = 100 * (value["points"] or 0)
    if kind == "draw":
        category, tag, count = value["category"] or "", value["tag"] or "", value["count"] or 0
        return SlotFacts(category=category, tag=tag, count=count, points=points)
    return SlotFacts(question=value["question"].key, points=points)
