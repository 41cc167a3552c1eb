"""Reading whom a trainer invites: addresses one a line, as mail programs write them, or a table from a spreadsheet.
No ORM, no request; every line gets an answer, and a mistake names its line."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from lms.records.tables import BOM, unguarded

MOST_LINES = 500
MOST_CHARACTERS = 200_000
NAME_LENGTH = 200
ADDRESS_LENGTH = 254

#: What the columns are called in Moodle's files and in Finnish, Swedish and English ones; compared in small letters.
EMAIL_COLUMNS = {
    "email", "e-mail", "email address", "e-mail address", "mail", "sähköposti", "sähköpostiosoite", "s-posti",
    "e-post", "epost", "e-postadress",
}  # fmt: skip
FIRST_COLUMNS = {"firstname", "first name", "first_name", "etunimi", "etunimet", "förnamn"}
LAST_COLUMNS = {"lastname", "last name", "last_name", "surname", "sukunimi", "efternamn"}
WHOLE_COLUMNS = {"name", "full name", "fullname", "nimi", "namn"}
#: Moodle's "group1" is a group of the course; its "cohort1", a group of the whole site, comes after it.
GROUP_COLUMNS = ("group1", "group", "ryhmä", "ryhma", "grupp", "cohort1", "cohort")
GROUP_LENGTH = 80

NAMED = re.compile(r'^\s*"?(?P<name>[^<>"@]*?)"?\s*<\s*(?P<email>[^<>]*)>\s*$')
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
IS_ADDRESS = EmailValidator()


class Problem(StrEnum):
    """Why a line invites nobody."""

    NONE = ""
    NO_ADDRESS = "no address"
    BAD_ADDRESS = "bad address"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Invited:
    """One person of the list, with the line they stand on."""

    line: int
    email: str
    name: str = ""
    problem: Problem = Problem.NONE
    #: For what stands there twice: the line where it stood first.
    first_line: int = 0
    group: str = ""


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8, with or without its mark, Excel's "Unicode text", or the Windows code page of
    Finnish and Swedish, in which every byte means something."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tidy(text: str) -> str:
    """The text with plain line ends and nothing unprintable."""
    plain = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", plain).strip("\n")


def read_invited(text: str) -> list[Invited]:
    """Everybody in the list, in order. Who stands there twice is invited where they stood first."""
    first: dict[str, int] = {}
    found = []
    for one in _people_in(tidy(text)):
        if not one.problem and one.email in first:
            one = replace(one, problem=Problem.TWICE, first_line=first[one.email])  # noqa: PLW2901
        elif not one.problem:
            first[one.email] = one.line
        found.append(one)
    return found


def _people_in(text: str) -> Iterator[Invited]:
    top = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = next((sign for sign in ";\t," if sign in top), ";")
    columns = [_small(cell) for cell in top.split(delimiter)]
    if EMAIL_COLUMNS & set(columns):
        yield from _in_table(text, columns, delimiter)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _on_line(number, line)


def _small(cell: str) -> str:
    return cell.strip().strip("\"'").lower()


def _in_table(text: str, columns: list[str], delimiter: str) -> Iterator[Invited]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header_seen, begins = False, 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header_seen:
                row = dict(zip(columns, (unguarded(cell.strip()) for cell in cells), strict=False))
                one = _person(line, _cell(row, EMAIL_COLUMNS), _name_in(row))
                yield replace(one, group=_group_in(row))
            header_seen = True
    except csv.Error:  # a cell without an end, longer than any name
        yield Invited(begins, "", problem=Problem.NO_ADDRESS)


def _cell(row: dict[str, str], names: set[str]) -> str:
    return next((row[name] for name in row if name in names and row[name]), "")


def _name_in(row: dict[str, str]) -> str:
    parts = [_cell(row, FIRST_COLUMNS), _cell(row, LAST_COLUMNS)]
    return " ".join(part for part in parts if part) or _cell(row, WHOLE_COLUMNS)


def _group_in(row: dict[str, str]) -> str:
    """The group that the row names first."""
    found = next((row[name] for name in GROUP_COLUMNS if row.get(name)), "")
    return " ".join(found.split())[:GROUP_LENGTH]


def _on_line(number: int, line: str) -> Iterator[Invited]:
    """A line without a header: an address, a name with it, several of them, or cells in any order."""
    if named := NAMED.match(line.strip(" ;,\t")):
        yield _person(number, named["email"], named["name"])
        return
    delimiter = next((sign for sign in ";\t," if sign in line), ";")
    cells = [unguarded(cell.strip()) for cell in line.split(delimiter) if cell.strip()]
    addresses = [cell for cell in cells if "@" in cell]
    if len(addresses) == 1:
        match = NAMED.match(addresses[0])
        names = [cell for cell in cells if "@" not in cell] + ([match["name"]] if match and match["name"] else [])
        yield _person(number, match["email"] if match else addresses[0], " ".join(names))
        return
    for cell in cells if addresses else [line]:
        match = NAMED.match(cell)
        yield _person(number, match["email"] if match else cell, match["name"] if match else "")


def _person(line: int, email: str, name: str) -> Invited:
    email, name = email.strip().strip("\"'").lower(), " ".join(name.split())[:NAME_LENGTH]
    if "@" not in email:
        return Invited(line, email[:ADDRESS_LENGTH], name, Problem.BAD_ADDRESS if email else Problem.NO_ADDRESS)
    try:
        IS_ADDRESS(email)
    except ValidationError:
        return Invited(line, email[:ADDRESS_LENGTH], name, Problem.BAD_ADDRESS)
    is_long = len(email) > ADDRESS_LENGTH
    return Invited(line, email[:ADDRESS_LENGTH], name, Problem.BAD_ADDRESS if is_long else Problem.NONE)
