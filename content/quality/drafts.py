"""From a page, or from the raw data of a body, to the draft that the checks read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps

from content.quality.rules import Draft, Piece

#: What a block takes besides reading it, in minutes.
EXTRA_MINUTES = {"stop": 1, "try_it": 3, "discussion": 2, "picture": 0.5}
#: Words in a sentence that read well, for professionals and for the coaching.
TRAINING_SENTENCE, COACHING_SENTENCE = 20, 12

#: The fields that hold a page's text, and one page has one of them.
STREAMS = ("body", "screens", "instructions")

#: What a block refers to: the block's kind and the raw value of its reference to the card's title when overdue; the
#: raw value of a reference to what it lacks.
Overdue = Callable[[str, Any], str]
Gaps = Callable[[Any], Iterable[str]]


def pieces_of(raw: Iterable[Mapping[str, Any]], *, overdue: Overdue, gaps: Gaps) -> tuple[Piece, ...]:
    """The blocks of a body's raw data."""
    return tuple(_piece(block, overdue, gaps) for block in raw)


def _piece(block: Mapping[str, Any], overdue: Overdue, gaps: Gaps) -> Piece:
    kind, value, name = block["type"], block["value"], block.get("id") or ""
    if kind == "heading":
        return Piece(name, level=int(value["level"][1]), heading=value["text"])
    if kind == "picture":
        alt, decorative = value.get("alt_text") or "", bool(value.get("decorative"))
        return Piece(name, is_picture=True, decorative=decorative, alt=alt, extra_minutes=EXTRA_MINUTES[kind])
    if kind == "drawing":
        return Piece(name, extra_minutes=EXTRA_MINUTES["picture"])
    if kind == "recording":
        return Piece(name, gaps=tuple(gaps(value["recording"])))
    if kind in ("fact", "network"):
        return Piece(name, overdue=overdue(kind, value["card"]))
    texts = value if isinstance(value, Mapping) else {}
    htmls = tuple(texts[field] for field in ("text", "prompt", "help", "example") if isinstance(texts.get(field), str))
    plains = (texts["plain"],) if texts.get("plain") else ()
    late = overdue("network", texts["card"]) if kind == "case" and texts.get("card") else ""
    return Piece(name, htmls, plains, extra_minutes=EXTRA_MINUTES.get(kind, 0), overdue=late)


def lesson_draft(values: Mapping[str, Any], *, overdue: Overdue, gaps: Gaps) -> Draft:
    """A lesson from its fields: ``body`` and ``sources`` raw, ``minutes``, ``checked``."""
    return Draft(
        pieces=pieces_of(values["body"], overdue=overdue, gaps=gaps),
        longest_sentence=TRAINING_SENTENCE,
        minutes=values["minutes"],
        needs_sources=True,
        has_sources=bool(values["sources"]),
        has_checked=bool(values["checked"]),
        is_finnish=_is_finnish(values),
    )


def part_draft(values: Mapping[str, Any], *, overdue: Overdue, gaps: Gaps) -> Draft:
    """A part of the coaching: short sentences; its minutes are the person's own."""
    pieces = pieces_of(values["screens"], overdue=overdue, gaps=gaps)
    return Draft(pieces, longest_sentence=COACHING_SENTENCE, is_finnish=_is_finnish(values))


def page_draft(values: Mapping[str, Any], *, overdue: Overdue, gaps: Gaps) -> Draft:
    """An ordinary page, a training's description, or the instructions of an assignment or a project."""
    raw = values["instructions"] if "instructions" in values else values["body"]
    return Draft(pieces_of(raw, overdue=overdue, gaps=gaps), is_finnish=_is_finnish(values))


def _is_finnish(values: Mapping[str, Any]) -> bool:
    """Whether the text is in Finnish; what does not say its language comes from the Finnish files."""
    return values.get("language", "fi") == "fi"


DRAFTS = {"LessonPage": lesson_draft, "PartPage": part_draft}


def draft_of(model: str, values: Mapping[str, Any], *, overdue: Overdue, gaps: Gaps) -> Draft:
    """The draft of a page of the named model."""
    return DRAFTS.get(model, page_draft)(values, overdue=overdue, gaps=gaps)


def opened(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A body with the blocks of its shared pieces in their places, each known by the block that shows its piece. One
    query if there is a piece."""
    pks = {block["value"]["piece"] for block in raw if block["type"] == "piece"}
    if not pks:
        return raw
    found = apps.get_model("content", "SharedPiece").objects.filter(pk__in=pks)
    bodies = {piece.pk: piece.body.get_prep_value() for piece in found}
    blocks: list[dict[str, Any]] = []
    for block in raw:
        inner = bodies.get(block["value"]["piece"], []) if block["type"] == "piece" else [block]
        blocks += [one | {"id": block["id"]} for one in inner]
    return blocks


def values_of(page: Any) -> dict[str, Any]:
    """The fields of a page that the checks read, streams as raw data."""
    names = (*STREAMS, "sources")
    values = {name: opened(getattr(page, name).get_prep_value()) for name in names if hasattr(page, name)}
    values["language"] = page.locale.language_code
    return values | {name: getattr(page, name) for name in ("minutes", "checked") if hasattr(page, name)}
