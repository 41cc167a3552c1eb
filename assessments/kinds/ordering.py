"""Things to put in order."""

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
    share_of,
    texts_in,
)

ITEMS = AuthorField(
    "items",
    gettext_lazy("Things in their right order"),
    "list",
    minimum=3,
    help=gettext_lazy("The first one on top. The learner sees them mixed."),
    fields=(
        AuthorField("text", gettext_lazy("Text"), "line"),
        part_feedback(gettext_lazy("Why it stands here.")),
    ),
)
#: Name of the buttons that move one thing; the value is "up:id" or "down:id".
MOVE = "move"


class Ordering(QuestionKind):
    """Each thing in its right place gives its part of the points.

    The form sends all things in the order that they stand in. A button moves one of them by one place: it is an
    ordinary submit button, so it needs no script, and no dragging.
    """

    slug = "ordering"
    label = gettext_lazy("Ordering")
    place = 55
    fields = (STEM, ITEMS, EXPLANATION, HINTS, REREAD)
    hint = gettext_lazy("Move things up and down with the arrows. The order on the page is your answer.")
    shuffles = True
    order_tells = True
    template = "graded/kinds/order.html"
    review_template = "graded/kinds/parts.html"
    script = "ui/js/ordering.js"

    def problems(self, values: dict[str, Any]) -> list[str]:
        return missing_texts(self.fields, values) + unexplained(values, values.get("items") or [])

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> list[str] | None:
        sent = [text for text in post.getlist(name) if text]
        if sent and sorted(sent) != sorted(dict(self.options(values))):
            raise UnusableAnswer(_("Every thing has one place in the order."))
        return moved(sent, post.get(MOVE, "")) or None

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        right = [item["id"] for item in values["items"]]
        return Mark(share_of(sum(a == b for a, b in zip(texts_in(answer), right, strict=False)), len(right)))

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        own = {id: place for place, id in enumerate(texts_in(answer), start=1)}
        return [
            Comment(
                # Not the item's own id: the result tells them in the right order, not in the mixed one.
                id=f"place-{place}",
                text=item["value"]["text"],
                chosen=item["id"] in own,
                right=own.get(item["id"]) == place,
                feedback=item["value"].get("feedback") or "",
                answer=_("place %(number)s") % {"number": own[item["id"]]} if item["id"] in own else "",
                model=_("place %(number)s") % {"number": place},
            )
            for place, item in enumerate(values["items"], start=1)
        ]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [(item["id"], item["value"].get("text") or "") for item in values.get("items") or []]

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        texts = dict(self.options(values))
        named = [texts[id] for id in texts_in(answer) if id in texts]
        return "; ".join(f"{place}. {text}" for place, text in enumerate(named, start=1))

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        texts = dict(self.options(values))
        standing = given if sorted(given) == sorted(texts) else self._mixed(values, order)
        return {"rows": [{"id": id, "text": texts[id]} for id in standing if id in texts]}

    def _mixed(self, values: dict[str, Any], order: list[str]) -> list[str]:
        """The order to begin with; never the right one, which would be found without a thought."""
        right = [id for id, _text in self.options(values)]
        return [*order[1:], order[0]] if order == right else order


def moved(order: list[str], move: str) -> list[str]:
    """``order`` after a button was pressed; what cannot be moved stays where it is."""
    way, _colon, id = move.partition(":")
    if way not in ("up", "down") or id not in order:
        return order
    place = order.index(id)
    target = place + (-1 if way == "up" else 1)
    if not 0 <= target < len(order):
        return order
    order = list(order)
    order[place], order[target] = order[target], order[place]
    return order


KIND = Ordering()
