"""The contact days of a training as its author plans them: what happens and when, and what one does instead."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, IntegerBlock, StreamBlock, StructBlock, TextBlock

MOST = 4000


class DayBlock(StructBlock):
    """One planned day. A trainer gives it a date and a place in each run."""

    title = CharBlock(max_length=200, label=_("Name of the day"))
    week = IntegerBlock(
        min_value=1,
        max_value=104,
        default=1,
        label=_("Week of the training"),
        help_text=_("The first week is 1. The trainer chooses the date."),
    )
    compulsory = BooleanBlock(required=False, label=_("Compulsory"))
    programme = TextBlock(
        max_length=MOST,
        label=_("Programme of the day"),
        help_text=_("What happens and when, one thing a line. For example: 9.00 Welcome."),
    )
    preparation = TextBlock(
        required=False,
        max_length=MOST,
        label=_("Before the day"),
        help_text=_("What participants read or do beforehand."),
    )
    bring = TextBlock(required=False, max_length=MOST, label=_("What to bring along"))
    materials = TextBlock(required=False, max_length=MOST, label=_("Materials"))
    make_up = TextBlock(
        required=False,
        max_length=MOST,
        label=_("Make-up task"),
        help_text=_("What somebody who misses the day does instead. They see it then."),
    )

    class Meta:
        icon = "date"
        label = _("Contact day")
        label_format = "{week}: {title}"
        description = _("A planned day of the training. Participants see it on the day's own page.")


class DayStream(StreamBlock):
    """The days in order."""

    day = DayBlock()
