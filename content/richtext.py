"""Authors' rich text as HTML that holds no address of a page or a file, only our own addresses by id."""

import re
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from lms.ui.sanitize import clean_html

_STRESS = (("<b>", "<strong>"), ("</b>", "</strong>"), ("<i>", "<em>"), ("</i>", "</em>"))
_PAGE_LINK = re.compile(r'linktype="page"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="page"')

#: Addresses of pages that are better reached by another way than `/sivu/<pk>/`, by their pk.
Links = Mapping[int, str]


def source_of(value: Any) -> str:
    """The stored markup of a rich-text value; empty for a child that was never filled in."""
    return value.source if isinstance(value, RichText) else str(value or "")


def is_written(value: Any) -> bool:
    """Whether there is any text in a rich-text value; an editor leaves empty paragraphs behind."""
    return bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", source_of(value)))


def rich_html(value: Any, links: Links | None = None) -> SafeString:
    """Safe HTML of an author's rich text. Page and file links go through our own views, which check and redirect."""
    markup = source_of(value)
    for old, new in _STRESS:
        markup = markup.replace(old, new)
    return clean_html(FIND_A_TAG.sub(lambda match: _link(extract_attrs(match[1]), links or {}), markup))


def linked_pages(value: Any) -> set[int]:
    """The pages that a rich text links to."""
    return {int(one or other) for one, other in _PAGE_LINK.findall(source_of(value))}


def _link(attributes: dict[str, str], links: Links) -> str:
    kind, pk = attributes.get("linktype"), attributes.get("id", "")
    if kind is None:
        return f'<a href="{escape(attributes.get("href", ""))}">'
    if not pk.isdigit():
        return "<a>"
    if kind == "page":
        return f'<a href="{links.get(int(pk)) or reverse("page", args=[pk])}">'
    return f'<a href="{reverse("wagtaildocs_serve", args=[pk, "tiedosto"])}">' if kind == "document" else "<a>"
