"""A text with gaps: each is chosen from a list or written."""

import re
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.parts import EXPLANATION, part_feedback, unexplained
from assessments.kinds.question import (
    HINTS,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    UnusableAnswer,
    lines_in,
    missing_texts,
    opaque,
    pairs_in,
    share_of,
)
from assessments.kinds.short_text import accepts, folded

#: Room for a few words in one gap.
LONGEST = 100
#: A gap in the text: its name between double brackets.
GAP = re.compile(r"\[\[\s*([^\[\]]+?)\s*\]\]")

TASK = replace(STEM, help=gettext_lazy("What is to be done, for example: Complete the sentences."))
TEXT = AuthorField(
    "text",
    gettext_lazy("Text with gaps"),
    "text",
    help=gettext_lazy("Write [[1]] where the first gap is, [[2]] for the second, and so on."),
)
GAPS = AuthorField(
    "gaps",
    gettext_lazy("Gaps"),
    "list",
    minimum=1,
    fields=(
        AuthorField("gap", gettext_lazy("Name of the gap"), "key", help=gettext_lazy("As in the text: 1, 2 …")),
        AuthorField(
            "answers",
            gettext_lazy("Right answers"),
            "text",
            help=gettext_lazy("One a line; the first is shown as the right one. In the others * stands for any text."),
        ),
        AuthorField(
            "wrong",
            gettext_lazy("Wrong choices"),
            "text",
            required=False,
            help=gettext_lazy("One a line: the learner chooses from a list. Empty: the learner writes."),
        ),
        part_feedback(gettext_lazy("Why this belongs here.")),
    ),
)


class GapFill(QuestionKind):
    """Each right gap gives its part of the points. The form sends one value a gap, in the order of the text."""

    slug = "gap_fill"
    label = gettext_lazy("Gap fill")
    place = 48
    fields = (TASK, TEXT, GAPS, EXPLANATION, HINTS, REREAD)
    hint = gettext_lazy("Fill in the gaps.")
    template = "graded/kinds/gaps.html"
    review_template = "graded/kinds/parts.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values) + unexplained(values, values.get("gaps") or [])
        asked = GAP.findall(values.get("text") or "")
        named = [gap["value"].get("gap") or "" for gap in values.get("gaps") or []]
        if len(set(asked)) < len(asked) or len(set(named)) < len(named):
            problems.append(_("Each gap has a name of its own, and stands in the text once."))
        for name in sorted(set(asked) ^ set(named) - {""}):
            problems.append(_("The gap “%(gap)s” must stand both in the text and in the list of gaps.") % {"gap": name})
        for gap in values.get("gaps") or []:
            problems += problems_of_gap(gap["value"])
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> dict[str, str] | None:
        sent = [text.replace("\x00", "").strip() for text in post.getlist(name)]
        gaps = gaps_in(values)
        if not any(sent):
            return None
        if len(sent) != len(gaps):
            raise UnusableAnswer(_("Give one answer for each gap."))
        if max(map(len, sent)) > LONGEST:
            raise UnusableAnswer(_("The answer is too long. At most %(count)s characters fit.") % {"count": LONGEST})
        for gap, text in zip(gaps, sent, strict=True):
            if text and choices_of(gap) and text not in choices_of(gap):
                raise UnusableAnswer(_("Choose among the options."))
        return {gap["id"]: text for gap, text in zip(gaps, sent, strict=True) if text}

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        filled, gaps = pairs_in(answer), gaps_in(values)
        return Mark(share_of(sum(is_right(gap, filled.get(gap["id"])) for gap in gaps), len(gaps)))

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        filled = pairs_in(answer)
        return [
            Comment(
                id=f"gap-{number}",
                text=_("Gap %(number)s") % {"number": number},
                chosen=gap["id"] in filled,
                right=is_right(gap, filled.get(gap["id"])),
                feedback=gap["value"].get("feedback") or "",
                answer=in_words(gap, filled.get(gap["id"])),
                model=lines_in(gap["value"]["answers"])[0],
            )
            for number, gap in enumerate(gaps_in(values), start=1)
        ]

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        filled = pairs_in(answer)
        return [filled.get(gap["id"], "") for gap in gaps_in(values)] if filled else []

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        filled = pairs_in(answer)
        return "; ".join(in_words(gap, filled.get(gap["id"])) or "–" for gap in gaps_in(values)) if filled else ""

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        texts, gaps = GAP.split(values["text"])[::2], gaps_in(values)
        given = [*given, *[""] * len(gaps)][: len(gaps)]
        pieces = [{"text": texts[0]}]
        for number, (gap, filled, after) in enumerate(zip(gaps, given, texts[1:], strict=False), start=1):
            choices = [{"value": id, "label": text, "chosen": id == filled} for id, text in choices_of(gap).items()]
            pieces.append({"number": number, "choices": choices, "filled": filled, "text": after})
        return {"pieces": pieces, "total_gaps": len(gaps)}

    def body(self, values: dict[str, Any]) -> str:
        """The text with its gaps numbered as the comments number them."""
        texts = GAP.split(values["text"])[::2]
        return texts[0] + "".join(f"____ ({number}){text}" for number, text in enumerate(texts[1:], start=1))


def problems_of_gap(value: dict[str, Any]) -> list[str]:
    """The author's mistakes in one gap."""
    answers, wrong = lines_in(value.get("answers")), lines_in(value.get("wrong"))
    if not answers:
        return []  # said already: it is empty
    said = {"gap": value.get("gap") or ""}
    if "*" in answers[0]:
        return [_("Gap “%(gap)s”: the first right answer is shown to the learner, so it has no *.") % said]
    if any(not folded(one).replace("*", "").strip() for one in answers):
        return [_("A pattern that is only * would accept every answer.")]
    choices = [" ".join(one.split()).casefold() for one in (answers[0], *wrong)]  # "–" and "-" are two in a list
    if wrong and (len(answers) > 1 or len(set(choices)) < len(choices)):
        return [_("Gap “%(gap)s”: a list has one right choice, and every choice once.") % said]
    return []


def gaps_in(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The gaps in the order of the text."""
    named = {gap["value"].get("gap"): gap for gap in values["gaps"]}
    return [named[name] for name in GAP.findall(values["text"]) if name in named]


def choices_of(gap: dict[str, Any]) -> dict[str, str]:
    """Choice by id, in alphabetical order; empty for a gap that is written."""
    wrong = lines_in(gap["value"].get("wrong"))
    listed = [*lines_in(gap["value"]["answers"])[:1], *wrong] if wrong else []
    named = [(opaque("gap", gap["id"], str(place)), text) for place, text in enumerate(listed)]
    return dict(sorted(named, key=lambda choice: folded(choice[1])))


def is_right(gap: dict[str, Any], filled: str | None) -> bool:
    """Whether the gap is filled as it should be. The first of a list's choices, by its id, is the right one."""
    if choices_of(gap):
        return filled == opaque("gap", gap["id"], "0")
    return accepts(lines_in(gap["value"]["answers"]), filled)


def in_words(gap: dict[str, Any], filled: str | None) -> str:
    """What stands in the gap, as it is read."""
    return choices_of(gap).get(filled or "", "") if choices_of(gap) else filled or ""


KIND = GapFill()
