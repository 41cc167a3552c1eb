"""What a training requires, as its author puts it together: one block, one condition."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, PageChooserBlock, StaticBlock, StreamBlock, StructBlock

#: What may be named as a step.
STEPS = [
    "content.LessonPage",
    "content.QuizPage",
    "content.AssignmentPage",
    "content.ProjectPage",
    "content.CompetencePage",
    "content.PartPage",
]


class RequiredBlock(StaticBlock):
    """Everything that is marked as needed."""

    class Meta:
        icon = "check"
        label = _("Every required step")
        admin_text = _("Every step that is marked “needed for the certificate” is done.")


class ApprovalBlock(StaticBlock):
    """The trainer's own word on the whole."""

    class Meta:
        icon = "user"
        label = _("The trainer approves the whole")
        admin_text = _("The trainer approves each participant's training on the participant's page, and says why.")


class ScoreBlock(StructBlock):
    """More than passing: so much of a quiz's points."""

    quiz = PageChooserBlock("content.QuizPage", label=_("Quiz"))
    percent = IntegerBlock(
        min_value=1, max_value=100, label=_("At least, per cent"), help_text=_("Of the points of the quiz.")
    )

    class Meta:
        icon = "order"
        label = _("Points of a quiz")


class ConditionStream(StreamBlock):
    """The conditions that one may choose from."""

    required = RequiredBlock()
    module = PageChooserBlock("content.ModulePage", label=_("A whole module"), icon="folder-open-inverse")
    step = PageChooserBlock(STEPS, label=_("One step"), icon="doc-full")
    score = ScoreBlock()
    days = IntegerBlock(
        min_value=1,
        max_value=1000,
        label=_("Contact days"),
        icon="date",
        help_text=_("So many at least, attended or made up for. Days that the trainer calls compulsory come on top."),
    )
    approval = ApprovalBlock()

    class Meta:
        icon = "list-ul"


class GroupBlock(CharBlock):
    """The name of a group of a run: the same in every language, so there is nothing to translate."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value


class OpeningConditionStream(StreamBlock):
    """What may have to be so before a step opens."""

    step = PageChooserBlock(STEPS, label=_("One step"), icon="doc-full")
    module = PageChooserBlock("content.ModulePage", label=_("A whole module"), icon="folder-open-inverse")
    score = ScoreBlock()
    days = IntegerBlock(
        min_value=1,
        max_value=1000,
        label=_("Contact days"),
        icon="date",
        help_text=_("So many at least, attended or made up for."),
    )
    prior = PageChooserBlock(STEPS, label=_("Recognised prior learning"), icon="history")
    group = GroupBlock(
        max_length=80,
        label=_("A group of the run"),
        icon="group",
        help_text=_("The group's name, as the trainer of the run calls it."),
    )

    class Meta:
        icon = "list-ul"


class SomeOf(StructBlock):
    """Some of several."""

    least = IntegerBlock(min_value=1, default=1, label=_("At least so many of these"))

    class Meta:
        icon = "list-ol"
        label = _("Some of several")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value["least"] > len(value["conditions"]):
            raise ValidationError(gettext("There are fewer conditions than that."))
        return value


class ChoiceBlock(SomeOf):
    """Some of several conditions of completion."""

    conditions = ConditionStream(min_num=2, label=_("Conditions"))


class OpeningChoiceBlock(SomeOf):
    """Some of several conditions of opening."""

    conditions = OpeningConditionStream(min_num=2, label=_("Conditions"))


class OpeningStream(OpeningConditionStream):
    """All of these together open the step."""

    choice = OpeningChoiceBlock()


class RuleStream(ConditionStream):
    """All of these together complete the training."""

    choice = ChoiceBlock()
