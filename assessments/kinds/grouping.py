"""Things sorted into groups."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.matching import selects
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
    paired_values,
    pairs_in,
    share_of,
)

GROUPS = AuthorField(
    "groups",
    gettext_lazy("Groups"),
    "list",
    minimum=2,
    fields=(
        AuthorField("text", gettext_lazy("Name of the group"), "line"),
        AuthorField(
            "items",
            gettext_lazy("What belongs to this group"),
            "list",
            minimum=1,
            help=gettext_lazy("The learner sees the things of all groups mixed."),
            fields=(
                AuthorField("text", gettext_lazy("Thing"), "line"),
                part_feedback(gettext_lazy("Why it belongs here.")),
            ),
        ),
    ),
)


class Grouping(QuestionKind):
    """Each thing in its right group gives its part of the points."""

    slug = "grouping"
    label = gettext_lazy("Grouping")
    place = 60
    fields = (STEM, GROUPS, EXPLANATION, HINTS, REREAD)
    hint = gettext_lazy("Choose a group for each.")
    shuffles = True
    order_tells = True
    template = "graded/kinds/pairs.html"
    review_template = "graded/kinds/parts.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values) + unexplained(values, items_in(values))
        ids = [item["id"] for item in items_in(values)]
        if len(set(ids)) < len(ids):
            problems.append(_("“%(field)s” has items that cannot be told apart.") % {"field": GROUPS.label})
        texts = [(item["value"].get("text") or "").strip().casefold() for item in items_in(values)]
        if len(set(texts)) < len(texts):
            problems.append(_("The same thing stands in the groups twice."))
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> dict[str, str] | None:
        items = [item["id"] for item in items_in(values)]
        sent = paired_values(post, name, most=len(items))
        if not set(sent) <= set(items) or not set(sent.values()) <= {group["id"] for group in values["groups"]}:
            raise UnusableAnswer(_("Choose among the options."))
        return {id: sent[id] for id in items if id in sent} or None

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        chosen = pairs_in(answer)
        homes = homes_in(values)
        return Mark(share_of(sum(chosen.get(id) == home for id, home in homes.items()), len(homes)))

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        names, homes, chosen = names_in(values), homes_in(values), pairs_in(answer)
        return [
            Comment(
                id=item["id"],
                text=item["value"]["text"],
                chosen=item["id"] in chosen,
                right=chosen.get(item["id"]) == homes[item["id"]],
                feedback=item["value"].get("feedback") or "",
                answer=names.get(chosen.get(item["id"]), ""),
                model=names[homes[item["id"]]],
            )
            for item in items_in(values)
        ]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [(item["id"], item["value"].get("text") or "") for item in items_in(values)]

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        return [f"{item}:{group}" for item, group in pairs_in(answer).items()]

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        names, chosen = names_in(values), pairs_in(answer)
        named = [(text, names.get(chosen.get(id))) for id, text in self.options(values)]
        return "; ".join(f"{text}: {group}" for text, group in named if group)

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        items = {item["id"]: item for item in items_in(values)}
        mixed = [items[id] for id in order if id in items]
        return selects(mixed, list(names_in(values).items()), given)


def items_in(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The things of all groups, in the author's order."""
    return [item for group in values.get("groups") or [] for item in group["value"].get("items") or []]


def homes_in(values: dict[str, Any]) -> dict[str, str]:
    """The right group by thing."""
    return {item["id"]: group["id"] for group in values["groups"] for item in group["value"].get("items") or []}


def names_in(values: dict[str, Any]) -> dict[str, str]:
    """The groups' names by id."""
    return {group["id"]: group["value"]["text"] for group in values["groups"]}


KIND = Grouping()
