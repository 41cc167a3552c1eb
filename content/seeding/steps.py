"""What the files of every kind of step may say alike: whether it is needed, when it opens and how it is done."""

from typing import Any

from content.opening import OPENING
from content.seeding.blocks import Ref
from content.seeding.conditions import opening_of
from content.seeding.files import Fields
from courses.api import Opens

STEP_KEYS = ("required", "opens", "opens_after", "opens_when", "hidden", "done_by")
_OPENS = tuple(way for way, _label in OPENING if way)


def step_values(fields: Fields, course_key: str, ways: Any = ()) -> dict[str, Any]:
    """The fields of a step's page that the file says something of; the others stay as they are. ``opens_after`` names
    an earlier step of the training by its slug, and ``opens_when`` tells what else has to be so; ``ways`` are the
    kind's ways of being done, the ordinary one first."""
    values: dict[str, Any] = {}
    if "required" in fields:
        values["required"] = fields.flag("required")
    if "hidden" in fields:
        values["is_hidden"] = fields.flag("hidden")
    if "opens" in fields:
        values["opens"] = _one_of(fields, "opens", _OPENS)
    if "opens_after" in fields:
        after = Ref("step", f"{course_key}/{fields.text('opens_after')}")
        values |= {"opens": Opens.STEP.value, "opens_after": after}
    if "opens_when" in fields:
        values["opens_when"] = opening_of(fields.each("opens_when"), course_key, fields.text("slug"))
    if "done_by" in fields:
        values["done_by"] = _one_of(fields, "done_by", tuple(way for way, _label in ways if way))
    return values


def _one_of(fields: Fields, name: str, allowed: tuple[str, ...]) -> str:
    said = fields.text(name)
    if said not in allowed:
        known = ", ".join(allowed) if allowed else "nothing for this kind of step"
        raise fields.fault(f"“{name}” is one of: {known}.", name)
    return said
