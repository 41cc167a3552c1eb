"""Shared pieces as authors save them."""

import itertools
from typing import Any

from wagtail.models import Locale

from content.models import SharedPiece
from tests.factories.pages import text_block

_numbers = itertools.count(1)


def make_piece(*blocks: tuple[str, Any], language: str = "fi", **fields: Any) -> SharedPiece:
    """A saved piece of the blocks; of one paragraph unless told otherwise."""
    number = next(_numbers)
    locale, _ = Locale.objects.get_or_create(language_code=language)
    values = {"key": f"pala-{number}", "title": f"Pala {number}", "locale": locale}
    piece = SharedPiece(**values | fields)
    piece.body = list(blocks or [text_block("<p>Sama kaikille.</p>")])
    piece.save()
    piece.save_revision()
    return piece
