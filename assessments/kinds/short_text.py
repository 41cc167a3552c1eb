"""A word or a few, compared with the author's patterns."""

import unicodedata
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.question import (
    FEEDBACK,
    FEEDBACK_RIGHT,
    FEEDBACK_WRONG,
    FULL,
    HINTS,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    lines_in,
    missing_texts,
    one_value,
)

#: Room for a sentence; longer is no short answer.
LONGEST = 300
#: Signs that keyboards and word processors put in the place of what was typed; some of them nobody sees.
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛´`", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"),  # noqa: RUF001
) | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class ShortText(QuestionKind):
    """All points when the answer fits one of the patterns."""

    slug = "short_text"
    label = gettext_lazy("Short text")
    place = 40
    fields = (
        STEM,
        AuthorField(
            "patterns",
            gettext_lazy("Right answers"),
            "text",
            help=gettext_lazy(
                "One a line. * stands for any text. Capital letters and extra spaces make no difference."
            ),
        ),
        AuthorField("example", gettext_lazy("Model answer"), "line", help=gettext_lazy("Shown after sending.")),
        FEEDBACK_RIGHT,
        FEEDBACK_WRONG,
        FEEDBACK,
        HINTS,
        REREAD,
    )
    hint = gettext_lazy("Write a word or a few.")
    template = "graded/kinds/line.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        patterns = lines_in(values.get("patterns"))
        if any(not folded(pattern).replace("*", "").strip() for pattern in patterns):
            problems.append(_("A pattern that is only * would accept every answer."))
        elif patterns and values.get("example") and not self.mark(values, values["example"]).is_full:
            problems.append(_("The model answer does not fit any of the right answers."))
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        return one_value(post, name, longest=LONGEST)

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        return Mark(FULL if accepts(lines_in(values.get("patterns")), answer) else 0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        right = self.mark(values, answer).is_full
        said = values["feedback_right"] if right else values["feedback_wrong"]
        own = [Comment("own", str(answer), chosen=True, right=right, feedback=said)] if answer else []
        model = [] if right else [Comment("example", values["example"], chosen=False, right=True)]
        return own + model

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        return str(answer or "")


def accepts(patterns: list[str], answer: Any) -> bool:
    """Whether a written answer fits one of the author's patterns."""
    text = alike(answer) if isinstance(answer, str) else ""
    return bool(text) and any(
        fits(text, alike(pattern)) or fits(folded(answer), folded(pattern)) for pattern in patterns
    )


def alike(text: str) -> str:
    """``text`` without case, doubled spaces, and two ways to write the same letter or sign."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().split())


def folded(text: str) -> str:
    """The same without the full stop that a phone adds; one that is all there is stays, and so does an author's after
    a star, which would accept everything without it."""
    whole = alike(text)
    bare = whole.rstrip(". ")
    return whole if not bare or bare.endswith("*") else bare


def fits(text: str, pattern: str) -> bool:
    """Whether ``text`` fits ``pattern``, where * is any text; in time that no pattern can blow up, so no regex."""
    first, *rest = pattern.split("*")
    if not rest:
        return text == pattern
    *middle, last = rest
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in middle:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(text) - len(last) >= place and text.endswith(last)


KIND = ShortText()
