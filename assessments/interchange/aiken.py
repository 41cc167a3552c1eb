"""Aiken: one question, lettered options, and the letter of the right one."""

import re

from django.utils.translation import gettext as _

from assessments.interchange.facts import MAX_ANSWERS, MAX_QUESTIONS, MAX_TEXT, TITLE, ReadQuestion, UnusableFile, item
from assessments.interchange.markup import too_much

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(\S.*)")
#: A question of this format may have braces; another format has no such line.
FIRST_OPTION = re.compile(r"^[ \t]{0,9}A[.)][ \t]", re.MULTILINE)
ANSWER = re.compile(r"^[ \t]{0,9}ANSWER[ \t]{0,9}:[ \t]{0,9}([A-Z])?[ \t]{0,9}$", re.IGNORECASE | re.MULTILINE)


def read_aiken(text: str) -> list[ReadQuestion]:
    """The questions in order: each ends with its ANSWER line. Raises ``UnusableFile``."""
    pieces = ANSWER.split(text)
    *asked, _rest = zip(pieces[::2], [*pieces[1::2], ""], strict=True)
    if len(asked) > MAX_QUESTIONS:
        raise UnusableFile(_("The file has more than %(count)s questions. Divide it.") % {"count": MAX_QUESTIONS})
    questions = [_read(number, body, (letter or "").upper()) for number, (body, letter) in enumerate(asked, start=1)]
    if _rest[0].strip():
        last = ReadQuestion(number=len(questions) + 1, title=" ".join(_rest[0].split())[:TITLE])
        last.refusal = _("It has no line “ANSWER:” with the letter of the right option.")
        questions.append(last)
    return questions


def _read(number: int, body: str, right: str) -> ReadQuestion:
    if len(body) > MAX_TEXT or body.count("\n") > MAX_ANSWERS:
        return ReadQuestion(number=number, title=" ".join(body[:TITLE].split()), refusal=too_much())
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    for line in filter(str.strip, body.split("\n")):
        found = _OPTION.fullmatch(line)
        if found:
            options.append((found[1], found[2].strip()))
        elif options:  # an option that goes on
            letter, text = options.pop()
            options.append((letter, f"{text} {line.strip()}"[:MAX_TEXT]))
        else:
            stem.append(line.strip())
    question = ReadQuestion(number=number, kind="single_choice", title=" ".join(stem)[:TITLE])
    question.values = {
        "stem": "\n".join(stem),
        "options": [
            item(place, text=text, correct=letter == right) for place, (letter, text) in enumerate(options, start=1)
        ],
    }
    if right not in {letter for letter, _text in options}:
        question.refusal = _("The letter after “ANSWER:” is none of its options.")
    return question
