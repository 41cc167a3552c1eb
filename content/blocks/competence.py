"""The statements of a self-assessment."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock


class StatementStream(StreamBlock):
    """What one is able to do, one statement a block; block ids stay, so answers of the start and the end meet."""

    statement = CharBlock(max_length=250, label=_("Statement"), icon="list-ul")
