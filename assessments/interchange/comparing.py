"""Whether two wordings of a question are the same, and a new wording laid over an older one."""

from collections.abc import Callable
from typing import Any

from assessments.kinds.base import AuthorField
from assessments.kinds.numeric import number_or_none

Fields = tuple[AuthorField, ...]
#: What tells one picture from another, of one in the library and of one in the file.
Mark = Callable[[Any], str]


def comparable(fields: Fields, values: dict[str, Any], mark: Mark | None = None) -> dict[str, Any]:
    """What is said, without ids, empty fields, spare spaces and the ways to write one number. Pictures are compared
    by ``mark``; without it by their words only."""
    said = {}
    for field in fields:
        value = _comparable(field, values.get(field.name), mark)
        if value not in ("", None, [], False):
            said[field.name] = value
    return said


def _comparable(field: AuthorField, value: Any, mark: Mark | None) -> Any:
    if field.kind == "list":
        return [comparable(field.fields, one["value"], mark) for one in value or []]
    if field.kind == "picture":
        return mark(value) if mark and value else None
    if field.kind == "decimal" and value:
        number = number_or_none(str(value))
        return (str(number.normalize()) if number else "") if number is not None else str(value)
    if isinstance(value, str):
        return "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
    return value


def is_same(fields: Fields, stored: dict[str, Any], said: dict[str, Any], mark: Mark) -> bool:
    """Whether ``said`` tells and shows nothing that ``stored`` does not already."""
    return comparable(fields, laid_over(fields, stored, said), mark) == comparable(fields, stored, mark)


def laid_over(fields: Fields, stored: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """``said``, and from ``stored`` what it leaves out. Items that are worded alike keep their ids, so that
    translations stay with them."""
    result = dict(stored)
    for field in fields:
        if field.name not in said:
            continue
        value = said[field.name]
        result[field.name] = _list_over(field, stored.get(field.name) or [], value) if field.kind == "list" else value
    return result


def _list_over(field: AuthorField, stored: list[dict], said: list[dict]) -> list[dict]:
    left = list(stored)
    merged = []
    for one in said:
        known = next((old for old in left if _name(field, old) == _name(field, one)), None)
        if known:
            left.remove(known)
            merged.append({"id": known["id"], "value": laid_over(field.fields, known["value"], one["value"])})
        else:
            merged.append(one)
    return merged


def _name(field: AuthorField, item: dict[str, Any]) -> str:
    """What an item is called: its first field."""
    return " ".join(str(item["value"].get(field.fields[0].name) or "").split())
