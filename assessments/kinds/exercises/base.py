"""What an exercise kind is: its author's fields, and how an answer is read, kept and told back.

An answer is plain JSON. Choices are kept by the option's id with a snapshot of its text, so that rewording an option
changes no answer and removing one loses none. ``None`` is the empty answer of every kind.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import category

from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField

Values = Mapping[str, Any]
Earlier = Mapping[str, Any]

#: The fields that every exercise has. The field *named* ``key`` is the exercise's own key; other fields of that kind
#: name an earlier exercise.
COMMON_FIELDS = (
    AuthorField("key", _("Exercise key"), "key", help=_("Unique in the programme and never changed later.")),
    AuthorField("title", _("Title"), "line", help=_("The heading of the screen.")),
    AuthorField("prompt", _("Prompt"), "text", help=_("What the person is asked to do, in one or two sentences.")),
    AuthorField("help", _("Help"), "line", required=False, help=_("Shown small under the prompt.")),
    AuthorField("example", _("Example answer"), "text", required=False, help=_("From everyday life; may be short.")),
)


class Refused(Exception):
    """The answer cannot be kept as it is. ``str()`` is a sentence for the person; ``typed`` is what to show again."""

    def __init__(self, sentence: Any, *, typed: Any) -> None:
        super().__init__(sentence)
        self.typed = typed


class Exercise(ABC):
    """One kind of exercise. A subclass is one file."""

    slug: str
    label: Any
    fields: tuple[AuthorField, ...]

    @property
    def template(self) -> str:
        """The input; gets what ``ask`` returns as ``ask``."""
        return f"personal/exercises/{self.slug}.html"

    @property
    def answer_template(self) -> str:
        """The answer as it was given; gets ``lines``."""
        return "personal/exercises/answer.html"

    def problems(self, values: Values) -> list[str]:
        """What the author still has to put right before publishing."""
        return []

    @abstractmethod
    def ask(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        """What the input template needs, filled with the present answer ``value``; ``target`` is the id of the first
        control, where an error message leads."""

    @abstractmethod
    def parse(self, post: Any, values: Values, earlier: Earlier) -> Any | None:
        """The answer in a posted form; None when it is empty. Raises ``Refused``; never trusts what it reads."""

    def is_empty(self, value: Any) -> bool:
        """Whether there is nothing in the answer."""
        return not self.summary(value, {})

    @abstractmethod
    def summary(self, value: Any, values: Values) -> list[str]:
        """The answer as plain lines: for "you wrote…", print and export."""

    @abstractmethod
    def deed(self, value: Any) -> str:
        """What the person did, as one sentence without the content."""


def clean_text(typed: Any) -> str:
    """``typed`` with one kind of line end, no control characters and no space around it."""
    text = str(typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or category(letter) not in ("Cc", "Cs")).strip()


def text_in(value: Any) -> str:
    """The text of an answer, empty when the answer has another shape (its exercise was of another kind before)."""
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""


def picked_in(value: Any) -> list[tuple[str, str]]:
    """(option id, text as it was when picked) of an answer to a pick; empty for any other answer."""
    if not isinstance(value, dict) or not isinstance(value.get("picked"), list):
        return []
    texts = value.get("texts") or {}
    return [(key, texts.get(key, "")) for key in value["picked"]]


def whole_number(number: Any, *, default: int, lowest: int, highest: int) -> int:
    """An author's number kept within bounds."""
    return min(highest, max(lowest, number)) if isinstance(number, int) else default


def option_texts(values: Values) -> Iterable[tuple[str, str]]:
    """(id, text) of the options that the author wrote."""
    for option in values.get("options") or ():
        yield str(option["id"]), str(option["value"].get("text", ""))
