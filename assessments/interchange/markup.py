"""Another system's HTML as the plain text that questions are written in here."""

import re
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.interchange.embedded import Place, set_aside, take_pictures
from assessments.interchange.facts import MAX_PICTURES, MAX_TEXT, CannotCome, ReadQuestion
from assessments.interchange.languages import in_own_language
from lms.ui.sanitize import TooMuchMarkup, clean_html

_LOOKS_LIKE_HTML = re.compile(r"<(?:/?[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"<(?:b|strong|i|em|u|h[1-6]|a|sub|sup|font)[\s>]", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_MEDIA = re.compile(r"<(?:video|audio|iframe|object|embed|svg|math)[\s>]", re.IGNORECASE)
#: A file of the question's own that one would open from its words.
_LINKED = re.compile(r"""\bhref\s*=\s*["']@@PLUGINFILE@@/([^"'?]{1,200})""", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|`|^#{1,6} |\]\(", re.MULTILINE)
_BLOCKS = {"p", "h2", "h3", "blockquote", "ol", "ul"}


def plain(markup: str, question: ReadQuestion, place: Place, files: dict[str, bytes] | None = None) -> str:
    """``markup`` through the one sanitiser and then as text; what gets lost is noted, the question's picture is taken
    along. An answer that is only a picture, and one that cannot come, becomes what the file tells of it."""
    files = dict(files or {})
    markup = set_aside(markup, files)
    if len(markup) <= MAX_TEXT and (own := in_own_language(markup)) != markup:
        question.lose(_("It is written in several languages; the Finnish text comes along."))
        markup = own
    if len(markup) > MAX_TEXT:  # looked at once before anything searches in it
        raise CannotCome(too_much())
    told = take_pictures(markup, place, question, files)
    for pattern, sentence in (
        (_EMPHASIS, _("Bold, links and other formatting do not come along; their text does.")),
        (_TABLE, _("A table comes as lines of text.")),
        (_MEDIA, _("A video, sound or other embedded part does not come along.")),
    ):
        if pattern.search(markup):
            question.lose(sentence)
    for found in islice(_LINKED.finditer(markup), MAX_PICTURES):
        name = unquote(found[1].rsplit("/", 1)[-1])
        question.lose(_("The file “%(name)s” that its words lead to does not come along.") % {"name": name})
    if "\\(" in markup or "\\[" in markup or markup.count("$$") > 1:
        question.lose(_("A formula is shown as it is written, not drawn."))
    markup = re.sub(r"</(?:td|th)>", " ", re.sub(r"</(?:tr|div|h[1-6])>|<hr[^<>]*>", "<br>", markup))
    try:
        reader = _Lines()
        reader.feed(str(clean_html(markup)))
    except TooMuchMarkup:
        raise CannotCome(too_much()) from None
    reader.close()
    text = reader.text()
    if place in (Place.ANSWER, Place.OPTION) and told and not text and not question.of_option:
        question.lose(_("What is told of a picture stands in its place: “%(words)s”.") % {"words": told})
        return told
    return text


def as_written(text: str, style: str, question: ReadQuestion) -> str:
    """``text`` of a format that is not drawn here; signs that another system would have drawn are noted."""
    if style == "markdown" and _MARKS.search(text):
        question.lose(_("Signs like ** are shown as they are written, not drawn."))
    return text


def too_much() -> str:
    """Why a text that no person writes does not come through."""
    return _("Its text is too long or built in too complicated a way.")


def looks_like_html(text: str) -> bool:
    """Whether a text without a named format is written in HTML."""
    return bool(_LOOKS_LIKE_HTML.search(text))


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
