"""The contact days of a training: ``days.yaml`` beside ``course.md``, one entry a day."""

from pathlib import Path
from typing import Any

from content.seeding.files import read_fields
from content.seeding.keys import id_of

DAY_TEXTS = ("programme", "preparation", "bring", "materials", "make_up")


def plan_days(folder: Path, course_key: str) -> list[dict[str, Any]]:
    """The planned days as raw blocks of the course page; none when the training has no such file. Texts are lists of
    lines. Days are known by their keys, so that a day may move and keep what runs have made of it."""
    path = folder / "days.yaml"
    if not path.exists():
        return []
    days: dict[str, dict[str, Any]] = {}
    for entry in read_fields(path).each("days"):
        entry.only("key", "title", "week", "compulsory", *DAY_TEXTS)
        key = entry.text("key")
        if key in days:
            raise entry.fault(f"The key “{key}” stands here twice.", "key")
        value: dict[str, Any] = {"title": entry.text("title"), "week": entry.number("week")}
        value["compulsory"] = entry.flag("compulsory", False)
        value |= {name: "\n".join(entry.texts(name)) for name in DAY_TEXTS}
        days[key] = {"type": "day", "value": value, "id": id_of(course_key, "day", key)}
    return list(days.values())
