"""What block templates need: the text in the reader's level, and the addresses of pictures."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.pictures import WIDTHS
from content.render import SOURCE
from content.render_cards import actor_html, actors_by_pk
from content.richtext import is_written, rich_html
from content.untranslated import body_html, left_in_finnish

register = template.Library()


@register.simple_tag(takes_context=True)
def authored(context: template.Context, value: Any) -> SafeString:
    """The block's text; in the plain level its plain variant, or the ordinary text marked as such."""
    links = context.get("links")
    if context.get("level") != "plain":
        return rich_html(value["text"], links)
    if is_written(value.get("plain")):
        return rich_html(value["plain"], links)
    return format_html('<p class="hint">{}</p>{}', _("Not yet in plain language:"), rich_html(value["text"], links))


@register.simple_tag(takes_context=True)
def page_body(context: template.Context, blocks: Any) -> SafeString:
    """Blocks of the page's body; those that nobody has translated say so."""
    return body_html(context["page"], blocks, context.flatten())


@register.simple_tag(takes_context=True)
def service_fold(context: template.Context, card: Any) -> SafeString:
    """A card of the service network, closed until pressed; to the person themselves only what they need of it."""
    for_person = getattr(context.get("page"), "speaks_to_the_person", False)
    row = actors_by_pk({card.pk}).get(card.pk)
    return actor_html(row, get_language() or SOURCE, for_person=for_person, is_folded=True)


@register.simple_tag
def is_partly_finnish(page: Any) -> bool:
    """Whether something on a page in another language is still in Finnish."""
    return bool(left_in_finnish(page))


@register.simple_tag
def picture_src(image: Any, width: int = 640) -> str:
    """The address of a picture; it names no file, so it outlives a replaced one."""
    return reverse("picture", args=[image.pk, width])


@register.simple_tag
def picture_srcset(image: Any) -> str:
    """The widths a browser may choose from; none wider than the picture itself, but always one."""
    usable = [width for width in WIDTHS if width <= image.width] or [WIDTHS[0]]
    return ", ".join(f"{reverse('picture', args=[image.pk, width])} {width}w" for width in usable)


@register.filter
def clock(seconds: int) -> str:
    """A length as people read it on a player: 4:05."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""
