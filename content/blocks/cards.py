"""What blocks that show a card by reference have in common: the card speaks its own language and says so."""

from contextlib import nullcontext
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.blocks import StructBlock


class CardBlock(StructBlock):
    """Shows the card in its ``card``. On a page of another language it is altogether in its own, marked as such; on a
    page that speaks to the person themselves it leaves out what is for those who guide them."""

    def render(self, value: Any, context: dict[str, Any] | None = None) -> SafeString:
        own = _foreign(value["card"], (context or {}).get("page"))
        with override(own) if own else nullcontext():
            return super().render(value, context)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        page = context.get("page")
        said = {"lang": _foreign(value["card"], page), "for_person": getattr(page, "speaks_to_the_person", False)}
        return context | said


def _foreign(card: Any, page: Any) -> str:
    """The card's language where it is not the page's; empty otherwise, and without a statement."""
    if card is None or not card.locale_id or getattr(page, "locale_id", card.locale_id) == card.locale_id:
        return ""
    return card.locale.language_code
