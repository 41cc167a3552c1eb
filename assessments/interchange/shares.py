"""From another system's shares of the points to what counts as right here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.interchange.facts import EmbeddedPicture, ReadQuestion, item
from assessments.kinds.short_text import accepts

_NEAR = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a file: its words, how many per cent it gives, and what is said of it."""

    text: str
    share: Decimal
    feedback: str = ""
    picture: EmbeddedPicture | None = None


def put_choices(question: ReadQuestion, answers: list[Answer], *, single: bool) -> None:
    """Options of a single or a multiple choice."""
    full = Decimal(100) if single else Decimal(0)
    right = [answer.share >= full if single else answer.share > 0 for answer in answers]
    question.kind = "single_choice" if single else "multiple_choice"
    question.values["options"] = [
        item(number, text=name_of(number, answer), correct=is_right, feedback=answer.feedback, **shown_with(answer))
        for number, (answer, is_right) in enumerate(zip(answers, right, strict=True), start=1)
    ]
    if single and any(0 < answer.share < 100 or answer.share < 0 for answer in answers):
        question.lose(_("Options that give or take a part of the points: here an option is right or wrong."))
    if not single and any(right):
        part = Decimal(100) / sum(right)
        counted = [part if is_right else -part for is_right in right]
        if any(abs(answer.share - wanted) > _NEAR for answer, wanted in zip(answers, counted, strict=True)):
            question.lose(_("Its way to count points: here every wrong choice takes away one right choice."))


def name_of(number: int, answer: Answer) -> str:
    """The words of an option; one that is only a picture is called by its number."""
    if answer.text or not answer.picture:
        return answer.text
    with override("fi"):  # the language of the bank, whoever reads the file in
        return _("Picture %(number)s") % {"number": number}


def shown_with(answer: Answer) -> dict[str, Any]:
    """An option's picture; its number in the library takes its place when it is stored."""
    return {"picture": answer.picture, "picture_alt": answer.picture.alt} if answer.picture else {}


def put_patterns(question: ReadQuestion, answers: list[Answer]) -> None:
    """Right answers of a short text, its model answer and its two feedbacks."""
    right = [answer for answer in answers if answer.share >= 100 and answer.text]
    question.kind = "short_text"
    if right:
        example, patterns = model_and_patterns([answer.text for answer in right])
        question.values |= {"patterns": "\n".join(patterns)} | ({"example": example} if example else {})
    put_verdicts(question, right, [answer for answer in answers if answer.share < 100])


def model_and_patterns(texts: list[str]) -> tuple[str, list[str]]:
    """The first right answer is the model; it is a pattern too, unless another pattern takes it already."""
    example = " ".join(texts[0].replace("*", " ").split())
    rest = texts[1:]
    return (example, rest) if accepts(rest, texts[0]) else (example, texts)


def put_verdicts(question: ReadQuestion, right: list[Answer], wrong: list[Answer]) -> None:
    """What is said of a right and of a wrong answer. There is one of each here."""
    said = {answer.feedback for answer in right if answer.feedback}
    if said:
        question.values["feedback_right"] = next(answer.feedback for answer in right if answer.feedback)
    rest = next((answer.feedback for answer in wrong if answer.text in ("*", "") and answer.feedback), "")
    if rest:
        question.values["feedback_wrong"] = rest
    if len(said) > 1 or any(answer.text not in ("*", "") and answer.share <= 0 for answer in wrong):
        question.lose(_("Feedback of its own for each answer: here there is one for right and one for wrong."))
    if any(0 < answer.share < 100 for answer in wrong):
        question.lose(_("Answers that give a part of the points: here an answer is right or wrong."))


def put_pairs(question: ReadQuestion, pairs: list[dict[str, Any]], extras: list[str]) -> None:
    """Pairs; things that share what belongs to them are groups."""
    matches = [pair["match"].casefold() for pair in pairs]
    if len(set(matches)) == len(matches):
        question.kind = "matching"
        question.values["pairs"] = [item(number, **pair) for number, pair in enumerate(pairs, start=1)]
        if extras:
            question.values["extras"] = [item(number, "extra", text=text) for number, text in enumerate(extras, 1)]
        return
    if extras:
        question.lose(_("Choices that belong to nothing: here things in groups have none."))
    put_groups(question, pairs)


def put_groups(question: ReadQuestion, pairs: list[dict[str, Any]]) -> None:
    """Things in the groups that they belong to."""
    names = list({pair["match"].casefold(): pair["match"] for pair in reversed(pairs)}.values())[::-1]
    question.kind = "grouping"
    question.values["groups"] = [
        item(
            place,
            "group",
            text=name,
            items=[
                item(number, "thing", **{key: pair[key] for key in pair if key != "match"})
                for number, pair in enumerate(pairs, start=1)
                if pair["match"].casefold() == name.casefold()
            ],
        )
        for place, name in enumerate(names, start=1)
    ]
