"""Assignments of the files: a YAML file of a module to an assignment page."""

from typing import Any

from content.seeding.blocks import BodyMaker
from content.seeding.files import Document, Fields
from content.seeding.keys import key_of
from content.seeding.plans import PagePlan

_KEYS = (
    *("title", "slug", "minutes", "intro", "instructions", "hand_in", "min_words", "own_work", "due_days"),
    *("criteria", "peer_reviews", "peer_named", "peer_accepting", "peer_wait_days", "in_groups"),
)
_WAYS = {"text", "files"}


def plan_assignment(fields: Fields, module_key: str) -> PagePlan:
    """One assignment. Its criteria are known by their own keys, wherever they move."""
    fields.only(*_KEYS)
    ways = set(fields.texts("hand_in")) or {"text"}
    if strange := ways - _WAYS:
        raise fields.fault(f"“hand_in” is a list of text and files, not “{', '.join(sorted(strange))}”.", "hand_in")
    key = f"{module_key}/{fields.text('slug')}"
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "minutes": fields.number("minutes", 0),
        "intro": fields.text("intro"),
        "instructions": instructions_of(fields, key),
        "criteria": _criteria(fields, key),
        "takes_text": "text" in ways,
        "takes_files": "files" in ways,
        "min_words": fields.number("min_words", 0),
        "own_work": fields.text("own_work", ""),
        "due_days": fields.number("due_days") if fields.get("due_days") is not None else None,
        "in_groups": fields.flag("in_groups", default=False),
        **_peers(fields),
    }
    return PagePlan(key, "AssignmentPage", module_key, values, fields.path)


def _peers(fields: Fields) -> dict[str, Any]:
    wait = fields.number("peer_wait_days") if fields.get("peer_wait_days") is not None else None
    return {
        "peer_reviews": fields.number("peer_reviews", 0),
        "peer_named": fields.flag("peer_named", default=False),
        "peer_accepting": fields.flag("peer_accepting", default=True),
        "peer_wait_days": wait,
    }


def instructions_of(fields: Fields, key: str) -> list[dict[str, Any]]:
    line = fields.lines.get("instructions", fields.line)
    maker = BodyMaker(Document(fields.path, fields, (), line), key)
    maker.markdown(fields.text("instructions"), line + 1)
    return maker.blocks


def _criteria(fields: Fields, path_key: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in fields.each("criteria"):
        entry.only("key", "title", "levels")
        key = entry.text("key")
        if key in found:
            raise entry.fault(f"The key “{key}” stands here twice.", "key")
        path = f"{path_key}/{key}"
        levels = [_level(level, path, place) for place, level in enumerate(entry.each("levels"))]
        if len(levels) < 2:
            raise entry.fault("A criterion needs at least two levels.", "levels")
        value = {"title": entry.text("title"), "levels": levels}
        found[key] = {"type": "criterion", "id": str(key_of(path_key, "criterion", key)), "value": value}
    return list(found.values())


def _level(entry: Fields, path: str, place: int) -> dict[str, Any]:
    entry.only("points", "title", "text")
    value = {"points": entry.number("points", place), "title": entry.text("title", ""), "text": entry.text("text")}
    return {"type": "item", "id": str(key_of(path, "level", str(place))), "value": value}
