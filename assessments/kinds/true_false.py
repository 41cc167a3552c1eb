"""A statement that holds or does not."""

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

TRUE, FALSE = "true", "false"


class TrueFalse(QuestionKind):
    """All points for the right verdict."""

    slug = "true_false"
    label = gettext_lazy("True or false")
    place = 30
    fields = (
        STEM,
        AuthorField("answer", gettext_lazy("The statement is true"), "flag", required=False, default=False),
        FEEDBACK_RIGHT,
        FEEDBACK_WRONG,
        FEEDBACK,
        HINTS,
        REREAD,
    )
    hint = gettext_lazy("Choose one.")
    template = "graded/kinds/radios.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        return missing_texts(self.fields, values)

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        chosen = one_value(post, name, longest=ID_LENGTH)
        if chosen not in (None, TRUE, FALSE):
            raise UnusableAnswer(_("Choose one of the options."))
        return chosen

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        return Mark(FULL if answer == self._right(values) else 0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        right = self._right(values)
        said = values["feedback_right"] if answer == right else values["feedback_wrong"]
        return [
            Comment(id, text, chosen=id == answer, right=id == right, feedback=said if id == answer else "")
            for id, text in self.options(values)
        ]

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [(TRUE, _("True")), (FALSE, _("False"))]

    def _right(self, values: dict[str, Any]) -> str:
        return TRUE if values["answer"] else FALSE


KIND = TrueFalse()
