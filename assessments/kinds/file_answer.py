"""A file as the answer, marked by a person."""

from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
)

#: What an author may let in; each is a field of the author's form.
FAMILIES = ("documents", "pictures", "recordings")
MOST = 3


class FileAnswer(QuestionKind):
    """No rule can mark it: the result waits for a trainer.

    The answer is a list of ``{"id", "name", "size"}``, one a file. It is never read from the form: files come and go
    one by one, and the answer follows what is kept (``graded/services/answer_files.py``).
    """

    slug = "file_answer"
    label = gettext_lazy("File as the answer")
    place = 72
    fields: ClassVar[tuple[AuthorField, ...]] = (
        STEM,
        AuthorField("documents", gettext_lazy("Documents may be added"), "flag", required=False, default=True),
        AuthorField("pictures", gettext_lazy("Pictures may be added"), "flag", required=False, default=True),
        AuthorField("recordings", gettext_lazy("Sound recordings may be added"), "flag", required=False, default=False),
        AuthorField("most", gettext_lazy("How many files at most"), "number", default=1, minimum=1, maximum=MOST),
        GUIDE,
        EXAMPLE,
        FEEDBACK,
        REREAD,
    )
    hint = gettext_lazy("Answer with a file. Your trainer looks at it and marks the answer.")
    by_hand = True
    takes_files = True
    template = "graded/kinds/file.html"
    review_template = "graded/kinds/own_words.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        if not self.families(values):
            problems.append(_("Tick at least one kind of file that may be added."))
        return problems

    def families(self, values: dict[str, Any]) -> tuple[str, ...]:
        return tuple(family for family in FAMILIES if values.get(family))

    def most_files(self, values: dict[str, Any]) -> int:
        return min(max(int(values.get("most") or 1), 1), MOST)

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> None:
        """Nothing that is written in a form is a file."""

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        return []

    def mark(self, values: dict[str, Any], answer: Any) -> Mark | None:
        return None if files_in(answer) else Mark(0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        model = values.get("example")
        return [Comment("example", model, chosen=False, right=True)] if model else []

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        return ", ".join(file["name"] for file in files_in(answer))

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        return {"most_files": self.most_files(values)}


def files_in(answer: Any) -> list[dict[str, Any]]:
    """The files of a stored answer; anything else has none."""
    known = answer if isinstance(answer, list) else []
    return [one for one in known if isinstance(one, dict) and _is_file(one)]


def _is_file(one: dict[str, Any]) -> bool:
    return all(type(one.get(key)) is kind for key, kind in (("id", int), ("name", str), ("size", int)))


KIND = FileAnswer()
