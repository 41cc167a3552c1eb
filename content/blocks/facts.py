"""Facts by reference: one edit of the card updates every place."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.cards import CardBlock


class FactBlock(CardBlock):
    """A fact card, shown as it is now wherever it stands."""

    card = SnippetChooserBlock("content.FactCard", label=_("Fact card"))

    class Meta:
        icon = "list-ul"
        label = _("Fact card")
        group = _("Text")
        description = _("One fact with its source and date. Edit the card once; every page follows.")
        template = "content/blocks/fact.html"

    def get_preview_value(self) -> Any:
        """A card of this site; an invented one before there is any."""
        cards = apps.get_model("content", "FactCard")
        example = cards(title="Osasairauspäiväraha", value="Sitä maksetaan 12–150 arkipäivää.", source="Kela")
        return self.normalize({"card": cards.objects.order_by("-pk").first() or example})
