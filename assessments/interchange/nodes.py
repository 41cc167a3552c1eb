"""XML as a small tree, read by a parser that refuses what only an attacker writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat  # noqa: S407 -- document types, and so all entities, are refused below

from django.utils.translation import gettext as _

from assessments.interchange.facts import MAX_QUESTIONS, UnusableFile

#: Deeper than any exporter nests, and shallow enough for every stack.
MAX_DEPTH = 30
MAX_NODES = 250_000


@dataclass(slots=True)
class Node:
    """One element."""

    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, as it stands."""
        return "".join(self.pieces)

    def all(self, tag: str) -> Iterator["Node"]:
        """Its children of this name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *path: str) -> "Node | None":
        """The first element on this path."""
        node: Node | None = self
        for tag in path:
            node = next(node.all(tag), None) if node else None
        return node

    def said(self, *path: str) -> str:
        """The bare text at this path; empty when there is none."""
        node = self.first(*path)
        return node.text.strip() if node else ""


def tree_of(text: str) -> Node:
    """The root element. Raises ``UnusableFile`` for XML that is broken, hostile or far too large."""
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.open
    parser.EndElementHandler = builder.close
    parser.CharacterDataHandler = builder.add
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as broken:
        raise UnusableFile(
            _("The file is broken at line %(line)s: it is not whole XML. Export it again.") % {"line": broken.lineno}
        ) from None
    return builder.root.children[0]


class _Builder:
    """Collects elements as the parser meets them."""

    def __init__(self) -> None:
        self.root = Node("", {})
        self.open_ones = [self.root]
        self.count = self.questions = 0

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.questions += tag == "question" and attributes.get("type") != "category"
        if self.questions > MAX_QUESTIONS:  # before the rest of them fills the memory
            raise UnusableFile(_("The file has more than %(count)s questions. Divide it.") % {"count": MAX_QUESTIONS})
        if len(self.open_ones) > MAX_DEPTH or self.count > MAX_NODES:
            raise UnusableFile(_("The file is built in a way that no question bank is. It is not read."))
        node = Node(tag, attributes)
        self.open_ones[-1].children.append(node)
        self.open_ones.append(node)

    def close(self, tag: str) -> None:
        self.open_ones.pop()

    def add(self, text: str) -> None:
        self.open_ones[-1].pieces.append(text)

    def refuse(self, *_parts: Any) -> None:
        raise UnusableFile(_("The file declares a document type or entities. For safety such a file is not read."))
