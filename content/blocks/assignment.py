"""The rubric of an assignment page: criteria with their levels."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock


class LevelBlock(StructBlock):
    """What the work is like on one level."""

    points = IntegerBlock(default=0, min_value=0, max_value=100, label=_("Points"))
    title = CharBlock(max_length=60, required=False, label=_("Name of the level"))
    text = CharBlock(max_length=300, label=_("What the work is like"))

    class Meta:
        icon = "list-ol"
        label = _("Level")
        label_format = "{title}: {text}"


#: A new criterion begins with as many as it needs.
EMPTY_LEVELS = [{"points": points, "title": "", "text": ""} for points in (0, 1)]


class CriterionBlock(StructBlock):
    """One thing that the trainer looks at."""

    title = CharBlock(max_length=150, label=_("What is looked at"))
    levels = ListBlock(LevelBlock(), min_num=2, max_num=6, default=EMPTY_LEVELS, label=_("Levels, the lowest first"))

    class Meta:
        icon = "list-ul"
        label = _("Criterion")
        label_format = "{title}"
        description = _("One thing that the trainer looks at, with two to six levels.")


class RubricStream(StreamBlock):
    """The criteria in order."""

    criterion = CriterionBlock()
