"""What every kind of question can do. A kind is one file beside this one that ends in ``KIND = …`` (decision 17)."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField

#: A share of the full points is counted in ten-thousandths, in whole numbers: 10000 is all of them.
FULL = 10_000
#: The longest id an option may have; ids stand in the page's markup and in stored answers.
ID_LENGTH = 64
OPTION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

STEM = AuthorField("stem", gettext_lazy("Question"), "text")
FEEDBACK = AuthorField(
    "feedback",
    gettext_lazy("Explanation"),
    "text",
    required=False,
    help=gettext_lazy("Shown with every answer, right or wrong."),
)
REREAD = AuthorField(
    "reread",
    gettext_lazy("Lesson to read again"),
    "lesson",
    required=False,
    help=gettext_lazy("The lesson's short name. The result links to it."),
)
FEEDBACK_RIGHT = AuthorField("feedback_right", gettext_lazy("Feedback for a right answer"), "text")
FEEDBACK_WRONG = AuthorField("feedback_wrong", gettext_lazy("Feedback for a wrong answer"), "text")


class UnusableAnswer(ValueError):
    """What was sent cannot be an answer to this question; ``str()`` is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth: ``share`` ten-thousandths of the full points."""

    share: int

    @property
    def is_full(self) -> bool:
        return self.share == FULL


@dataclass(frozen=True, slots=True)
class Comment:
    """One line of a marked answer: an option or the person's own text, and what the author says of it.

    ``right`` tells whether this belongs to a right answer, ``chosen`` whether the person gave it.
    """

    id: str
    text: str
    chosen: bool
    right: bool
    feedback: str = ""


class QuestionKind(ABC):
    """A kind of question. ``values`` are the author's, in one language (``base.value_in``); ``answer`` is what
    ``parse`` made, with ids of options and never their texts; None is no answer."""

    slug: ClassVar[str]
    label: ClassVar[Any]
    #: Order in the author's list of kinds.
    place: ClassVar[int] = 100
    fields: ClassVar[tuple[AuthorField, ...]]
    hint: ClassVar[Any] = ""
    #: Whether its options may be shown in any order.
    shuffles: ClassVar[bool] = False
    template: ClassVar[str]
    review_template: ClassVar[str] = "graded/kinds/marked.html"

    @abstractmethod
    def problems(self, values: dict[str, Any]) -> list[str]:
        """The author's mistakes, one sentence each; empty for a question that can be asked."""

    @abstractmethod
    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> Any:
        """The answer posted under ``name``, None when there is none. Raises ``UnusableAnswer``."""

    @abstractmethod
    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        """What ``answer`` is worth; no answer is worth nothing."""

    @abstractmethod
    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        """What to say of each part of the marked answer."""

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """(id, text) of what can be chosen, in the author's order."""
        return []

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        """The answer in words, for the list before sending."""
        texts = dict(self.options(values))
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(texts[one] for one in chosen if one in texts)


def missing_texts(fields: tuple[AuthorField, ...], values: dict[str, Any]) -> list[str]:
    """A sentence for each required field that is empty, inside lists too, and for ids that cannot be told apart."""
    problems = []
    for field in fields:
        value = values.get(field.name)
        if field.kind == "list":
            problems += _problems_of_list(field, value or [])
        elif field.required and field.kind in ("line", "text", "rich", "key") and not str(value or "").strip():
            problems.append(_("“%(field)s” is empty.") % {"field": field.label})
    return problems


def _problems_of_list(field: AuthorField, items: list[dict[str, Any]]) -> list[str]:
    problems = []
    if len(items) < (field.minimum or 0):
        wanted = {"field": field.label, "count": field.minimum}
        problems.append(_("“%(field)s” needs at least %(count)s items.") % wanted)
    ids = [item["id"] for item in items]
    if len(set(ids)) < len(ids) or not all(OPTION_ID.fullmatch(str(one)) for one in ids):
        problems.append(_("“%(field)s” has items that cannot be told apart.") % {"field": field.label})
    for number, item in enumerate(items, start=1):
        for problem in missing_texts(field.fields, item["value"]):
            problems.append(f"{field.label} {number}: {problem}")
    return problems


def one_value(post: QueryDict, name: str, *, longest: int) -> str | None:
    """The single text posted under ``name``, without what no person types; None when it is empty."""
    sent = post.getlist(name)
    if len(sent) > 1:
        raise UnusableAnswer(_("Give one answer."))
    text = sent[0].replace("\x00", "").strip() if sent else ""
    if len(text) > longest:
        raise UnusableAnswer(_("The answer is too long. At most %(count)s characters fit.") % {"count": longest})
    return text or None
