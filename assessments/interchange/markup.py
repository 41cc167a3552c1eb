"""Another system's HTML as the plain text that questions are written in here."""

import base64
import binascii
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.interchange.facts import (
    MAX_PICTURE_BYTES,
    MAX_PICTURES,
    MAX_TEXT,
    CannotCome,
    EmbeddedPicture,
    ReadQuestion,
)
from assessments.interchange.pictures import is_picture
from lms.ui.sanitize import TooMuchMarkup, clean_html

_DATA_IMAGE = re.compile(r"""\bsrc\s*=\s*(["'])data:image/([a-z]+);base64,([A-Za-z0-9+/=\s]+)\1""", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(r"<(?:/?[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"<(?:b|strong|i|em|u|h[1-6]|a|sub|sup|font)[\s>]", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_MEDIA = re.compile(r"<(?:video|audio|iframe|object|embed|svg|math)[\s>]", re.IGNORECASE)
_BLOCKS = {"p", "h2", "h3", "blockquote", "ol", "ul"}


def plain(markup: str, question: ReadQuestion, files: dict[str, bytes] | None = None) -> str:
    """``markup`` through the one sanitiser and then as text; what gets lost is noted, pictures are taken along."""
    files = dict(files or {})
    markup = _DATA_IMAGE.sub(lambda found: _take_aside(found, files), markup)
    if len(markup) > MAX_TEXT:  # looked at once before anything searches in it
        raise CannotCome(too_much())
    _take_pictures(markup, question, files)
    for pattern, sentence in (
        (_EMPHASIS, _("Bold, links and other formatting do not come along; their text does.")),
        (_TABLE, _("A table comes as lines of text.")),
        (_MEDIA, _("A video, sound or other embedded part does not come along.")),
    ):
        if pattern.search(markup):
            question.lose(sentence)
    if "\\(" in markup or "\\[" in markup or markup.count("$$") > 1:
        question.lose(_("A formula is shown as it is written, not drawn."))
    markup = re.sub(r"</(?:td|th)>", " ", re.sub(r"</(?:tr|div|h[1-6])>|<hr[^<>]*>", "<br>", markup))
    try:
        reader = _Lines()
        reader.feed(str(clean_html(markup)))
    except TooMuchMarkup:
        raise CannotCome(too_much()) from None
    reader.close()
    return reader.text()


def too_much() -> str:
    """Why a text that no person writes does not come through."""
    return _("Its text is too long or built in too complicated a way.")


def looks_like_html(text: str) -> bool:
    """Whether a text without a named format is written in HTML."""
    return bool(_LOOKS_LIKE_HTML.search(text))


def decoded(content: str) -> bytes | None:
    """What base64 stands for; None when it is not base64 or far too much."""
    if len(content) > MAX_PICTURE_BYTES * 3 // 2:
        return None
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _take_aside(found: re.Match[str], files: dict[str, bytes]) -> str:
    """A picture that is written into the markup itself becomes a file beside it."""
    name = f"kuva-{len(files) + 1}.{found[2].lower()}"
    content = decoded(found[3])
    if content is not None:
        files[name] = content
    return f'src="{name}"'


def _take_pictures(markup: str, question: ReadQuestion, files: dict[str, bytes]) -> None:
    finder = _Pictures()
    finder.feed(markup)
    for source, alt in finder.found:
        content = files.get(unquote(source.rsplit("/", 1)[-1]))
        fits = content and len(content) <= MAX_PICTURE_BYTES and len(question.pictures) < MAX_PICTURES
        if not fits or not is_picture(content):
            question.lose(_("A picture is not in the file, is broken or is too large. It does not come along."))
            continue
        name = unquote(source.rsplit("/", 1)[-1])[:100]
        question.pictures.append(EmbeddedPicture(name=name, content=content, alt=" ".join(alt.split())[:200]))


class _Pictures(HTMLParser):
    """Addresses of the pictures, with what is said of each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            said = dict(attrs)
            self.found.append((said.get("src") or "", said.get("alt") or ""))


class _Lines(HTMLParser):
    """Text of clean markup: a paragraph a paragraph, an item a line that begins with a dash."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.parts.append("\n– ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"[ \t\n\xa0]+", " ", data))

    def text(self) -> str:
        lines = [" ".join(line.split()) for line in "".join(self.parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
