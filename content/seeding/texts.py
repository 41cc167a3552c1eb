"""The texts inside a plan's values, and where they stand in their file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any


def texts_in(value: Any, skip: tuple[str, ...] = ()) -> Iterator[str]:
    """Every text a reader meets in a value; keys, ids and types are not texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "type", "key", "from", "per", "recall", "level", *skip):
                yield from texts_in(inner, skip)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, skip)


def line_of(path: Path, text: str) -> int:
    """The line where ``text`` begins, found by its first words; 1 when markup hides them."""
    start = text[:25].strip()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if start and start in line:
            return number
    return 1
