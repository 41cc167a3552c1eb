"""Assignments of the files: a YAML file of a module to an assignment page."""

from typing import Any

from content.opening import ASSIGNMENT_DONE
from content.seeding.blocks import lesson_body
from content.seeding.files import Document, Fields, pieces_in
from content.seeding.keys import id_of, key_of
from content.seeding.plans import PagePlan
from content.seeding.steps import STEP_KEYS, step_values
from content.seeding.translations import SOURCE, at_home

_KEYS = (
    *("title", "slug", "minutes", "intro", "instructions", "hand_in", "min_words", "own_work", "due_days"),
    *("criteria", "peer_reviews", "peer_named", "peer_accepting", "peer_wait_days", "in_groups"),
    *("hides_names", "second_marker", "guide"),
)
_WAYS = {"text", "files"}


def plan_assignment(fields: Fields, module_key: str, course_key: str, language: str = SOURCE) -> PagePlan:
    """One assignment. Its criteria are known by their own keys, wherever they move."""
    fields.only(*_KEYS, *STEP_KEYS)
    ways = set(fields.texts("hand_in")) or {"text"}
    if strange := ways - _WAYS:
        raise fields.fault(f"“hand_in” is a list of text and files, not “{', '.join(sorted(strange))}”.", "hand_in")
    key = f"{module_key}/{fields.text('slug')}"
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "minutes": fields.number("minutes", 0),
        "intro": fields.text("intro", ""),
        "instructions": instructions_of(fields, key, language),
        "criteria": _criteria(fields, key),
        "takes_text": "text" in ways,
        "takes_files": "files" in ways,
        "min_words": fields.number("min_words", 0),
        "own_work": fields.text("own_work", ""),
        "guide": fields.text("guide", ""),
        "due_days": fields.number("due_days") if fields.get("due_days") is not None else None,
        "in_groups": fields.flag("in_groups", default=False),
        **{name: fields.flag(name) for name in ("hides_names", "second_marker") if name in fields},
        **_peers(fields),
        **step_values(fields, course_key, ASSIGNMENT_DONE),
    }
    return PagePlan(key, "AssignmentPage", module_key, values, fields.path, language)


def _peers(fields: Fields) -> dict[str, Any]:
    wait = fields.number("peer_wait_days") if fields.get("peer_wait_days") is not None else None
    return {
        "peer_reviews": fields.number("peer_reviews", 0),
        "peer_named": fields.flag("peer_named", default=False),
        "peer_accepting": fields.flag("peer_accepting", default=True),
        "peer_wait_days": wait,
    }


def instructions_of(fields: Fields, key: str, language: str = SOURCE) -> list[dict[str, Any]]:
    """The text under ``instructions``, written as a lesson's body is."""
    line = fields.lines.get("instructions", fields.line) + 1
    pieces = pieces_in(fields.text("instructions", "").splitlines(), fields.path, line)
    if language != SOURCE:
        pieces = [at_home(piece, language) for piece in pieces]
    return lesson_body(Document(fields.path, fields, tuple(pieces), line, language), key)


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
        found[key] = {"type": "criterion", "id": id_of(path_key, "criterion", key), "value": value}
    return list(found.values())


def _level(entry: Fields, path: str, place: int) -> dict[str, Any]:
    entry.only("points", "title", "text")
    value = {"points": entry.number("points", place), "title": entry.text("title", ""), "text": entry.text("text")}
    return {"type": "item", "id": str(key_of(path, "level", str(place))), "value": value}
