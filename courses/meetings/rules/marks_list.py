"""Reading who was there from a spreadsheet: a table with headings, or lines of an address or a name and a mark.
No ORM, no request; every line gets an answer, and a mistake names its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from courses.meetings.rules.attending import ABSENT, PART, PRESENT
from lms.records.tables import unguarded

MOST_LINES = 500
WHO = {"email", "e-mail", "sähköposti", "sähköpostiosoite", "e-post", "epost", "e-postadress", "email address"}
FIRST = {"firstname", "first name", "etunimi", "förnamn"}
LAST = {"lastname", "last name", "surname", "sukunimi", "efternamn"}
NAME = {"name", "nimi", "namn", "participant", "osallistuja", "deltagare"}
STATE = {"state", "status", "attendance", "läsnäolo", "läsnä", "tila", "närvaro"}
HOURS = {"hours", "tunnit", "tuntia", "timmar", "h"}
REASON = {"reason", "syy", "orsak", "peruste"}
#: What people write for each mark, in small letters.
MARKS = {
    PRESENT: {"present", "p", "paikalla", "läsnä", "kyllä", "x", "1", "närvarande", "ja", "yes"},
    PART: {"part", "osa", "osan", "osittain", "delvis", "partly"},
    ABSENT: {"absent", "a", "poissa", "ei", "0", "-", "frånvarande", "nej", "no"},
}
MOST_REASON = 200


class Problem(StrEnum):
    """Why a line marks nobody."""

    NONE = ""
    NOBODY_NAMED = "nobody named"
    BAD_MARK = "bad mark"
    BAD_HOURS = "bad hours"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One line: whom it names and what it says."""

    line: int
    who: str
    state: str = ""
    minutes: int = 0
    reason: str = ""
    problem: Problem = Problem.NONE
    #: Which participant it is, once somebody has looked.
    enrolment_id: int = 0


def read_marks(text: str, *, day_minutes: int) -> list[MarkLine]:
    """Every line that says something. ``day_minutes`` is as long as a part of the day can be."""
    top = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = next((sign for sign in ";\t," if sign in top), ";")
    return list(_lines(text, delimiter, day_minutes))


def _lines(text: str, delimiter: str, day_minutes: int) -> Iterator[MarkLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    try:
        for cells in reader:
            plain = [unguarded(cell.strip()) for cell in cells]
            if not any(plain):
                continue
            if columns is None:
                columns = [cell.strip("\"'").lower() for cell in plain]
                if set(columns) & (WHO | NAME | LAST):
                    continue
                columns = ["email", "state", "hours", "reason"]
            yield _read(reader.line_num, dict(zip(columns, plain, strict=False)), day_minutes)
    except csv.Error:  # a cell without an end
        yield MarkLine(reader.line_num, "", problem=Problem.NOBODY_NAMED)


def _cell(row: dict[str, str], names: set[str]) -> str:
    return next((row[name] for name in row if name in names and row[name]), "")


def _read(line: int, row: dict[str, str], day_minutes: int) -> MarkLine:
    whole = " ".join(part for part in (_cell(row, FIRST), _cell(row, LAST)) if part)
    who = " ".join((_cell(row, WHO) or whole or _cell(row, NAME)).lower().split())[:254]
    said, reason = _cell(row, STATE).lower(), " ".join(_cell(row, REASON).split())[:MOST_REASON]
    found = MarkLine(line, who, reason=reason)
    if not who:
        return replace(found, problem=Problem.NOBODY_NAMED)
    state = next((state for state, words in MARKS.items() if said in words), "")
    if not state:
        return replace(found, problem=Problem.BAD_MARK)
    if state != PART:
        return replace(found, state=state, reason=reason if state == ABSENT else "")
    minutes = minutes_in(_cell(row, HOURS))
    if not 0 < minutes <= day_minutes:
        return replace(found, problem=Problem.BAD_HOURS)
    return replace(found, state=state, minutes=minutes)


def minutes_in(text: str) -> int:
    """Minutes of "3", "3,5" or "3.5" hours; 0 for anything else."""
    whole, _comma, rest = text.replace(",", ".").partition(".")
    parts = (whole or "0", rest or "0")
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return 0
    return int(whole or 0) * 60 + int(rest or 0) * 60 // 10 ** len(rest or "0")


def match_lines(lines: list[MarkLine], people: list[tuple[int, str, str]]) -> list[MarkLine]:
    """The lines with the participant that each names. ``people``: (enrolment, address, name). A name that two people
    have names neither."""
    by_address = {email.lower(): pk for pk, email, _name in people if email}
    by_name: dict[str, list[int]] = {}
    for pk, _email, name in people:
        for form in {name.lower(), _turned(name.lower())}:
            by_name.setdefault(form, []).append(pk)
    seen: set[int] = set()
    found = []
    for line in lines:
        one = line if line.problem else _matched(line, by_address, by_name, seen)
        seen.add(one.enrolment_id)
        found.append(one)
    return found


def _turned(name: str) -> str:
    """Family name first, as lists have it."""
    first, _space, last = name.partition(" ")
    return f"{last} {first}"


def _matched(line: MarkLine, by_address: dict[str, int], by_name: dict[str, list[int]], seen: set[int]) -> MarkLine:
    named = [by_address[line.who]] if line.who in by_address else by_name.get(line.who.replace(",", ""), [])
    if not named:
        return replace(line, problem=Problem.UNKNOWN)
    if len(named) > 1:
        return replace(line, problem=Problem.SEVERAL)
    return replace(line, enrolment_id=named[0], problem=Problem.TWICE if named[0] in seen else Problem.NONE)
