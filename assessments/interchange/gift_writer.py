"""GIFT: what it can say of a question. It has no texts with gaps, no orders and no groups."""

from collections.abc import Callable, Iterable
from typing import Any

from assessments.interchange.export_facts import (
    Outgoing,
    Written,
    answers_of_short_text,
    losses_of,
    no_counterpart,
)
from assessments.interchange.gift_text import written as escaped
from assessments.interchange.moodle_texts import in_words
from assessments.kinds.numeric import number_or_none
from assessments.kinds.question import lines_in

NAME = "GIFT"
_SHARES = ("100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10")


def write_gift(questions: Iterable[Outgoing]) -> Written:
    """The file, with a category line before the questions that belong to it."""
    result, pieces, category = Written(), [], None
    for question in questions:
        if question.kind not in _ANSWERS:
            result.left_out.append((question.title, no_counterpart(question.kind, NAME)))
            continue
        if question.category != category:
            category = question.category
            pieces.append(f"$CATEGORY: $course$/top/{category}" if category else "$CATEGORY: $course$/top")
        pieces.append(_question(question))
        result.count += 1
        result.losses += [(question.title, loss) for loss in losses_of(question, NAME)]
    result.text = "\n\n".join(pieces) + "\n"
    return result


def _question(question: Outgoing) -> str:
    values = question.values
    marks = "".join(f" [tag:{_mark(tag)}]" for tag in question.tags)
    is_told = question.kind == "description"
    title = values.get("stem") if is_told else question.title
    text = values.get("text") if is_told else values.get("stem")
    answers = _ANSWERS[question.kind](values)
    general = f"####{escaped(values['feedback'])}" if values.get("feedback") else ""
    end = "" if answers is None else "{" + "\n".join([*answers, *([general] if general else [])]) + "}"
    return f"// [id:{_mark(question.key)}]{marks}\n::{escaped(title or '')}::[plain]{escaped(text or '')}{end}"


def _mark(text: str) -> str:
    return text.replace("\\", "\\\\").replace("]", "\\]")


def _arrowless(text: str | None) -> str:
    """An arrow of two signs parts a pair; in a text it is one sign."""
    return escaped((text or "").replace("->", "→"))


def _said(feedback: str | None) -> str:
    return f"#{escaped(feedback)}" if feedback else ""


def _single(values: dict[str, Any]) -> list[str]:
    options = [one["value"] for one in values["options"]]
    return [
        f"{'=' if one.get('correct') else '~'}{escaped(one['text'])}{_said(one.get('feedback'))}" for one in options
    ]


def _several(values: dict[str, Any]) -> list[str]:
    options = [one["value"] for one in values["options"]]
    part = _SHARES[min(sum(bool(one.get("correct")) for one in options), len(_SHARES)) - 1]
    return [
        f"~%{'' if one.get('correct') else '-'}{part}%{escaped(one['text'])}{_said(one.get('feedback'))}"
        for one in options
    ]


def _verdict(values: dict[str, Any]) -> list[str]:
    wrong, right = escaped(values.get("feedback_wrong") or ""), escaped(values.get("feedback_right") or "")
    return [("TRUE" if values.get("answer") else "FALSE") + (f"#{wrong}#{right}" if wrong or right else "")]


def _words(values: dict[str, Any]) -> list[str]:
    patterns = answers_of_short_text(values, lines_in(values["patterns"]))
    right = [f"={_arrowless(pattern)}{_said(values.get('feedback_right'))}" for pattern in patterns]
    wrong = values.get("feedback_wrong")
    return [*right, *([f"=%0%*{_said(wrong)}"] if wrong else [])]


def _number(values: dict[str, Any]) -> list[str]:
    number, near = (
        in_words(number_or_none(values.get(name) or "0") or 0).replace(",", ".") for name in ("answer", "tolerance")
    )
    wrong = values.get("feedback_wrong")
    first = f"#={number}:{near}{_said(values.get('feedback_right'))}"
    return [first, *([f"~{_said(wrong)}"] if wrong else [])]


def _pairs(values: dict[str, Any]) -> list[str]:
    pairs = [one["value"] for one in values["pairs"]]
    extras = [one["value"]["text"] for one in values.get("extras") or []]
    named = [f"={_arrowless(one['text'])} -> {escaped(one['match'])}{_said(one.get('feedback'))}" for one in pairs]
    return [*named, *(f"= -> {escaped(text)}" for text in extras)]


#: None: nothing is answered, so there are no braces.
_ANSWERS: dict[str, Callable[[dict[str, Any]], list[str] | None]] = {
    "single_choice": _single,
    "multiple_choice": _several,
    "true_false": _verdict,
    "short_text": _words,
    "numeric": _number,
    "matching": _pairs,
    "essay": lambda values: [],
    "description": lambda values: None,
}
