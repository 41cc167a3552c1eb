"""Moodle's texts with gaps: answers written into the text (cloze), and words chosen or dragged into it."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.interchange.facts import MAX_ANSWERS, CannotCome, item
from assessments.interchange.markup import too_much
from assessments.interchange.moodle_texts import Source, in_words, number_of
from assessments.interchange.shares import Answer

_WRITTEN = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_BY_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
_ENDS = ("", *(f"{line}{way}" for line in ("", "_") for way in ("V", "H", "S", "VS", "HS")))
_CHOSEN = {f"{name}{end}" for name in ("MULTICHOICE", "MC") for end in _ENDS}
_GAP = re.compile(r"\{(\d{0,3}):([A-Z_]{2,20}):((?:[^\\{}]|\\.){0,3000})\}", re.DOTALL)
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_PARTS = re.compile(r"(?:[^~\\]|\\.)+", re.DOTALL)
_SHARE = re.compile(r"%(-?\d{1,3}(?:\.\d{1,9})?)%")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_cloze(source: Source) -> None:
    """Each answer in the text is a gap. What stands before the first gap, up to an empty line, is the task."""
    gaps: list[dict[str, Any]] = []

    def take(found: re.Match[str]) -> str:
        gaps.append(_gap(source, len(gaps) + 1, found))
        return f"[[{len(gaps)}]]"

    if source.question.values.get("stem", "").count("{") > MAX_ANSWERS:
        raise CannotCome(too_much())
    text = _GAP.sub(take, source.question.values.pop("stem", "").replace("[[", "[ ["))
    _put_text(source, text, gaps)


def read_chosen_words(source: Source) -> None:
    """Words by number, in groups: a gap's wrong choices are the other words of its group."""
    nodes = [*source.node.all("selectoption"), *source.node.all("dragbox")]
    words = [(source.line(node), node.said("group") or "1") for node in nodes]
    gaps: list[dict[str, Any]] = []

    def take(found: re.Match[str]) -> str:
        place = int(found[1])
        if not 1 <= place <= len(words):
            raise CannotCome(_("A gap points to a word that is not in the file."))
        right, group = words[place - 1]
        others = {text: None for text, of in words if of == group and text.casefold() != right.casefold()}
        gaps.append({"gap": str(len(gaps) + 1), "answers": right, "wrong": "\n".join(others)})
        return f"[[{len(gaps)}]]"

    _put_text(source, _PLACE.sub(take, source.question.values.pop("stem", "")), gaps)


def _put_text(source: Source, text: str, gaps: list[dict[str, Any]]) -> None:
    if not gaps:
        raise CannotCome(_("Its text has no gap that can be read."))
    task, empty_line, rest = text.partition("\n\n")
    if not empty_line or "[[" in task:
        with override("fi"):  # the language of the bank, whoever reads the file in
            task, rest = _("Fill in the gaps."), text
    source.question.kind = "gap_fill"
    source.question.values |= {
        "stem": task,
        "text": rest.strip(),
        "gaps": [item(number, **gap) for number, gap in enumerate(gaps, start=1)],
    }


def _gap(source: Source, number: int, found: re.Match[str]) -> dict[str, Any]:
    weight, kind, body = found.groups()
    if kind not in _WRITTEN | _NUMBERS | _CHOSEN:
        raise CannotCome(_("A gap of the kind “%(kind)s” has no counterpart here.") % {"kind": kind})
    if weight not in ("", "1"):
        source.question.lose(_("Gaps of different weight: here each counts the same."))
    answers = [_answer(part) for part in _PARTS.findall(body)]
    right = [answer for answer in answers if answer.share >= 100]
    if any(0 < answer.share < 100 for answer in answers):
        source.question.lose(_("Answers that give a part of the points: here an answer is right or wrong."))
    gap = {"gap": str(number), "feedback": next((answer.feedback for answer in right if answer.feedback), "")}
    if any(answer.feedback for answer in answers if answer.share < 100):
        source.question.lose(_("Feedback for single wrong answers: here a gap has one feedback."))
    if kind in _BY_CASE:
        source.question.lose(_("Capital letters had to be right; here they make no difference."))
    texts = [way for answer in right for way in (_numbers(source, answer.text) if kind in _NUMBERS else [answer.text])]
    if kind not in _CHOSEN:
        return gap | {"answers": "\n".join(texts)}
    if len(texts) > 1:
        source.question.lose(_("A list with several right choices: the first one comes along."))
    wrong = [answer.text for answer in answers if answer.share < 100 and answer.text]
    return gap | {"answers": "\n".join(texts[:1]), "wrong": "\n".join(wrong)}


def _answer(part: str) -> Answer:
    """One answer between two waves: "=" or a per cent before it, feedback after a hash."""
    marked = re.sub(r"\\#", "\x00", part.strip())
    text, _hash, feedback = marked.partition("#")
    share = Decimal(0)
    if text.startswith("="):
        share, text = Decimal(100), text[1:]
    if found := _SHARE.match(text):
        share, text = number_of(found[1]) or Decimal(0), text[found.end() :]
    return Answer(_bare(text), share, _bare(feedback))


def _bare(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).replace("\x00", "#").split())


def _numbers(source: Source, text: str) -> list[str]:
    """A number as it is written here, and with a point where that differs."""
    number, _colon, tolerance = text.partition(":")
    if (number_of(tolerance or "0") or 0) != 0:
        source.question.lose(_("How far off a number in a gap may be: here it must be exact."))
    exact = number_of(number)
    ways = [] if exact is None else [in_words(exact), in_words(exact).replace(",", ".")]
    return list(dict.fromkeys([*ways, number.strip()]))


READERS: dict[str, Callable[[Source], None]] = {
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "gapselect": read_chosen_words,
    "ddwtos": read_chosen_words,
}
