"""The questions of a quiz page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import IntegerBlock, StreamBlock, StructBlock

question_chooser = ChooserViewSet(
    "question_chooser",
    model="graded.Question",
    icon="help",
    choose_one_text=_("Choose a question"),
    choose_another_text=_("Choose another question"),
    edit_item_text=_("Edit this question"),
)
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
