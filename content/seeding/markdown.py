"""Markdown to the HTML that Wagtail's own editor writes, so that opening and saving a page changes nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.seeding.files import BrokenFile

_READER = MarkdownIt("commonmark", {"html": False})
_TAGS = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
    "softbreak": " ",
    "hardbreak": "<br/>",
}
_SCHEMES = ("https://", "http://", "mailto:", "tel:", "/")
#: A link to a file that lies beside the text: ``[Muistilista](file:muistilista.pdf)``.
FILE_LINK = "file:"
_FILE_TAG = re.compile(r'<a linktype="document" file="([^"]+)">')


@dataclass(frozen=True)
class Heading:
    """A heading of its own block."""

    level: str
    text: str
    line: int


@dataclass(frozen=True)
class RichText:
    """Paragraphs and lists as HTML."""

    html: str
    line: int


def read_markdown(text: str, *, path: Path, line: int) -> list[Heading | RichText]:
    """Headings and the stretches of rich text between them. ``line`` is the file line of the first line."""
    found: list[Heading | RichText] = []
    stretch: list[Token] = []
    tokens = iter(_READER.parse(text))
    for token in tokens:
        if token.type != "heading_open":
            stretch.append(token)
            continue
        found += _stretch(stretch, path, line)
        stretch = []
        found.append(_heading(token, next(tokens), path, line))
        next(tokens)
    return found + _stretch(stretch, path, line)


def rich_text(text: str, *, path: Path, line: int) -> str:
    """Rich text without headings, as in a box."""
    html = ""
    for part in read_markdown(text, path=path, line=line):
        if isinstance(part, Heading):
            raise BrokenFile(path, part.line, "There may be no heading inside a block.")
        html += part.html
    return html


def _stretch(tokens: list[Token], path: Path, line: int) -> list[RichText]:
    if not tokens:
        return []
    start = line + (tokens[0].map or [0])[0]
    return [RichText("".join(_html(tokens, path, line)), start)]


def _heading(token: Token, inline: Token, path: Path, line: int) -> Heading:
    at = line + (token.map or [0])[0]
    if token.tag not in ("h2", "h3"):
        raise BrokenFile(path, at, "Only ## and ### headings are used.")
    if any(child.type != "text" for child in inline.children or ()):
        raise BrokenFile(path, at, "A heading is plain text.")
    return Heading(token.tag, "".join(child.content for child in inline.children or ()).strip(), at)


def _html(tokens: list[Token], path: Path, line: int) -> Iterator[str]:
    # Wagtail's editor keeps no paragraphs inside list items, so neither do we.
    depth, paragraphs = 0, 0
    for token in tokens:
        at = line + (token.map or [0])[0]
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "inline":
            yield "".join(_inline(token.children or [], path, at))
        elif token.type.startswith("paragraph") and depth:
            paragraphs += token.type == "paragraph_open"
            if paragraphs > 1:
                raise BrokenFile(path, at, "A list item is one paragraph.")
        elif token.type in _TAGS:
            paragraphs = 0
            yield _TAGS[token.type]
        else:
            raise BrokenFile(path, at, f"Only paragraphs, lists, bold, italics and links are used (not {token.type}).")


def _inline(tokens: list[Token], path: Path, at: int) -> Iterator[str]:
    for token in tokens:
        if token.type == "text":
            yield escape(token.content, quote=False)
        elif token.type == "link_open":
            yield _link(str(token.attrs.get("href", "")), path, at)
        elif token.type in _TAGS:
            yield _TAGS[token.type]
        else:
            raise BrokenFile(path, at, f"Only bold, italics and links are used inside text (not {token.type}).")


def _link(href: str, path: Path, at: int) -> str:
    if href.startswith(FILE_LINK):
        name = unquote(href[len(FILE_LINK) :])
        file_beside(path, name, at)
        return f'<a linktype="document" file="{escape(name)}">'
    if not href.startswith(_SCHEMES):
        raise BrokenFile(path, at, f"A link starts with https:// or with /: {href}")
    return f'<a href="{escape(href)}">'


def file_beside(path: Path, name: str, at: int) -> Path:
    """The file ``name`` that lies beside the text at ``path``."""
    found = path.parent / name
    if not name or name != Path(name).name or not found.is_file() or found.is_symlink():
        raise BrokenFile(path, at, f"There is no file “{name}” beside this one.")
    return found


def with_files(html: str, number_of: Callable[[str], int]) -> str:
    """``html`` with its links to files as Wagtail keeps them; ``number_of`` tells a file's number in the library."""
    return _FILE_TAG.sub(lambda tag: f'<a linktype="document" id="{number_of(unescape(tag[1]))}">', html)


def files_in(html: str) -> list[str]:
    """The names of the files that ``html`` links to."""
    return [unescape(name) for name in _FILE_TAG.findall(html)]
