"""Facts by reference: one edit of the card updates every place."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class FactBlock(StructBlock):
    """A fact card, shown as it is now wherever it stands."""

    card = SnippetChooserBlock("content.FactCard", label=_("Fact card"))

    class Meta:
        icon = "list-ul"
        label = _("Fact card")
        group = _("Text")
        description = _("One fact with its source and date. Edit the card once; every page follows.")
        template = "content/blocks/fact.html"
