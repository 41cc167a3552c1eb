"""What of a page is still in Finnish: readers are told, and never take a half-translated page for a whole one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, TextField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from content.publishing import SOURCE_LANGUAGE, untranslated_blocks
from content.render import in_finnish

#: Shorter texts are most often names, which are the same in every language.
LEAST_WORDS = 4


@dataclass(frozen=True)
class Left:
    """Ids of the blocks that read as in Finnish, and whether a field does."""

    blocks: frozenset[str] = frozenset()
    fields: bool = False

    def __bool__(self) -> bool:
        return bool(self.blocks) or self.fields


def left_in_finnish(page: Page) -> Left:
    """One query for a page in another language, asked once for each object; none while the site speaks Finnish, which
    it does on Finnish pages."""
    if not hasattr(page, "_left_in_finnish"):
        page._left_in_finnish = _read(page)
    return page._left_in_finnish


def _read(page: Page) -> Left:
    if get_language() == SOURCE_LANGUAGE:
        return Left()
    pages = type(page).objects.filter(translation_key=page.translation_key)
    finnish = pages.filter(locale__language_code=SOURCE_LANGUAGE).exclude(pk=page.pk).first()
    if finnish is None:
        return Left()
    theirs = {block["id"]: block["value"] for block in finnish.body.get_prep_value()} if _has_body(page) else {}
    blocks = frozenset(untranslated_blocks(page, theirs)) if theirs else frozenset()
    return Left(blocks, any(_same_words(page, finnish, name) for name in _texts_of(page)))


def _has_body(page: Page) -> bool:
    return hasattr(page, "body")


def _texts_of(page: Page) -> Iterator[str]:
    """The fields of the page's own kind in which authors write."""
    for field in type(page)._meta.local_fields:
        if isinstance(field, CharField | TextField) and not field.choices:
            yield field.name


def _same_words(mine: Page, theirs: Page, name: str) -> bool:
    text = getattr(mine, name)
    return isinstance(text, str) and len(text.split()) >= LEAST_WORDS and text == getattr(theirs, name)


def marked(pieces: Iterable[tuple[SafeString, bool]]) -> Iterator[SafeString]:
    """Each piece of HTML; those in Finnish say their language, and the first of every stretch of them says so in words
    that everybody sees."""
    is_told = False
    for html, is_finnish in pieces:
        yield in_finnish(html, is_told=is_told) if is_finnish else html
        is_told = is_finnish


def body_html(page: Page, blocks: Iterable[Any], context: dict[str, Any]) -> SafeString:
    """Blocks of a page's body, marked where they are still in Finnish."""
    left = left_in_finnish(page).blocks
    pieces = marked((block.render(context), block.id in left) for block in blocks)
    return format_html_join("", "{}", ((html,) for html in pieces))
