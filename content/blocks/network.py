"""Actors of the service network by reference: one edit of the card updates every place."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.cards import CardBlock

EXAMPLE = {
    "title": "Ohjaamo",
    "role": "Alle 30-vuotiaiden paikka, josta saa monta palvelua.",
    "duty": "Neuvoo työssä, opinnoissa, asumisessa ja raha-asioissa.",
    "referral": "Soita nuoren kanssa tai menkää yhdessä.",
    "contact": "Oman paikkakunnan Ohjaamo",
}


class NetworkBlock(CardBlock):
    """A card of the service network, shown as it is now wherever it stands."""

    card = SnippetChooserBlock("content.NetworkCard", label=_("Service network card"))

    class Meta:
        icon = "group"
        label = _("Service network card")
        group = _("Text")
        description = _("Who does what, and how to guide a client there. Edit the card once; every page follows.")
        template = "content/blocks/network.html"

    def get_preview_value(self) -> Any:
        """A card of this site; an invented one before there is any."""
        cards = apps.get_model("content", "NetworkCard")
        return self.normalize({"card": cards.objects.order_by("-pk").first() or cards(**EXAMPLE)})
