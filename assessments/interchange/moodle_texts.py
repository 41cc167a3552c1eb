"""Reading one Moodle question: its texts, numbers and pictures."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.interchange.embedded import Place, decoded
from assessments.interchange.facts import EmbeddedPicture, ReadQuestion
from assessments.interchange.markup import as_written, looks_like_html, plain
from assessments.interchange.nodes import Node

#: Formats whose text may hold HTML; the others are shown as they are written.
HTML = ("html", "moodle_auto_format")
_PLACES = {"questiontext": Place.QUESTION} | dict.fromkeys(
    ("answer", "subquestion", "selectoption", "dragbox"), Place.ANSWER
)


@dataclass(slots=True)
class Source:
    """A question's element, and the question that is made of it."""

    node: Node
    question: ReadQuestion

    def text(self, *path: str) -> str:
        """The text at ``path``, as plain text."""
        node = self.node.first(*path)
        return self.text_of(node) if node else ""

    def line(self, node: Node) -> str:
        """What ``node`` says, on one line."""
        return " ".join(self.text_of(node).split())

    def option(self, node: Node) -> tuple[str, EmbeddedPicture | None]:
        """What an option says on one line, and its picture."""
        self.question.of_option.clear()
        words = " ".join(self.text_of(node, Place.OPTION).split())
        return words, next(iter(self.question.of_option), None)

    def text_of(self, node: Node, place: Place | None = None) -> str:
        """What ``node`` says: its ``text`` in its format, with the files beside it. ``place`` is told by its name
        where it is not given."""
        said = node.said("text")
        style = node.attributes.get("format", "html")
        if style not in HTML:
            return as_written(said, style, self.question)
        if style == "moodle_auto_format":
            said = said.replace("\n", "<br>") if looks_like_html(said) else said
            if not looks_like_html(said):
                return said
        files = {file.attributes.get("name", ""): decoded(file.text) for file in node.all("file")}
        place = place or _PLACES.get(node.tag, Place.BESIDE)
        return plain(said, self.question, place, {name: content for name, content in files.items() if content})

    def put(self, name: str, value: Any) -> None:
        """Keep what was said; what was not is not known to be empty."""
        if value not in ("", None, []):
            self.question.values[name] = value

    def number(self, text: str) -> Decimal | None:
        """A number as Moodle writes it; None for none."""
        return number_of(text)

    def share(self, answer: Node) -> Decimal:
        """How many per cent of the points an answer gives."""
        return number_of(answer.attributes.get("fraction", "0")) or Decimal(0)


def number_of(text: str) -> Decimal | None:
    """A whole or decimal number with a point; no text that would need a thousand digits."""
    try:
        number = Decimal(text.strip().replace(",", ".")) if len(text.strip()) <= 40 else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) <= 30 else None


def in_words(number: Decimal) -> str:
    """The number as it is written here: a comma, no exponent, no empty decimals."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")
