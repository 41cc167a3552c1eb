"""Reading the starter files into plain data that knows where it stands: every complaint names path and line."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: Blocks that may bring a card of the service network along, in their last line: ``~~~ network ohjaamo``.
CARD_KINDS = frozenset({"case"})
CARD_MARK = "~~~ network "
TEXT_KINDS = frozenset({"text", "callout", "case", "stop", "try", "fold", "read"})


class BrokenFile(Exception):
    """A starter file that cannot be used; ``str()`` is "path:line: what is wrong"."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.message = path, line, message

    def __str__(self) -> str:
        path = self.path.relative_to(Path.cwd()) if self.path.is_relative_to(Path.cwd()) else self.path
        return f"{path}:{self.line}: {self.message}"


class Fields(dict):
    """A YAML mapping whose readers refuse the wrong type and say in which line it stands."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__()
        self.path, self.line = path, line
        self.lines: dict[str, int] = {}

    def fault(self, message: str, key: str = "") -> BrokenFile:
        return BrokenFile(self.path, self.lines.get(key, self.line), message)

    def only(self, *allowed: str) -> None:
        """Refuse a key that nobody reads: most often a misspelt one."""
        for key in self:
            if key not in allowed:
                raise self.fault(f"“{key}” means nothing here. Known: {', '.join(sorted(allowed))}.", key)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.get(key)
        if value is None:
            if default is None:
                raise self.fault(f"“{key}” is missing.", key)
            return default
        if not isinstance(value, str):
            raise self.fault(f"“{key}” must be text; put it in quotes.", key)
        return value.strip()

    def number(self, key: str, default: int | None = None) -> int:
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(f"“{key}” must be a whole number.", key)
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(f"“{key}” must be true or false.", key)
        return value

    def texts(self, key: str) -> list[str]:
        value = self.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(f"“{key}” must be a list of texts.", key)
        return [item.strip() for item in value]

    def each(self, key: str) -> list["Fields"]:
        value = self.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, Fields) for item in value):
            raise self.fault(f"“{key}” must be a list of entries.", key)
        return value

    def day(self, key: str) -> datetime.date | None:
        """A date; a month ("2026-11") is its first day."""
        value = self.get(key)
        if value is None or isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(str(value), "%Y-%m").date()
        except ValueError:
            raise self.fault(f"“{key}” must be a day (2026-11-21) or a month (2026-11).", key) from None


@dataclass(frozen=True)
class Piece:
    """A stretch of Markdown (``kind`` is empty) or one directive block."""

    kind: str
    title: str
    text: str
    line: int
    plain: str = ""
    plain_line: int = 0
    #: What the block shows besides its text, by the card's key.
    card: str = ""
    #: The Finnish block that this one translates.
    source: "Piece | None" = None


@dataclass(frozen=True)
class Document:
    """A Markdown file: front matter and body."""

    path: Path
    front: Fields
    pieces: tuple[Piece, ...]
    body_line: int
    language: str = "fi"

    def fault(self, message: str, line: int = 0) -> BrokenFile:
        return BrokenFile(self.path, line or 1, message)


def read_text(path: Path) -> str:
    """The file's text; a missing file or wrong encoding is a fault of that file."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise BrokenFile(path, 1, "The file is missing.") from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenFile(path, raw[: error.start].count(b"\n") + 1, "The file is not UTF-8.") from None


def read_document(path: Path) -> Document:
    """Front matter between ``---`` lines, then Markdown with directive blocks."""
    lines = read_text(path).splitlines()
    if not lines or lines[0].strip() != "---":
        raise BrokenFile(path, 1, "The file must begin with front matter between lines of ---.")
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        raise BrokenFile(path, 1, "The front matter has no closing ---.") from None
    front = parse_yaml("\n".join(lines[1:end]), path=path, first_line=2)
    if not isinstance(front, Fields):
        raise BrokenFile(path, 2, "The front matter must be “name: value” lines.")
    return Document(path, front, tuple(pieces_in(lines[end + 1 :], path, end + 2)), end + 2)


def read_data(path: Path) -> Any:
    """A YAML file."""
    return parse_yaml(read_text(path), path=path)


def read_fields(path: Path) -> Fields:
    """A YAML file of named values."""
    data = read_data(path)
    if not isinstance(data, Fields):
        raise BrokenFile(path, 1, "The file must be “name: value” lines.")
    return data


def pieces_in(lines: list[str], path: Path, first_line: int) -> list[Piece]:
    """Stretches of Markdown and the directive blocks between them; ``first_line`` is where ``lines`` begin."""
    pieces: list[Piece] = []
    stretch: list[str] = []
    start, opened = first_line, None
    for number, line in enumerate([*lines, None], start=first_line):  # type: ignore[list-item]
        mark = line is not None and line.startswith(":::")
        if line is not None and not mark:
            stretch.append(line)
            continue
        heading = line[3:].strip() if line else ""
        if opened is None:
            if any(part.strip() for part in stretch):
                pieces.append(Piece("", "", "\n".join(stretch), start))
            if mark and not heading:
                raise BrokenFile(path, number, "A block is closed here, but none is open.")
            opened = heading or None
        elif line is None or heading:
            raise BrokenFile(path, start - 1, "This block is never closed with :::.")
        else:
            pieces.append(_directive(opened, stretch, path, start))
            opened = None
        stretch, start = [], number + 1
    return pieces


def _directive(heading: str, lines: list[str], path: Path, line: int) -> Piece:
    kind, _space, title = heading.partition(" ")
    card = ""
    named = next((place for place, text in enumerate(lines) if text.startswith(CARD_MARK)), None)
    if named is not None and kind in CARD_KINDS and not any(text.strip() for text in lines[named + 1 :]):
        card, lines = lines[named].removeprefix(CARD_MARK).strip(), lines[:named]
    marks = [place for place, text in enumerate(lines) if text.startswith("~~~")]
    if not marks:
        return Piece(kind, title.strip(), "\n".join(lines), line, card=card)
    place = marks[0]
    if len(marks) > 1 or lines[place].strip() != "~~~ plain" or kind not in TEXT_KINDS:
        raise BrokenFile(path, line + marks[-1], "Only one “~~~ plain” may stand in a block, and only in a text block.")
    text, plain = "\n".join(lines[:place]), "\n".join(lines[place + 1 :])
    return Piece(kind, title.strip(), text, line, plain, line + place + 1, card)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML whose mappings are ``Fields``."""

    path: Path
    first_line: int


def _fields(loader: _Loader, node: yaml.MappingNode) -> Fields:
    fields = Fields(loader.path, node.start_mark.line + loader.first_line)
    for key_node, value_node in node.value:
        key, line = str(loader.construct_object(key_node, deep=True)), key_node.start_mark.line + loader.first_line
        if key in fields:
            raise BrokenFile(loader.path, line, f"“{key}” stands here twice.")
        fields[key] = value = loader.construct_object(value_node, deep=True)
        if isinstance(value, str) and "\x00" in value:
            raise BrokenFile(loader.path, line, f"“{key}” holds a sign that no text may hold.")
        fields.lines[key] = line
    return fields


_Loader.add_constructor("tag:yaml.org,2002:map", _fields)


def parse_yaml(text: str, *, path: Path, first_line: int = 1) -> Any:
    """``text`` as data; a mistake in it is a ``BrokenFile`` at its own line."""
    try:
        _refuse_knots(text, path, first_line)
        loader = _Loader(text)
        loader.path, loader.first_line = path, first_line
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise BrokenFile(path, first_line + line, f"This is not YAML: {error.problem}.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BrokenFile(path, first_line, f"This is not YAML: {error}.") from None


def _refuse_knots(text: str, path: Path, first_line: int) -> None:
    """A value that refers to another one, or to itself, grows without end when it is copied."""
    if "*" not in text or "&" not in text:
        return
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = first_line + event.start_mark.line
            raise BrokenFile(path, line, "A value cannot refer to another one with *; put such a text in quotes.")
