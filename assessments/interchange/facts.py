"""What was read from a file, before anything is stored."""

from dataclasses import dataclass, field
from typing import Any

from assessments.kinds.question import opaque

#: A larger file is no bank of questions that somebody wrote: with the pictures inside it, and as text alone.
MAX_BYTES = 15 * 1024 * 1024
MAX_PLAIN = 5 * 1024 * 1024
MAX_QUESTIONS = 1000
#: One text of a question, and all of a question in GIFT; and how many answers one may have. Nobody reads more.
MAX_TEXT = 20_000
MAX_ANSWERS = 100
#: Pictures in one text that are looked at, and the size of one.
MAX_PICTURES = 10
MAX_PICTURE_BYTES = 3 * 1024 * 1024
#: As long as the bank's own fields are.
TITLE, CATEGORY, TAG, LINE = 200, 120, 60, 300


class UnusableFile(ValueError):
    """Nothing can be read from the file; ``str()`` is a sentence for the person."""


class CannotCome(ValueError):
    """One question cannot come through; ``str()`` is a sentence that tells why."""


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture that came inside a question. ``alt`` is what the file says of it, often nothing."""

    name: str
    content: bytes
    alt: str


@dataclass(slots=True)
class ReadQuestion:
    """One question of a file. ``values`` holds only what the file says: what it leaves out is not known to be empty.

    ``own_id`` is the name by which its own system knows it. ``refusal`` is why it cannot come through; ``losses``
    are sentences on what does not come along.
    """

    number: int
    title: str = ""
    kind: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    category: str = ""
    tags: tuple[str, ...] = ()
    own_id: str = ""
    losses: list[str] = field(default_factory=list)
    refusal: str = ""
    picture: EmbeddedPicture | None = None
    #: Pictures of the option that is being read; it takes the first of them.
    of_option: list[EmbeddedPicture] = field(default_factory=list)

    def lose(self, sentence: str) -> None:
        """Note what does not come along, once."""
        if sentence not in self.losses:
            self.losses.append(sentence)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its format by name, and its questions in order."""

    format: str
    questions: list[ReadQuestion]


def item(number: int, *within: str, **value: Any) -> dict[str, Any]:
    """An item of a list. Its id is the same at every reading, and tells nothing of the item's place."""
    said = [str(value[name]) for name in ("text", "match", "gap") if name in value]
    return {"id": opaque("item", str(number), *within, *said), "value": {k: v for k, v in value.items() if v != ""}}


def category_in(path: str) -> str:
    """A category's path without what only its own system needs; a slash inside a name is written twice there."""
    parts = [part.replace("\x00", "–").strip() for part in path.replace("//", "\x00").split("/")]
    kept = [part for place, part in enumerate(parts) if part and not (place < 2 and is_root(part))]
    while len("/".join(kept)) > CATEGORY and len(kept) > 1:
        kept.pop(0)
    return "/".join(kept)[:CATEGORY]


def is_root(part: str) -> bool:
    """Whether it is the top of another system's tree: "$course$", "$system$", "top"."""
    return part == "top" or (part.startswith("$") and part.endswith("$"))


def tags_in(names: list[str]) -> tuple[str, ...]:
    """Tags without doubles, in alphabetical order."""
    bare = {" ".join(name.split())[:TAG] for name in names}
    return tuple(sorted(bare - {""}, key=str.casefold))
