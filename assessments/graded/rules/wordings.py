"""What has changed between two wordings of a question: by field, in words and piece by piece. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from assessments.kinds.base import AuthorField

State = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both wordings, only in the earlier or only in the later one."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. ``where`` names the field ("Options 2: Feedback"), ``what`` says in a few words what was
    done to it, ``pieces`` is its text with the marks."""

    where: str
    what: str
    pieces: tuple[Piece, ...] = ()


def changes_between(fields: Iterable[AuthorField], earlier: dict[str, Any], later: dict[str, Any]) -> list[Change]:
    """Every difference between one language's values, in the order of the form. Items of a list are known by their
    ids, so that a changed option is one change and not an old one gone and a new one come."""
    found: list[Change] = []
    for field in fields:
        old, new = earlier.get(field.name), later.get(field.name)
        if field.kind == "list":
            found += _in_list(field, old or [], new or [])
        elif (told := _told(field, old)) != (tells := _told(field, new)):
            found.append(Change(str(field.label), _what(told, tells), marked(told, tells)))
        elif field.kind == "picture" and old != new:
            found.append(Change(str(field.label), _("another picture")))
    return found


def _in_list(field: AuthorField, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    before, after = ({item["id"]: item["value"] for item in items} for items in (old, new))
    found = [
        Change(f"{field.label} {place}", _("taken away"), marked(_name(field, item["value"]), ""))
        for place, item in enumerate(old, start=1)
        if item["id"] not in after
    ]
    for place, item in enumerate(new, start=1):
        where = f"{field.label} {place}"
        if item["id"] not in before:
            found.append(Change(where, _("added"), marked("", _name(field, item["value"]))))
            continue
        inner = changes_between(field.fields, before[item["id"]], item["value"])
        found += [Change(f"{where}: {one.where}", one.what, one.pieces) for one in inner]
    kept = [[item["id"] for item in items if item["id"] in before and item["id"] in after] for items in (old, new)]
    if kept[0] != kept[1]:
        found.append(Change(str(field.label), _("in another order")))
    return found


def _name(field: AuthorField, value: dict[str, Any]) -> str:
    """What an item is called: all that is written in it."""
    told = (_told(one, value.get(one.name)) for one in field.fields if one.kind not in ("flag", "picture", "list"))
    return " · ".join(filter(None, told))


def _told(field: AuthorField, value: Any) -> str:
    """A value as its author reads it."""
    if field.kind == "picture":
        return _("picture") if value else ""
    if field.kind == "flag":
        return _("yes") if value else _("no")
    if field.kind == "choice":
        return str(dict(field.choices).get(value, value or ""))
    if field.kind == "rich":
        return strip_tags(re.sub(r"</(p|li|h\d)>|<br/?>", "\n", str(value or ""))).strip()
    return "" if value is None else str(value).strip()


def _what(told: str, tells: str) -> str:
    if told and tells:
        return _("changed")
    return _("added") if tells else _("taken away")


def marked(earlier: str, later: str) -> tuple[Piece, ...]:
    """Both texts in one, word by word. Words that only white space parts are marked together."""
    old, new = _WORDS.findall(earlier), _WORDS.findall(later)
    pieces: list[Piece] = []
    for tag, at, until, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(old[at:until]), "same"))
            continue
        pieces += [Piece("".join(old[at:until]), "gone")] if until > at else []
        pieces += [Piece("".join(new[start:end]), "new")] if end > start else []
    return tuple(pieces)
