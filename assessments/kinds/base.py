"""What a kind declares of itself: its author's fields, as data.

A question or exercise kind is one file (decision 17). It lists the fields its author fills in; ``content`` builds
the Wagtail block and the question form from that list, so a kind never imports Wagtail.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

FieldKind = Literal["key", "line", "text", "rich", "number", "decimal", "flag", "choice", "lesson", "picture", "list"]


@dataclass(frozen=True)
class AuthorField:
    """One field of a kind's author form.

    ``kind``: "key" (a slug fixed at first publish, never translated), "line" and "text" (plain, one or many lines),
    "rich" (bold, italic, links, lists), "number" (whole number), "decimal" (kept as it was
    written, with a comma or a point: exact), "flag", "choice" (of ``choices``), "lesson" (slug of
    a lesson to read again), "picture" (number of a library picture), "list" (repeated group of ``fields``; each item
    has a stable id).
    ``translated`` tells whether each language has a value of its own.
    """

    name: str
    label: Any
    kind: FieldKind
    help: Any = ""
    required: bool = True
    default: Any = None
    choices: tuple[tuple[str, Any], ...] = ()
    fields: tuple["AuthorField", ...] = field(default=())
    minimum: int | None = None
    maximum: int | None = None

    @property
    def translated(self) -> bool:
        return self.kind in ("line", "text", "rich", "list")


def value_in(
    fields: Iterable[AuthorField], values: dict[str, dict], language: str, source: str = "fi"
) -> dict[str, Any]:
    """One kind's values in ``language``: texts from that language where they exist, all else from the source.

    ``values`` maps language codes to block values; list items are ``{"id": …, "value": {…}}`` with the same ids in
    every language.
    """
    base, other = values.get(source, {}), values.get(language, {})
    return {item.name: _field_in(item, base.get(item.name), other.get(item.name)) for item in fields}


def _field_in(item: AuthorField, base: Any, other: Any) -> Any:
    if item.kind == "list":
        translations = {entry["id"]: entry["value"] for entry in other or ()}
        return [
            {
                "id": entry["id"],
                "value": {
                    inner.name: _field_in(
                        inner, entry["value"].get(inner.name), translations.get(entry["id"], {}).get(inner.name)
                    )
                    for inner in item.fields
                },
            }
            for entry in base or ()
        ]
    if item.translated and other not in (None, ""):
        return other
    return base if base is not None else item.default


def texts_of(fields: Iterable[AuthorField], values: dict[str, Any]) -> Iterator[str]:
    """Every text that the author has written in one language's ``values``, those of the lists' items too."""
    for item in fields:
        value = values.get(item.name)
        if item.kind == "list":
            for entry in value or ():
                yield from texts_of(item.fields, entry["value"])
        elif item.translated and value:
            yield str(value)
