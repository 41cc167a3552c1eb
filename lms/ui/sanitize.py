"""The one boundary for markup that people wrote.

Everything that an author or a learner wrote and that is shown as HTML passes here, and only here. nh3 decides what
may stay; bleach only finds the addresses in plain text, which is escaped before and sanitised after.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import bleach
import nh3
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "strong", "em", "a", "ol", "ul", "li", "h2", "h3", "blockquote", "span"}
ATTRIBUTES = {"a": {"href"}, "*": {"lang"}}
SCHEMES = {"http", "https", "mailto", "tel"}
REL = "nofollow ugc noopener"
# What is removed together with its text: what stands inside was never meant to be read.
DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
MAX_BYTES = 64 * 1024
MAX_DEPTH = 100
# Elements without content, and those that close their own kind: they never make a tree deeper.
NOT_NESTING = {"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li"}


class TooMuchMarkup(ValueError):
    """More text or deeper nesting than a person writes; parsing it would cost more than it is worth."""


def clean_html(html: str) -> SafeString:
    """`html` with nothing left but the allowed elements; every link says nofollow, ugc and noopener."""
    cleaned = nh3.clean(
        _readable(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=REL,
        clean_content_tags=DROPPED,
        strip_comments=True,
    )
    return mark_safe(cleaned)


def linkify_text(text: str) -> SafeString:
    """Plain text as HTML: escaped, its addresses made into links, its line ends kept."""
    linked = bleach.linkify(escape(_readable(text)), callbacks=[_only_web], skip_tags=[], parse_email=False)
    return clean_html(linked.replace("\r\n", "\n").replace("\n", "<br>"))


def paragraphs(text: str) -> SafeString:
    """Plain text as HTML paragraphs, with its web addresses made into links. Text without one, which is most, is
    escaped and has nothing more to be cleaned."""
    parts = [part for part in re.split(r"\n\s*\n", _readable(text).replace("\r\n", "\n").strip()) if part.strip()]
    return format_html_join("\n", "<p>{}</p>", ((_lines(part),) for part in parts))


def _lines(part: str) -> SafeString:
    if "://" in part or "www." in part:
        return linkify_text(part)
    return mark_safe(escape(part).replace("\n", "<br>"))


def _only_web(attributes: dict, new: bool = False) -> dict | None:
    """Refuse to make a link of anything but a web address."""
    href = attributes.get((None, "href"), "")
    return attributes if href.startswith(("http://", "https://")) else None


def _readable(markup: str) -> str:
    """`markup` as valid text, refused when it is too long or nested too deep."""
    encoded = markup.encode("utf-8", "replace")
    if len(encoded) > MAX_BYTES:
        raise TooMuchMarkup(f"{len(encoded)} bytes of markup, at most {MAX_BYTES} are read")
    if markup.count("<") > MAX_DEPTH:
        depth = _Depth()
        depth.feed(markup)
        if depth.deepest > MAX_DEPTH:
            raise TooMuchMarkup(f"markup nested {depth.deepest} deep, at most {MAX_DEPTH} is read")
    return encoded.decode("utf-8")


class _Depth(HTMLParser):
    """How deep elements are nested, counted without building a tree. An end tag counts only if it closes something."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.open: Counter[str] = Counter()
        self.deepest = 0

    def handle_starttag(self, tag, attrs):
        if tag not in NOT_NESTING:
            self.open[tag] += 1
            self.deepest = max(self.deepest, self.open.total())

    def handle_endtag(self, tag):
        if self.open[tag]:
            self.open[tag] -= 1
