"""Text between the questions: a case that the next ones are about. Nothing is answered."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.question import Comment, Mark, QuestionKind, missing_texts

#: What is kept of somebody who went past it, so that it is not counted among the unanswered.
READ = "read"


class Description(QuestionKind):
    """Read, not answered; it counts nothing."""

    slug = "description"
    label = gettext_lazy("Text only")
    place = 90
    fields = (
        AuthorField("stem", gettext_lazy("Title"), "line"),
        AuthorField(
            "text",
            gettext_lazy("Text"),
            "text",
            help=gettext_lazy("For example a case that the next questions are about. An empty line parts paragraphs."),
        ),
    )
    hint = gettext_lazy("Read this. There is nothing to answer.")
    is_scored = False
    takes_answer = False
    template = "graded/kinds/told.html"
    review_template = "graded/kinds/told_again.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        return missing_texts(self.fields, values)

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str:
        return READ

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        return Mark(0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        return []

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        return []

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        return _("You have read this.") if answer else ""

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        return {"text": values.get("text") or ""}

    def body(self, values: dict[str, Any]) -> str:
        return values.get("text") or ""


KIND = Description()
