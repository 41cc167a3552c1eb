"""Pairs that belong together: for each thing, the right one from a list."""

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
    missing_texts,
    opaque,
    paired_values,
    pairs_in,
    share_of,
)

#: So many characters are read whole in a select on a narrow screen.
FITS = 32

PAIRS = AuthorField(
    "pairs",
    gettext_lazy("Pairs"),
    "list",
    minimum=2,
    fields=(
        AuthorField("text", gettext_lazy("Thing"), "line"),
        AuthorField("match", gettext_lazy("What belongs to it"), "line"),
        part_feedback(gettext_lazy("Why these belong together.")),
    ),
)
EXTRAS = AuthorField(
    "extras",
    gettext_lazy("Others in the list"),
    "list",
    required=False,
    help=gettext_lazy("Optional: choices that belong to nothing, so that the last pair is not found by elimination."),
    fields=(AuthorField("text", gettext_lazy("Text"), "line"),),
)


class Matching(QuestionKind):
    """Each right pair gives its part of the points."""

    slug = "matching"
    label = gettext_lazy("Matching")
    place = 50
    fields = (STEM, PAIRS, EXTRAS, EXPLANATION, HINTS, REREAD)
    hint = gettext_lazy("Choose for each the one that belongs to it.")
    shuffles = True
    order_tells = True
    template = "graded/kinds/pairs.html"
    review_template = "graded/kinds/parts.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values) + unexplained(values, values.get("pairs") or [])
        texts = [text.casefold() for _id, text in self.options(values)]
        if len(set(texts)) < len(texts):
            problems.append(_("The same choice stands in the list twice. For several things in one, use Grouping."))
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> dict[str, str] | None:
        sent = paired_values(post, name, most=len(values["pairs"]))
        known = dict(self.options(values))
        if not set(sent) <= {pair["id"] for pair in values["pairs"]} or not set(sent.values()) <= set(known):
            raise UnusableAnswer(_("Choose among the options."))
        return {pair["id"]: sent[pair["id"]] for pair in values["pairs"] if pair["id"] in sent} or None

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        chosen = pairs_in(answer)
        right = sum(chosen.get(pair["id"]) == choice_of(pair) for pair in values["pairs"])
        return Mark(share_of(right, len(values["pairs"])))

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        texts, chosen = dict(self.options(values)), pairs_in(answer)
        return [
            Comment(
                id=pair["id"],
                text=pair["value"]["text"],
                chosen=pair["id"] in chosen,
                right=chosen.get(pair["id"]) == choice_of(pair),
                feedback=pair["value"].get("feedback") or "",
                answer=texts.get(chosen.get(pair["id"]), ""),
                model=pair["value"]["match"],
            )
            for pair in values["pairs"]
        ]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        pairs = [(choice_of(pair), pair["value"].get("match") or "") for pair in values.get("pairs") or []]
        return pairs + [(choice_of(extra), extra["value"].get("text") or "") for extra in values.get("extras") or []]

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        return [f"{item}:{choice}" for item, choice in pairs_in(answer).items()]

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        texts, chosen = dict(self.options(values)), pairs_in(answer)
        named = [(pair["value"]["text"], texts.get(chosen.get(pair["id"]))) for pair in values["pairs"]]
        return "; ".join(f"{text}: {choice}" for text, choice in named if choice)

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        texts = dict(self.options(values))
        choices = [(id, texts[id]) for id in order if id in texts]
        return selects(values["pairs"], choices, given)


def choice_of(item: dict[str, Any]) -> str:
    """The id of what belongs to a pair, or of one that belongs to nothing."""
    return opaque("choice", item["id"])


def selects(items: list[dict[str, Any]], choices: list[tuple[str, str]], given: list[str]) -> dict[str, Any]:
    """One select for each item, with what is chosen in it. Choices too long for a narrow select are numbered, and
    listed in full above the selects."""
    listed = [text for _id, text in choices] if any(len(text) > FITS for _id, text in choices) else []
    if listed:
        choices = [(id, f"{number}. {text}") for number, (id, text) in enumerate(choices, start=1)]
    rows = [
        {
            "id": item["id"],
            "text": item["value"]["text"],
            "choices": [
                {"value": f"{item['id']}:{id}", "label": text, "chosen": f"{item['id']}:{id}" in given}
                for id, text in choices
            ],
        }
        for item in items
    ]
    return {"rows": rows, "listed": listed}


KIND = Matching()
