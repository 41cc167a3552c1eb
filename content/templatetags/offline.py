"""What lets a page that is no part of a programme work without a network."""

from django import template

from content.offline import workers_for

register = template.Library()


@register.inclusion_tag("ui/offline.html", takes_context=True)
def keep_help(context) -> dict:
    """Have the browser keep the page with the help."""
    return {"offline": workers_for(context["request"])}
