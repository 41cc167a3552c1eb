"""``{% static %}`` as Django has it, but that it does not ask each time whether static files are an app of this site:
they are, and the answer goes through fifty apps, ten times a page. Our templates have it without loading it."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import StaticNode

register = template.Library()


class Address(StaticNode):
    """Where a file of the site lies."""

    @classmethod
    def handle_simple(cls, path: str) -> str:
        return staticfiles_storage.url(path)


register.tag("static", Address.handle_token)
