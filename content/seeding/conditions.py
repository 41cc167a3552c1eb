"""What completes a training or opens a step, from its file to the blocks that its author would put together."""

from collections import Counter
from typing import Any

from content.seeding.blocks import Ref
from content.seeding.files import Fields
from content.seeding.keys import key_of

#: By kind the name of the value that it needs; none for what stands for itself.
_VALUES = {"required": "", "approval": "", "days": "count", "module": "module", "step": "step", "score": "quiz"}
_OPENING = {name: _VALUES[name] for name in ("days", "module", "step", "score")} | {"prior": "step", "group": "group"}


def conditions_of(entries: list[Fields], course_key: str, *place: str) -> list[dict[str, Any]]:
    """What completes a training, in order. Modules and steps are named by their slugs, which are unique in a training;
    ``place`` tells the conditions inside a choice from those outside it."""
    return _conditions(entries, _VALUES, course_key, *place)


def opening_of(entries: list[Fields], course_key: str, slug: str) -> list[dict[str, Any]]:
    """What opens the step or module ``slug`` of a training, in order."""
    return _conditions(entries, _OPENING, course_key, "opens", slug)


def _conditions(entries: list[Fields], known: dict[str, str], course_key: str, *place: str) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        kind = "choice" if "of" in entry else entry.text("is")
        seen[kind] += 1
        number = () if seen[kind] == 1 else (str(seen[kind]),)
        path = (course_key, "condition", *place, kind, *number)
        found.append({"type": kind, "value": _value(entry, kind, known, course_key, path), "id": str(key_of(*path))})
    return found


def _value(entry: Fields, kind: str, known: dict[str, str], course_key: str, path: tuple[str, ...]) -> Any:
    if kind == "choice":
        entry.only("least", "of")
        inner = _conditions(entry.each("of"), known, course_key, *path[2:])
        return {"least": entry.number("least", 1), "conditions": inner}
    if kind not in known:
        raise entry.fault(f"“is” is one of {', '.join(known)}; or “least” and “of” tell some of several.", "is")
    entry.only("is", *filter(None, [known[kind], "percent" if kind == "score" else ""]))
    if kind == "days":
        return entry.number("count")
    if kind == "module":
        return Ref("module", f"{course_key}/{entry.text('module')}")
    if kind in ("step", "prior"):
        return Ref("step", f"{course_key}/{entry.text('step')}")
    if kind == "group":
        return entry.text("group")
    if kind == "score":
        return {"quiz": Ref("step", f"{course_key}/{entry.text('quiz')}"), "percent": entry.number("percent")}
    return None
