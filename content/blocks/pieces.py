"""Shared pieces by reference: one edit of the piece updates every lesson that shows it."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

EXAMPLE = [{"type": "callout", "value": {"title": "Muista", "text": "<p>Päätöksen tekee Kela.</p>", "plain": ""}}]


class PieceBlock(StructBlock):
    """A shared piece, shown as it is now wherever it stands."""

    piece = SnippetChooserBlock("content.SharedPiece", label=_("Shared piece"))

    class Meta:
        icon = "copy"
        label = _("Shared piece")
        group = _("Structure")
        description = _("Blocks that several lessons share. Edit the piece once; every lesson follows.")
        template = "content/blocks/piece.html"

    def get_preview_value(self) -> Any:
        """A piece of this site; an invented one before there is any."""
        pieces = apps.get_model("content", "SharedPiece")
        return self.normalize({"piece": pieces.objects.order_by("-pk").first() or pieces(body=EXAMPLE)})
