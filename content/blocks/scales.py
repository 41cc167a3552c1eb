"""What a scale is made of in the admin: every text in three languages side by side."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock


class WordsBlock(StructBlock):
    """One text in the site's languages. What is missing is shown in Finnish."""

    fi = CharBlock(max_length=300, label=_("in Finnish"))
    sv = CharBlock(max_length=300, required=False, label=_("in Swedish"))
    en = CharBlock(max_length=300, required=False, label=_("in English"))


class StatementBlock(WordsBlock):
    """One statement."""

    reverse = BooleanBlock(
        required=False,
        label=_("Reversed"),
        help_text=_("Tick this when agreeing means less of what the group is about."),
    )


class GroupBlock(StructBlock):
    """Statements that are counted together, with the name of what they are about."""

    fi = CharBlock(max_length=80, label=_("in Finnish"))
    sv = CharBlock(max_length=80, required=False, label=_("in Swedish"))
    en = CharBlock(max_length=80, required=False, label=_("in English"))
    least = IntegerBlock(
        min_value=1,
        default=3,
        label=_("Fewest answers"),
        help_text=_("With fewer answers than this nothing is said of the group."),
    )
    statements = ListBlock(StatementBlock(), label=_("Statements"))


class BandBlock(StructBlock):
    """What the person reads when a figure is at most this."""

    upto = CharBlock(
        max_length=10,
        required=False,
        label=_("Up to"),
        help_text=_("For example 2.5. Leave it empty in the last one."),
    )
    fi = CharBlock(max_length=300, label=_("in Finnish"))
    sv = CharBlock(max_length=300, required=False, label=_("in Swedish"))
    en = CharBlock(max_length=300, required=False, label=_("in English"))


class OptionStream(StreamBlock):
    """The steps, from the least to the most."""

    option = WordsBlock(label=_("Option"), icon="list-ol")


class GroupStream(StreamBlock):
    """Groups of statements; the ids of groups and statements stay, so that answers find them."""

    group = GroupBlock(label=_("Group of statements"), icon="list-ul")


class BandStream(StreamBlock):
    """Wordings of the result, from the smallest figures to the largest."""

    band = BandBlock(label=_("Wording"), icon="pilcrow")
