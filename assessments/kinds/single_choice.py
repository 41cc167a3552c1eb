"""One right option of several."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.pictures import OPTION_PICTURE, PICTURE_ALT, picture_of, pictures_in, problems_in
from assessments.kinds.question import (
    FEEDBACK,
    FULL,
    HINTS,
    ID_LENGTH,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    UnusableAnswer,
    missing_texts,
    one_value,
)

OPTIONS = AuthorField(
    "options",
    gettext_lazy("Options"),
    "list",
    minimum=2,
    fields=(
        AuthorField("text", gettext_lazy("Text"), "line"),
        OPTION_PICTURE,
        PICTURE_ALT,
        AuthorField("correct", gettext_lazy("This is right"), "flag", required=False, default=False),
        AuthorField(
            "feedback",
            gettext_lazy("Feedback"),
            "text",
            help=gettext_lazy("Why it is right, or what was understood well and what to think again."),
        ),
    ),
)


class SingleChoice(QuestionKind):
    """All points for the right option, none for another."""

    slug = "single_choice"
    label = gettext_lazy("Single choice")
    place = 10
    fields = (STEM, OPTIONS, FEEDBACK, HINTS, REREAD)
    hint = gettext_lazy("Choose one.")
    shuffles = True
    template = "graded/kinds/radios.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        right = sum(bool(option["value"].get("correct")) for option in values.get("options") or [])
        if right != 1:
            problems.append(_("Exactly one option must be right."))
        return problems + problems_in(OPTIONS, values.get("options") or [])

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        chosen = one_value(post, name, longest=ID_LENGTH)
        if chosen is not None and chosen not in dict(self.options(values)):
            raise UnusableAnswer(_("Choose one of the options."))
        return chosen

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        right = any(option["id"] == answer and option["value"]["correct"] for option in values["options"])
        return Mark(FULL if right else 0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        return [comment_on(option, chosen=option["id"] == answer) for option in values["options"]]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [(option["id"], option["value"]["text"]) for option in values["options"]]

    def pictures(self, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return pictures_in(values["options"])


def comment_on(option: dict[str, Any], *, chosen: bool) -> Comment:
    """The author's word on one option."""
    value = option["value"]
    return Comment(
        id=option["id"],
        text=value["text"],
        chosen=chosen,
        right=bool(value["correct"]),
        feedback=value.get("feedback") or "",
        picture=picture_of(value),
    )


KIND = SingleChoice()
