"""The values of questions and exercises as their files name them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from assessments.kinds.base import AuthorField
from assessments.kinds.question import WRITTEN
from content.models import SeedRecord
from content.packages.texts import said

#: Fields that the file says elsewhere or in another way.
_ELSEWHERE = ("title", "picture", "picture_alt")


def names_of(keys: Iterable[UUID]) -> dict[str, str]:
    """What the files that things came from call the items inside them; nothing for what an author has made here."""
    names: dict[str, str] = {}
    for record in SeedRecord.objects.filter(page_key__in=list(keys)):
        names |= record.names
    return names


class Names:
    """What files call the items inside pages and questions. An item that no file has named is called by the
    beginning of its id, so that its name stays when its text is edited."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known

    def all_of(self, ids: Iterable[str]) -> dict[str, str]:
        """A name for each id, all different."""
        names: dict[str, str] = {}
        for one in map(str, ids):
            name, letters = self.known.get(one), one.replace("-", "")
            length = 8
            while not name or name in names.values():
                name, length = letters[:length], length + 4
                if length > len(letters) + 8:
                    name = f"{name}-{len(names)}"
            names[one] = name
        return names


def entry_of(declared: Iterable[AuthorField], values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """One kind's values, fields in the order of its declaration; what is as it would be anyhow is left out."""
    entry: dict[str, Any] = {}
    for field in declared:
        if field.name in _ELSEWHERE:
            continue
        value = values.get(field.name)
        if field.kind == "list":
            entry |= said(**{field.name: _items(field, value or [], names)})
        elif field.kind == "flag":
            if field.required or bool(value) != bool(field.default):
                entry[field.name] = bool(value)
        elif value in (None, "") and field.default and field.kind in WRITTEN:
            entry[field.name] = ""
        elif value != field.default or field.required:
            entry |= said(**{field.name: str(value) if field.kind == "decimal" and value is not None else value})
    return entry


def _items(field: AuthorField, items: list[Any], names: Names) -> list[dict[str, Any]]:
    called = names.all_of(item["id"] for item in items)
    return [{"key": called[str(item["id"])], **entry_of(field.fields, item["value"], names)} for item in items]
