"""The questions of a quiz page, and the window in which the author chooses them from the bank."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import IntegerBlock, StreamBlock, StructBlock

from assessments.graded.api import Question


class QuestionFilterForm(BaseFilterForm):
    """Words to look for; every one of them must be there."""

    q = forms.CharField(label=_("Words of the question"), required=False)

    def filter(self, objects: QuerySet[Question]) -> QuerySet[Question]:
        objects = super().filter(objects)
        for word in self.cleaned_data["q"].split():
            objects = objects.filter(Q(title__icontains=word) | Q(category__icontains=word))
            self.is_searching, self.search_query = True, self.cleaned_data["q"]
        return objects


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


class QuizStream(StreamBlock):
    """The questions in order."""

    question = QuestionBlock()
