"""Verdicts about assignments: facts in, verdict out. No ORM, no clock, no request."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from assessments.graded.facts.assignments import AssignmentSettings

#: Longer texts are files.
LONGEST_TEXT = 100_000
LONGEST_COMMENT = 10_000
#: A shorter passage would tear words apart all over the text.
SHORTEST_PASSAGE = 2
#: What one has to tick before handing in.
STATEMENTS = ("own_work", "unidentifiable")


def words_in(text: str) -> int:
    """Words of a text; a lone dash is no word."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def due_at(
    *,
    extended_until: datetime.datetime | None,
    set_for_run: datetime.datetime | None,
    starts: datetime.date | None,
    due_days: int | None,
    zone: datetime.tzinfo | None = None,
) -> datetime.datetime | None:
    """When somebody's work is due: their own extension, else the run's date, else so many days from its start, at
    the end of that day. None when there is no date; nothing is ever refused for being late."""
    if extended_until or set_for_run:
        return extended_until or set_for_run
    if starts is None or due_days is None:
        return None
    day = starts + datetime.timedelta(days=due_days)
    return datetime.datetime.combine(day, datetime.time(23, 59), tzinfo=zone or ZoneInfo("Europe/Helsinki"))


def is_past_due(moment: datetime.datetime, due: datetime.datetime | None) -> bool:
    """Whether ``moment`` is after the due date. Dates are told to the minute, and "23.59" lasts until midnight."""
    return due is not None and moment >= due + datetime.timedelta(minutes=1)


def missing_to_hand_in(settings: AssignmentSettings, *, words: int, files: int) -> list[str]:
    """What keeps a work from being handed in, by name: "text", "words", "files" or "anything"."""
    if settings.takes_text and settings.takes_files and not words and not files:
        return ["anything"]
    missing = []
    if settings.takes_text and not settings.takes_files and not words:
        missing.append("text")
    if settings.takes_files and not settings.takes_text and not files:
        missing.append("files")
    if words < settings.min_words and not missing and not (files and settings.takes_files):
        missing.append("words")
    return missing


def fingerprint(seq: int, files: Iterable[int]) -> str:
    """Tells whether a work is still the one that a page showed."""
    return "-".join(str(number) for number in (seq, *sorted(files)))


def levels_given(settings: AssignmentSettings, levels: Mapping[str, str]) -> dict[str, int]:
    """The chosen level of each criterion that has one. Whatever is no level of this rubric is left out."""
    given = {}
    for criterion in settings.criteria:
        text = levels.get(criterion.key, "")
        if text.isascii() and text.isdigit() and len(text) < 3 and int(text) < len(criterion.levels):
            given[criterion.key] = int(text)
    return given


def missing_to_decide(
    settings: AssignmentSettings, *, decision: str, levels: Mapping[str, int], comment: str
) -> list[str]:
    """What a decision still needs: "decision", "levels" or "comment"."""
    if decision not in ("accepted", "returned"):
        return ["decision"]
    if decision == "accepted":
        return ["levels"] if any(one.key not in levels for one in settings.criteria) else []
    return [] if comment.strip() else ["comment"]


def covered(text: str, passages: Sequence[str], mark: str) -> tuple[str, int]:
    """``text`` with every one of ``passages`` replaced by ``mark``, and how many there were. Letters count alike
    in any case and any run of spaces, so that a name is found at the beginning of a line too, and however "ä" is
    written: texts pasted from some programs have the letter and its dots apart."""
    found = 0
    for passage in sorted(passages, key=len, reverse=True):
        words = (_any_form(word) for word in passage.split())
        text, times = re.subn(r"\s+".join(words), lambda _match: mark, text, flags=re.IGNORECASE)
        found += times
    return text, found


def _any_form(word: str) -> str:
    """A pattern of the word in which each letter may be one character, taken apart, or put together half-way, as some
    keyboards write a letter with two marks. What stands in the text just so is found in any case."""
    forms = (_forms(letter) for letter in unicodedata.normalize("NFC", word))
    written = "".join(f"(?:{'|'.join(map(re.escape, sorted(one)))})" for one in forms)
    return f"(?:{written}|{re.escape(word)})"


def _forms(letter: str) -> set[str]:
    apart = unicodedata.normalize("NFD", letter)
    half_way = {unicodedata.normalize("NFC", apart[:at]) + apart[at:] for at in range(1, len(apart) + 1)}
    return half_way | {apart}
