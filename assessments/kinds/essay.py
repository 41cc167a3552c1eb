"""A longer text in one's own words, marked by a person."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy, ngettext

from assessments.kinds.base import AuthorField
from assessments.kinds.question import (
    EXAMPLE,
    FEEDBACK,
    GUIDE,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    missing_texts,
    one_value,
)

#: Some ten pages; longer work is an assignment.
LONGEST = 20_000


class Essay(QuestionKind):
    """No rule can mark it: the result waits for a trainer. The advice on length is advice and refuses nothing."""

    slug = "essay"
    label = gettext_lazy("Essay")
    place = 70
    fields = (
        STEM,
        AuthorField(
            "words",
            gettext_lazy("About how many words"),
            "number",
            required=False,
            minimum=1,
            maximum=3000,
            help=gettext_lazy("Advice for the learner. A shorter or longer text is taken too."),
        ),
        GUIDE,
        EXAMPLE,
        FEEDBACK,
        REREAD,
    )
    hint = gettext_lazy("Write in your own words. Your trainer reads and marks the answer.")
    by_hand = True
    template = "graded/kinds/essay.html"
    review_template = "graded/kinds/own_words.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        return missing_texts(self.fields, values)

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        text = one_value(post, name, longest=LONGEST)
        return text.replace("\r\n", "\n") if text else None

    def mark(self, values: dict[str, Any], answer: Any) -> Mark | None:
        return None if answer else Mark(0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        own = [Comment("own", str(answer), chosen=True, right=False)] if answer else []
        model = values.get("example")
        return own + ([Comment("example", model, chosen=False, right=True)] if model else [])

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        return str(answer or "")

    def joined(self, first: Any, second: Any) -> str | None:
        both = f"{first}\n\n{second}" if first and second else ""
        return both if 0 < len(both) <= LONGEST else None

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        words = values.get("words")
        advice = ngettext("About %(count)s word.", "About %(count)s words.", words) % {"count": words} if words else ""
        return {"text": given[0] if given else "", "advice": advice, "longest": LONGEST}


KIND = Essay()
