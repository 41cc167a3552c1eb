"""Files as text, always in the same way: the same content is the same bytes, and a small edit a small difference."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import yaml

#: Lists whose entries are long: an empty line between them, as one reads them.
_SPACED = ("actors", "certificates", "facts", "milestones", "questions", "terms")
#: A line that would end the front matter of a Markdown file.
_FENCE = re.compile(r"^\s*---\s*$", re.MULTILINE)


class _Dumper(yaml.SafeDumper):
    """Lists stand inside their name; texts of several lines stand as they are read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    if "\n" not in value:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value)
    if _FENCE.search(value) or value != value.strip():
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", f"{value}\n", style="|")


def _day(dumper: _Dumper, value: datetime.date) -> yaml.ScalarNode:
    """The first of a month is the month: facts are checked in a month."""
    if value.day == 1:
        return dumper.represent_scalar("tag:yaml.org,2002:str", f"{value:%Y-%m}")
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime.date, _day)


def yaml_of(data: Mapping[str, Any] | list[Any]) -> str:
    """``data`` as YAML in the order that it has."""
    plain = _clean(data)
    if not isinstance(plain, Mapping) or not plain:
        return _dump(plain)
    return "".join(
        _spaced(name, value) if name in _SPACED and value else _dump({name: value}) for name, value in plain.items()
    )


def _spaced(name: str, entries: list[Any]) -> str:
    head = f"{name}:\n"
    return head + "\n".join(_dump({name: [entry]}).removeprefix(head) for entry in entries)


def _dump(plain: Any) -> str:
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


def document_of(front: Mapping[str, Any], body: str) -> str:
    """A Markdown file: front matter, then the text."""
    return f"---\n{yaml_of(front)}---\n{body.strip()}\n"


def clean_text(text: str) -> str:
    """Plain text with one kind of line end and nothing around it."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def lines_of(text: str) -> list[str]:
    """The non-empty lines of a field of one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def said(**values: Any) -> dict[str, Any]:
    """Only what says something: empty texts, lists and None are left out. False and 0 say something."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], ())}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {str(name): _clean(inner) for name, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list | tuple) else value
