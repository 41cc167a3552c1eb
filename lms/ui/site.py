"""What every page's header and footer say, pushed in from above.

This room knows no organiser, no page tree and no route. A room above calls the setters once, when its app is ready;
until it does, the defaults hold. A provider is called on every page: it has to answer from a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class Logo:
    """A funder's or the organiser's mark, already at its public address."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Organiser:
    """Who is behind this installation, as shown in the footer, in mail and on error pages."""

    name: str = ""
    email: str = ""
    phone: str = ""
    funder_text: str = ""
    logos: tuple[Logo, ...] = field(default=())


#: Where the pages of the header and the footer lie in Finnish. Another language has them behind its prefix until a
#: room above that knows the translated page tree says otherwise (Wagtail answers there with the Finnish page).
PATHS = {
    "home": "/",
    "catalogue": "/koulutukset/",
    "programme": "/voimavarat/",
    "help": "/apua/",
    "accessibility": "/saavutettavuus/",
    "privacy": "/tietosuoja/",
    "contact": "/yhteys/",
    "verify": "/todistus/",
    "my": "/oma/",
}

_organiser: Callable[[str], Organiser] = lambda language: Organiser()  # noqa: E731 -- a default, replaced at start
_addresses: Callable[[str], Mapping[str, str]] = lambda language: {}  # noqa: E731


def set_organiser_provider(provider: Callable[[str], Organiser]) -> None:
    """Let a room above say who the organiser is, in the language that is asked for."""
    global _organiser
    _organiser = provider


def set_address_provider(provider: Callable[[str], Mapping[str, str]]) -> None:
    """Let a room above correct addresses: the translated ones, and those of pages a language lacks."""
    global _addresses
    _addresses = provider


def organiser(language: str) -> Organiser:
    """The organiser's facts in `language`."""
    return _organiser(language)


def addresses(language: str) -> dict[str, str]:
    """Where the pages of the header and the footer are in `language`."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return {key: prefix + path for key, path in PATHS.items()} | dict(_addresses(language))
