"""What a translation's file holds: words only. Everything else stands in the Finnish file."""

from collections.abc import Mapping
from typing import Any

from content.seeding.translations import STRUCTURE


def words_of(
    mine: Mapping[str, Any], source: Mapping[str, Any] | None = None, *, inner: bool = False
) -> dict[str, Any]:
    """The words of ``mine``. With ``source``, what the Finnish file does not say is left out, and what the translation
    lacks stands in Finnish. Items of lists keep their ``key``: it says which is which."""
    words: dict[str, Any] = {}
    for name in mine if source is None else source:
        value = mine.get(name, source[name] if source is not None else None)
        theirs = source.get(name) if source is not None else None
        if name == "key" and inner:
            words[name] = value
        elif name in STRUCTURE or isinstance(value, bool | int | float) or value is None:
            continue
        elif isinstance(value, list):
            items = _items(value, theirs if isinstance(theirs, list) else None)
            if any(items):
                words[name] = items
        elif isinstance(value, str):
            words[name] = value
    return words


def _items(mine: list[Any], source: list[Any] | None) -> list[Any]:
    if source is not None and len(source) != len(mine):
        return mine  # another list than the Finnish one: its reader says so
    pairs = zip(mine, source or [None] * len(mine), strict=True)
    return [words_of(one, other, inner=True) if isinstance(one, Mapping) else one for one, other in pairs]
