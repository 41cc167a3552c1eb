"""GIFT: questions in plain text, as Moodle's documentation describes them."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange.embedded import Place
from assessments.interchange.facts import (
    MAX_ANSWERS,
    MAX_QUESTIONS,
    MAX_TEXT,
    TITLE,
    CannotCome,
    ReadQuestion,
    UnusableFile,
    category_in,
    tags_in,
)
from assessments.interchange.gift_text import Chunk, back, chunks_of
from assessments.interchange.markup import as_written, looks_like_html, plain, too_much
from assessments.interchange.moodle_texts import in_words, number_of
from assessments.interchange.shares import Answer, put_choices, put_pairs, put_patterns, put_verdicts

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_VERDICT = re.compile(r"(T|F|TRUE|FALSE)", re.IGNORECASE)
_ANSWER = re.compile(r"([=~])([^=~]*)")
_SHARE = re.compile(r"\s*%(-?[0-9]{1,3}(?:[.,][0-9]{1,9})?)%")
#: Where the answer belongs, when the question goes on after it.
_MISSING = "_____"


def read_gift(text: str) -> list[ReadQuestion]:
    """The questions in order. Raises ``UnusableFile``."""
    chunks = chunks_of(text)
    if len(chunks) > MAX_QUESTIONS:
        raise UnusableFile(_("The file has more than %(count)s questions. Divide it.") % {"count": MAX_QUESTIONS})
    if not any("{" in chunk.text or "::" in chunk.text for chunk in chunks):
        raise UnusableFile(_("No question was found in the file. Is it Moodle XML, GIFT or Aiken?"))
    return [_read(chunk, number) for number, chunk in enumerate(chunks, start=1)]


def _read(chunk: Chunk, number: int) -> ReadQuestion:
    question = ReadQuestion(
        number=number, category=category_in(chunk.category), own_id=chunk.own_id, tags=tags_in(list(chunk.tags))
    )
    rest = chunk.text
    if title := _TITLE.match(rest):
        question.title, rest = " ".join(back(title[1]).split())[:TITLE], rest[title.end() :]
    try:
        if len(rest) > MAX_TEXT or rest.count("=") + rest.count("~") > 2 * MAX_ANSWERS:
            raise CannotCome(too_much())
        _read_body(question, rest)
    except CannotCome as reason:
        question.refusal = str(reason)
    question.title = question.title or str(question.values.get("stem") or "")[:TITLE]
    return question


def _read_body(question: ReadQuestion, text: str) -> None:
    style = _FORMAT.match(text)
    said = _Words(question, style[1].lower() if style else "moodle")
    before, opening, after = text[style.end() if style else 0 :].partition("{")
    body, closing, tail = after.partition("}")
    if opening and not closing:
        raise CannotCome(_("Its answers have no closing brace. An empty line ends a question, also among its answers."))
    if "}" in before:
        raise CannotCome(_("It has a closing brace and no opening one. An empty line ends a question."))
    if "{" in tail or "}" in tail:
        raise CannotCome(_("It has several sets of answers; one question has one."))
    body, general = _general(body)
    asked = f"{before.strip()} {_MISSING} {tail.strip()}" if tail.strip() else before
    stem = said.text(asked, Place.QUESTION)
    question.values |= {"stem": stem} if stem else {}
    if question.picture and question.picture.alt:
        question.values["picture_alt"] = question.picture.alt
    question.values |= {"feedback": said.text(general)} if general.strip() else {}
    if opening:
        _read_answers(question, body.strip(), said)
        return
    question.kind = "description"
    question.values |= {"stem": question.title or stem.split("\n")[0][:TITLE], "text": stem}


class _Words:
    """Turns what stands in the file into plain text, in the question's format."""

    def __init__(self, question: ReadQuestion, style: str) -> None:
        self.question, self.style = question, style

    def text(self, raw: str, place: Place = Place.BESIDE) -> str:
        own = _FORMAT.match(raw)
        style = own[1].lower() if own else self.style
        text = back(raw[own.end() if own else 0 :]).strip()
        if style == "html" or (style == "moodle" and looks_like_html(text)):
            return plain(text if style == "html" else text.replace("\n", "<br>"), self.question, place)
        return as_written(text, style, self.question)

    def line(self, raw: str, place: Place = Place.ANSWER) -> str:
        return " ".join(self.text(raw, place).split())


def _general(body: str) -> tuple[str, str]:
    answers, _hashes, general = body.partition("####")
    return answers, general


def _read_answers(question: ReadQuestion, body: str, said: _Words) -> None:
    if not body:
        question.kind = "essay"
        return
    if body.startswith("#"):
        _read_number(question, body[1:], said)
        return
    verdict, *feedback = body.split("#")
    if _VERDICT.fullmatch(verdict.strip()):
        _read_verdict(question, verdict.strip().upper().startswith("T"), feedback, said)
        return
    found = _ANSWER.findall(body)
    if not found or body[0] not in "=~":
        raise CannotCome(_("Its answers do not begin with = or ~."))
    if all(sign == "=" and "->" in text for sign, text in found):
        _read_pairs(question, [text for _sign, text in found], said)
        return
    if all(sign == "=" for sign, _text in found):
        put_patterns(question, [_answer(sign, text, said) for sign, text in found])
        return
    answers = [_answer(sign, text, said, Place.OPTION) for sign, text in found]
    put_choices(question, answers, single=any(sign == "=" for sign, _text in found))


def _answer(sign: str, text: str, said: _Words, place: Place = Place.ANSWER) -> Answer:
    text, _hash, feedback = text.partition("#")
    share = Decimal(100 if sign == "=" else 0)
    if found := _SHARE.match(text):
        share, text = number_of(found[1]) or Decimal(0), text[found.end() :]
    said.question.of_option.clear()
    words = said.line(text, place)
    return Answer(words, share, said.text(feedback), next(iter(said.question.of_option), None))


def _read_verdict(question: ReadQuestion, is_true: bool, feedback: list[str], said: _Words) -> None:
    """After the verdict first what is said of a wrong answer, then of a right one."""
    question.kind = "true_false"
    question.values["answer"] = is_true
    for name, raw in zip(("feedback_wrong", "feedback_right"), feedback, strict=False):
        if words := said.text(raw):
            question.values[name] = words


def _read_pairs(question: ReadQuestion, texts: list[str], said: _Words) -> None:
    pairs, extras = [], []
    for raw in texts:
        thing, _arrow, match = raw.partition("->")
        match, _hash, feedback = match.partition("#")
        if said.line(thing):
            pairs.append({"text": said.line(thing), "match": said.line(match), "feedback": said.text(feedback)})
        else:
            extras.append(said.line(match))
    put_pairs(question, pairs, extras)


def _read_number(question: ReadQuestion, body: str, said: _Words) -> None:
    question.kind = "numeric"
    signed = body if body.lstrip()[:1] in ("=", "~") else f"={body}"  # one number needs no sign before it
    answers = [_answer(sign, text, said) for sign, text in _ANSWER.findall(signed)]
    right = [answer for answer in answers if answer.share >= 100]
    numbers = [near for near in map(_near, right) if near]
    if not numbers:
        raise CannotCome(_("It has no number that gives all points."))
    if len(numbers) > 1:
        question.lose(_("It had several right numbers; the first one comes along."))
    wanted, tolerance = numbers[0]
    question.values |= {"answer": in_words(wanted), "tolerance": in_words(tolerance)}
    put_verdicts(question, right[:1], [answer for answer in answers if answer.share < 100])


def _near(answer: Answer) -> tuple[Decimal, Decimal] | None:
    """A number and how far off is right: "3", "3:0.5" or "2.5..3.5"."""
    low, dots, high = answer.text.partition("..")
    if dots:
        ends = number_of(low), number_of(high)
        if None in ends:
            return None
        return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    number, _colon, tolerance = answer.text.partition(":")
    wanted, near = number_of(number), number_of(tolerance or "0")
    return (wanted, abs(near)) if wanted is not None and near is not None else None
