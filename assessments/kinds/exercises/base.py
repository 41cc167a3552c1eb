"""What an exercise kind is: its author's fields, and how an answer is read, kept and told back.

An answer is plain JSON. Choices are kept by the option's id with a snapshot of its text, so that rewording an option
changes no answer and removing one loses none. ``None`` is the empty answer of every kind.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
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
    AuthorField(
        "plain",
        _("In plain language"),
        "text",
        required=False,
        help=_("Optional. Shown in place of the prompt and the help to those who choose plain language."),
    ),
    AuthorField("example", _("Example answer"), "text", required=False, help=_("From everyday life; may be short.")),
    AuthorField(
        "recall",
        _("Remind of the answer to"),
        "key",
        required=False,
        help=_("The key of an earlier exercise. What the person wrote there is shown above this one."),
    ),
)


class Collected(NamedTuple):
    """What an answer adds to the person's own two numbers, which only they see."""

    successes: int = 0
    steps: int = 0


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
    #: Whether a later exercise can build on the items of the answer (``from``, ``per``).
    has_items = False

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

    def ask(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        """What the input template needs, with the lines of the earlier answer that the author wants to remind of."""
        return {"recalled": told_in(earlier.get(values.get("recall")))} | self.controls(values, value, earlier)

    @abstractmethod
    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        """What the template's controls need, filled with the present answer ``value``; ``target`` is the id of the
        first control, where an error message leads."""

    @abstractmethod
    def parse(self, post: Any, values: Values, earlier: Earlier) -> Any | None:
        """The answer in a posted form; None when it is empty. Raises ``Refused``; never trusts what it reads."""

    def is_empty(self, value: Any) -> bool:
        """Whether there is nothing in the answer."""
        return not self.summary(value, {})

    def summary(self, value: Any, values: Values) -> list[str]:
        """The answer as plain lines: for "you wrote…", print and export."""
        return told_in(value)

    def collected(self, value: Any, values: Values) -> Collected:
        """What the answer counts as, where the author has said that it counts."""
        return Collected()

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
    picked = value.get("picked") if isinstance(value, dict) else None
    if not isinstance(picked, list):
        return []
    texts = value.get("texts") if isinstance(value.get("texts"), dict) else {}
    return [(key, str(texts.get(key, ""))) for key in picked if isinstance(key, str)]


def written_in(value: Any) -> list[dict[str, str]]:
    """The lines of an answer, each with ``id``, ``heading`` and ``text``; empty when the answer has another shape."""
    lines = value.get("lines") if isinstance(value, dict) else None
    return [line for line in lines if _is_line(line)] if isinstance(lines, list) else []


def _is_line(line: Any) -> bool:
    return isinstance(line, dict) and all(isinstance(line.get(name), str) for name in ("id", "heading", "text"))


def items_in(value: Any) -> list[tuple[str, str]]:
    """(id, text) of what a later exercise can build on: what was picked, or the lines that were written."""
    return picked_in(value) or [(line["id"], line["text"]) for line in written_in(value)]


def told_in(value: Any) -> list[str]:
    """Any answer as plain lines, whatever its kind: its running text, else its lines, else what was picked."""
    running = [line for line in text_in(value).split("\n") if line.strip()]
    lines = [headed(line["heading"], line["text"]) for line in written_in(value)]
    return running or lines or [text for _key, text in picked_in(value)]


def headed(heading: str, text: str) -> str:
    """A line under its heading; a question needs no colon."""
    if not heading:
        return text
    return f"{heading} {text}" if heading.endswith(("?", ".", "…", ":")) else f"{heading}: {text}"


def whole_number(number: Any, *, default: int, lowest: int, highest: int) -> int:
    """An author's number kept within bounds."""
    return min(highest, max(lowest, number)) if isinstance(number, int) else default


def option_texts(values: Values) -> Iterable[tuple[str, str]]:
    """(id, text) of the options that the author wrote."""
    for option in values.get("options") or ():
        yield str(option["id"]), str(option["value"].get("text", ""))
