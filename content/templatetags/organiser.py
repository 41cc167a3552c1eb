"""The organiser's facts for pages that must name them."""

from django import template

from content.models import Organiser
from content.organiser import organiser

register = template.Library()


@register.simple_tag
def organiser_facts() -> Organiser:
    """Who runs this site."""
    return organiser()
