"""What an author sees of a page that learners meet in another way."""

from typing import Any

from django import template

from assessments.kinds.exercises import EXERCISES
from content.blocks.streams import CARD_SCREENS
from content.models import AssignmentPage, LessonPage, PartPage, SharedPiece
from content.render import preview_of, preview_of_stream
from content.render_cards import card_screen_html
from content.richtext import rich_html

register = template.Library()


@register.simple_tag
def lesson_of(page: LessonPage) -> dict[str, Any]:
    """The lesson as it would be published now."""
    return preview_of(page)


@register.simple_tag
def instructions_of(page: AssignmentPage) -> str:
    """The instructions as they would be published now."""
    return preview_of_stream(page.instructions, page.locale.language_code)


@register.simple_tag
def piece_of(piece: SharedPiece) -> str:
    """A shared piece as lessons would show it if it were saved now."""
    return preview_of_stream(piece.body, piece.locale.language_code)


def _card_of(block: Any, language: str) -> str:
    card = block.value.get("card") if block.block_type in CARD_SCREENS else None
    return card_screen_html(block.block_type, card.pk, language) if card else ""


@register.simple_tag
def screens_of(page: PartPage) -> list[dict[str, Any]]:
    """The screens of a part in order, without their controls."""
    return [
        {
            "title": block.value.get("title", ""),
            "text": rich_html(block.value["text"]) if "text" in block.value else "",
            "card": _card_of(block, page.locale.language_code),
            "prompt": block.value.get("prompt", ""),
            "kind": EXERCISES[block.block_type].label if block.block_type in EXERCISES else "",
        }
        for block in page.screens
    ]
