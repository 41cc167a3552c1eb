"""Moodle's kinds of questions, one reader each. What each declares is in Moodle's own export."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange.facts import CannotCome, item
from assessments.interchange.moodle_files import asks_for_files, read_files
from assessments.interchange.moodle_texts import Source, in_words, number_of
from assessments.interchange.nodes import Node
from assessments.interchange.shares import (
    Answer,
    put_choices,
    put_groups,
    put_pairs,
    put_patterns,
    put_verdicts,
)


def read_choices(source: Source) -> None:
    """One right or several; one where the file does not tell. What is said of all right or all wrong choices stands in
    for an option's own word."""
    said = {True: source.text("correctfeedback"), False: source.text("incorrectfeedback")}
    answers = []
    for answer in source.node.all("answer"):
        share = source.share(answer)
        own = source.text_of(answer.first("feedback")) if answer.first("feedback") else ""
        words, picture = source.option(answer)
        answers.append(Answer(words, share, own or said[share > 0], picture))
    put_choices(source.question, answers, single=source.node.said("single") not in ("false", "0"))


def read_true_false(source: Source) -> None:
    """The statement holds when "true" gives the points. Where the two verdicts are in another language, the first one
    is "true", as it always stands first."""
    source.question.kind = "true_false"
    answers = list(source.node.all("answer"))
    is_english = any(answer.said("text").lower() in ("true", "false") for answer in answers)
    for place, answer in enumerate(answers):
        is_right = source.share(answer) >= 100
        name = "feedback_right" if is_right else "feedback_wrong"
        source.put(name, _feedback(source, answer))
        if is_right:
            source.question.values["answer"] = answer.said("text").lower() == "true" if is_english else place == 0
    if "answer" not in source.question.values:
        raise CannotCome(_("It has no right answer."))


def read_short_text(source: Source) -> None:
    """Patterns. A star with a backslash is a star that is written."""
    answers = _answers(source)
    if source.node.said("usecase") == "1":
        source.question.lose(_("Capital letters had to be right; here they make no difference."))
    if any("\\*" in answer.text for answer in answers):
        source.question.lose(_("A star that must be written: here * stands for any text."))
    bare = [Answer(answer.text.replace("\\*", "*"), answer.share, answer.feedback) for answer in answers]
    put_patterns(source.question, bare)


def read_number(source: Source) -> None:
    """The number that gives all points, with how far off is still right."""
    answers = _answers(source)
    nodes = list(source.node.all("answer"))
    full = [place for place, answer in enumerate(answers) if answer.share >= 100 and number_of(answer.text) is not None]
    source.question.kind = "numeric"
    if not full:
        raise CannotCome(_("It has no number that gives all points."))
    tolerance = number_of(nodes[full[0]].said("tolerance") or "0") or Decimal(0)
    source.put("answer", in_words(number_of(answers[full[0]].text) or Decimal(0)))
    source.put("tolerance", in_words(abs(tolerance)))
    if len(full) > 1:
        source.question.lose(_("It had several right numbers; the first one comes along."))
    _read_unit(source)
    wrong = [answer for place, answer in enumerate(answers) if place not in full]
    put_verdicts(source.question, [answers[full[0]]], wrong)


def _read_unit(source: Source) -> None:
    units = list((source.node.first("units") or source.node).all("unit"))
    main = [unit for unit in units if number_of(unit.said("multiplier") or "1") == 1]
    if main:
        source.put("unit", main[0].said("unit_name"))
    if len(units) > len(main):
        source.question.lose(_("Answers in other units: here the number is asked in one unit."))


def read_pairs(source: Source) -> None:
    """Pairs; a thing without words makes its answer a choice that belongs to nothing."""
    pairs: list[dict[str, Any]] = []
    extras: list[str] = []
    for node in source.node.all("subquestion"):
        answer = node.first("answer")
        match = " ".join(answer.said("text").split()) if answer else ""
        thing = source.line(node)
        if thing:
            pairs.append({"text": thing, "match": match, "feedback": _feedback(source, node)})
        elif match:
            extras.append(match)
    grouped = source.node.said("polku") == "grouping"
    put_groups(source.question, pairs) if grouped else put_pairs(source.question, pairs, extras)


def read_order(source: Source) -> None:
    """Things in order; their share of the points is their place."""
    source.question.kind = "ordering"
    nodes = sorted(source.node.all("answer"), key=source.share)
    source.question.values["items"] = [
        item(number, text=source.line(node), feedback=_feedback(source, node))
        for number, node in enumerate(nodes, start=1)
    ]
    if source.node.said("layouttype").upper() in ("1", "HORIZONTAL"):
        source.question.lose(_("Things side by side: here they stand one under the other."))


def read_essay(source: Source) -> None:
    """A text of one's own, or files; what is for the one who marks stays for them."""
    if source.text("responsetemplate"):
        source.question.lose(_("A text that stands ready in the answer's box does not come along."))
    if asks_for_files(source):
        read_files(source)
        return
    source.question.kind = "essay"
    source.put("guide", source.text("graderinfo"))
    words = number_of(source.node.said("minwordlimit") or "0")
    if words and 1 <= words <= 3000:
        source.put("words", int(words))
        source.question.lose(_("A limit for the number of words: here it is advice."))
    if source.node.said("attachments") not in ("", "0"):
        source.question.lose(_("A file beside the text: here a question asks for a text or for files."))


def read_description(source: Source) -> None:
    """A text to read; its name is its title here."""
    source.question.kind = "description"
    source.put("text", source.question.values.pop("stem", ""))
    source.put("stem", source.question.title)


def _answers(source: Source) -> list[Answer]:
    return [
        Answer(" ".join(node.said("text").split()), source.share(node), _feedback(source, node))
        for node in source.node.all("answer")
    ]


def _feedback(source: Source, node: Node) -> str:
    feedback = node.first("feedback")
    return source.text_of(feedback) if feedback else ""


READERS: dict[str, Callable[[Source], None]] = {
    "multichoice": read_choices,
    "truefalse": read_true_false,
    "shortanswer": read_short_text,
    "numerical": read_number,
    "matching": read_pairs,
    "ordering": read_order,
    "essay": read_essay,
    "description": read_description,
}
