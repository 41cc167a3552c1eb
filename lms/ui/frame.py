"""What surrounds every page, remembered as text: header and footer are the same on thousands of pages, and putting
them together anew cost a third of a page.

Everything that a fragment shows is among the arguments by which it is remembered, so nothing has to be forgotten.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lms.ui.context import LanguageLink, Link
from lms.ui.site import Organiser

#: Stands in a remembered header for the token of the form that signs out; every page has its own.
TOKEN = "the-token-of-this-page"


@lru_cache(maxsize=64)
def footer(language: str, links: tuple[Link, ...], organiser: Organiser) -> SafeString:
    """The foot of every page in the active ``language``."""
    return render_to_string("ui/footer.html", {"links": links, "organiser": organiser})


@lru_cache(maxsize=256)
def quiet_header(language: str, home: str, brand: str, stop_url: str, help_url: str) -> SafeString:
    """Inside parts, tests and forms: brand, "Stop for now" and help only."""
    page = {"home": home, "brand": brand, "stop_url": stop_url, "help_url": help_url}
    return render_to_string("ui/header_quiet.html", page)


@lru_cache(maxsize=512)
def _header(
    language: str,
    home: str,
    brand: str,
    help_url: str,
    links: tuple[Link, ...],
    languages: tuple[LanguageLink, ...],
    account: str,
    door: str,
) -> SafeString:
    page = {"home": home, "brand": brand, "help_url": help_url, "links": links, "languages": languages}
    page |= {"language": language, "account_url": account, "door_url": door, "csrf_token": TOKEN}
    return render_to_string("ui/header.html", page)


def header(*shown: object, token: str) -> SafeString:
    """The head of an ordinary page: ``shown`` is what ``_header`` takes, ``token`` is for the form that signs out."""
    return mark_safe(_header(*shown).replace(TOKEN, token))  # noqa: S308 -- our own template


@lru_cache(maxsize=64)
def save_state(language: str, key: str) -> SafeString:
    """The line in which autosave.js says whether the text is safe."""
    return render_to_string("ui/save_state.html", {"key": key})


def drafts(key: str, own_device: bool) -> SafeString:
    """The scripts that keep and send what is not saved yet, with the person's key. Not remembered: it is theirs."""
    own = mark_safe(" data-own-device") if own_device else ""
    return format_html('<span hidden id="polku-drafts" data-key="{}"{}></span>{}', key, own, _draft_scripts())


@lru_cache(maxsize=1)
def _draft_scripts() -> SafeString:
    scripts = (static(f"ui/js/{name}.js") for name in ("drafts", "outbox"))
    return format_html_join("", '<script src="{}" defer></script>', ((script,) for script in scripts))
