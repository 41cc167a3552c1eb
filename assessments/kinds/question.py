"""What every kind of question can do. A kind is one file beside this one that ends in ``KIND = …`` (decision 17)."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.pictures import PICTURE, PICTURE_ALT

#: A share of the full points is counted in ten-thousandths, in whole numbers: 10000 is all of them.
FULL = 10_000
#: The longest id an option may have; ids stand in the page's markup and in stored answers.
ID_LENGTH = 64
#: Fields that are empty when nothing is written or chosen in them.
WRITTEN = ("line", "text", "rich", "key", "decimal", "choice")
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
    help=gettext_lazy("The result page links to it."),
)
FACTS = AuthorField(
    "facts",
    gettext_lazy("Fact cards it rests on"),
    "line",
    required=False,
    help=gettext_lazy(
        "Their short names, with commas between. When one of the facts changes, the list of ageing facts shows this "
        "question: look whether it needs a new version."
    ),
)
HINTS = AuthorField(
    "hints",
    gettext_lazy("Hints, one a line"),
    "text",
    required=False,
    help=gettext_lazy("Shown one at a time after a wrong answer, in tests where one tries again with a hint."),
)
GUIDE = AuthorField(
    "guide",
    gettext_lazy("For the one who marks"),
    "text",
    required=False,
    help=gettext_lazy("What a good answer holds. The learner does not see this."),
)
EXAMPLE = AuthorField(
    "example", gettext_lazy("Model answer"), "text", required=False, help=gettext_lazy("Shown after sending.")
)
FEEDBACK_RIGHT = AuthorField("feedback_right", gettext_lazy("Feedback for a right answer"), "text")
FEEDBACK_WRONG = AuthorField("feedback_wrong", gettext_lazy("Feedback for a wrong answer"), "text")


def cited(values: Mapping[str, Any]) -> list[str]:
    """The short names of the fact cards that one language's values name."""
    return [name.strip() for name in (values.get("facts") or "").split(",") if name.strip()]


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

    ``right`` tells whether this belongs to a right answer, ``chosen`` whether the person gave it. Where ``text`` is
    only the asking half (an item to place, a gap), ``answer`` is what was answered to it and ``model`` what is right.
    ``picture`` is the option's own (``pictures.picture_of``).
    """

    id: str
    text: str
    chosen: bool
    right: bool
    feedback: str = ""
    answer: str = ""
    model: str = ""
    picture: dict[str, Any] | None = None


class QuestionKind(ABC):
    """A kind of question. ``values`` are the author's, in one language (``base.value_in``); ``answer`` is what
    ``parse`` made, with ids of options and never their texts; None is no answer.

    A form may send several values under the one name; ``as_posted`` is their list for a stored answer, and parsing
    that list gives the answer again.
    """

    slug: ClassVar[str]
    label: ClassVar[Any]
    #: Order in the author's list of kinds.
    place: ClassVar[int] = 100
    fields: ClassVar[tuple[AuthorField, ...]]
    hint: ClassVar[Any] = ""
    #: Whether its options may be shown in any order.
    shuffles: ClassVar[bool] = False
    #: Whether the author's order would tell the answer: then it is mixed whatever the quiz says.
    order_tells: ClassVar[bool] = False
    #: Whether it counts in the result. What does not is worth nothing, whatever its place in the quiz promises.
    is_scored: ClassVar[bool] = True
    #: Whether a person marks it; ``mark`` then says None, and the result waits.
    by_hand: ClassVar[bool] = False
    #: Whether the answer is files, which come one by one and never as a text of the form.
    takes_files: ClassVar[bool] = False
    #: Whether there is anything to answer; what is only read is not listed among the answers.
    takes_answer: ClassVar[bool] = True
    template: ClassVar[str]
    review_template: ClassVar[str] = "graded/kinds/marked.html"
    #: A script that makes the field handier; without it the field works all the same.
    script: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Every kind may have a picture beside its first field and rest on facts; no kind has to say so."""
        super().__init_subclass__(**kwargs)
        cls.fields = (cls.fields[0], PICTURE, PICTURE_ALT, *cls.fields[1:], FACTS)

    @property
    def marks_at_once(self) -> bool:
        """Whether there is a verdict to show as soon as it is answered."""
        return self.is_scored and not self.by_hand

    @abstractmethod
    def problems(self, values: dict[str, Any]) -> list[str]:
        """The author's mistakes, one sentence each; empty for a question that can be asked."""

    @abstractmethod
    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> Any:
        """The answer posted under ``name``, None when there is none. Raises ``UnusableAnswer``."""

    @abstractmethod
    def mark(self, values: dict[str, Any], answer: Any) -> Mark | None:
        """What ``answer`` is worth; no answer is worth nothing. None: a person has to mark it."""

    @abstractmethod
    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        """What to say of each part of the marked answer."""

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """(id, text) of what can be chosen, in the author's order."""
        return []

    def pictures(self, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """The pictures of its options by id; few kinds have any."""
        return {}

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        """The answer in words, for the list before sending."""
        texts = dict(self.options(values))
        return ", ".join(texts[one] for one in self.as_posted(values, answer) if one in texts)

    def as_posted(self, values: dict[str, Any], answer: Any) -> list[str]:
        """What the form would send for ``answer``."""
        if answer is None:
            return []
        return texts_in(answer) if isinstance(answer, list) else [str(answer)]

    def joined(self, first: Any, second: Any) -> Any:
        """Two answers of one person, given in two windows, as one that keeps both; None where only one can stand."""
        return None

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        """What its template shows: ``given`` is what stands in the form, as it would be sent, right or wrong;
        ``order`` the ids of the options as this person sees them."""
        texts, pictures = dict(self.options(values)), self.pictures(values)
        choices = [
            {"value": id, "label": texts[id], "checked": id in given, "picture": pictures.get(id)}
            for id in order
            if id in texts
        ]
        return {"options": choices, "text": given[0] if given else ""}

    def families(self, values: dict[str, Any]) -> tuple[str, ...]:
        """Of which families (``file_answer.FAMILIES``) its files may be; empty where the answer is none."""
        return ()

    def most_files(self, values: dict[str, Any]) -> int:
        """How many files an answer may have."""
        return 0

    def body(self, values: dict[str, Any]) -> str:
        """Text that stands under the question when its result is shown."""
        return ""


def missing_texts(fields: tuple[AuthorField, ...], values: dict[str, Any]) -> list[str]:
    """A sentence for each required field that is empty, inside lists too, and for ids that cannot be told apart."""
    problems = []
    for field in fields:
        value = values.get(field.name)
        if field.kind == "list":
            problems += _problems_of_list(field, value or [])
        elif field.required and field.kind in WRITTEN and not str(value or "").strip():
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


def opaque(*parts: str) -> str:
    """An id for a choice that does not tell which item it belongs to: ids can be read in the page's source."""
    return hashlib.blake2s("/".join(parts).encode(), digest_size=6).hexdigest()


def share_of(right: int, of: int) -> int:
    """The share of the points for so many right parts: to the nearest ten-thousandth, halves up, in whole numbers."""
    return (2 * FULL * right + of) // (2 * of) if of else 0


def pairs_in(answer: Any) -> dict[str, str]:
    """A stored answer that names a choice for each item; anything else names none."""
    pairs = answer.items() if isinstance(answer, dict) else ()
    return {item: choice for item, choice in pairs if isinstance(item, str) and isinstance(choice, str)}


def texts_in(answer: Any) -> list[str]:
    """A stored answer that is a list of ids; anything else is an empty one."""
    return [one for one in answer if isinstance(one, str)] if isinstance(answer, list) else []


def lines_in(text: str | None) -> list[str]:
    """What the author wrote one a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def paired_values(post: QueryDict, name: str, *, most: int) -> dict[str, str]:
    """What selects sent under one name: each value is "item:choice"; an empty one is a choice not made."""
    sent = [text for text in post.getlist(name) if text]
    pairs = [text.partition(":")[::2] for text in sent]
    if len(sent) > most or len(dict(pairs)) < len(pairs):
        raise UnusableAnswer(_("Choose one for each."))
    return dict(pairs)


def one_value(post: QueryDict, name: str, *, longest: int) -> str | None:
    """The single text posted under ``name``, without what no person types; None when it is empty."""
    sent = post.getlist(name)
    if len(sent) > 1:
        raise UnusableAnswer(_("Give one answer."))
    text = sent[0].replace("\x00", "").strip() if sent else ""
    if len(text) > longest:
        raise UnusableAnswer(_("The answer is too long. At most %(count)s characters fit.") % {"count": longest})
    return text or None
