"""``{% scene name %}``: a small picture at the head of a module or a part."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from lms.ui.scenes import SCENES

register = template.Library()


@register.simple_tag
def scene(name: str | None) -> SafeString:
    """The picture; nothing when none was chosen, or one that is no longer drawn."""
    return _drawn(name) if name in SCENES else mark_safe("")


@cache
def _drawn(name: str) -> SafeString:
    return mark_safe(render_to_string(f"ui/scenes/{name}.html").strip())  # our own drawing
