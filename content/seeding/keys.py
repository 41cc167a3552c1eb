"""Keys that are the same on every installation and at every load, because records hang on them."""

import uuid
from collections.abc import Iterator
from typing import Any

#: Never changed: with another one, answers and progress would lose their places.
NAMESPACE = uuid.UUID("5b0f6c1e-8d0a-4f0e-9c63-2f1d7a4e8b90")


class NamedId(str):
    """An id that knows what its file calls the thing, so that the writer can call it so again."""

    __slots__ = ("name",)
    name: str


def key_of(*path: str) -> uuid.UUID:
    """The key of the thing at ``path`` (course, module, lesson …)."""
    return uuid.uuid5(NAMESPACE, "/".join(path))


def id_of(*path: str) -> NamedId:
    """The id of the item at ``path``; the last step is its name in the file."""
    made = NamedId(key_of(*path))
    made.name = path[-1]
    return made


def names_in(value: Any) -> Iterator[tuple[str, str]]:
    """(id, name) of every named item inside the raw data of a body or a question."""
    if isinstance(value, NamedId):
        yield str(value), value.name
    elif isinstance(value, dict):
        for inner in value.values():
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)
