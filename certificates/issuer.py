"""Who awards. The organiser's facts lie in a room above, which pushes them in here."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Issuer:
    """The organiser as a certificate names it."""

    name: str = "Polku"
    business_id: str = ""
    country: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    funder_text: str = ""


_provider: Callable[[str], Issuer] = lambda language: Issuer()  # noqa: E731 -- a default, replaced at start


def set_issuer_provider(provider: Callable[[str], Issuer]) -> None:
    """Let a room above say who the organiser is, in the language asked for. Called once for each award made."""
    global _provider
    _provider = provider


def issuer_in(language: str) -> Issuer:
    """The organiser's facts in ``language``."""
    return _provider(language)
