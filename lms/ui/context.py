"""The `ui` variable of every template: navigation, footer, organiser, theme. No queries for an anonymous reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from lms.ui import site as registry
from lms.ui.theme import chosen_theme


@dataclass(frozen=True)
class Link:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False
    exact: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language, or that language's front page when the page is missing there."""

    code: str
    name: str
    url: str
    current: bool
    missing: bool = False


class Shell:
    """What surrounds a page. Everything is worked out on first use, so answers without a page cost nothing."""

    brand = "Polku"

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def language(self) -> str:
        return (get_language() or settings.LANGUAGE_CODE).split("-")[0]

    @cached_property
    def addresses(self) -> dict[str, str]:
        return registry.addresses(self.language)

    @cached_property
    def organiser(self) -> registry.Organiser:
        return registry.organiser(self.language)

    @property
    def demo(self) -> bool:
        return getattr(settings, "DEMO", False)

    @property
    def theme(self) -> str:
        return chosen_theme(self.request)

    @property
    def help_url(self) -> str:
        return self.addresses["help"]

    @cached_property
    def nav(self) -> list[Link]:
        return [
            self._link(_("Trainings"), "catalogue"),
            self._link(_("Inner resources"), "programme"),
            self._link(_("My page"), "my"),
        ]

    @cached_property
    def footer(self) -> list[Link]:
        return [
            self._link(_("Accessibility statement"), "accessibility"),
            self._link(_("Privacy"), "privacy"),
            self._link(_("Contact us"), "contact"),
            self._link(_("Check a certificate"), "verify"),
        ]

    @property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def login_url(self) -> str:
        return route("account_login", "/tili/login/")

    @property
    def logout_url(self) -> str:
        return route("account_logout", "/tili/logout/")

    @property
    def account_url(self) -> str:
        return route("accounts:settings", "/tili/")

    def languages(self, translations: dict[str, str] | None = None) -> list[LanguageLink]:
        """Links to this page in every language; `translations` (code → address) names those a page really has."""
        return [self._language_link(code, translations) for code, _name in settings.LANGUAGES]

    def _language_link(self, code: str, translations: dict[str, str] | None) -> LanguageLink:
        name = get_language_info(code)["name_local"].capitalize()
        current = code == self.language
        if translations is None:
            return LanguageLink(code, name, self._here_in(code), current)
        url = translations.get(code)
        return LanguageLink(code, name, url or registry.addresses(code)["home"], current, missing=url is None)

    def _here_in(self, code: str) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        path = translated_path(escape_uri_path(self.request.path), self.language, code)
        return f"{path}?{iri_to_uri(query)}" if query else path

    def _link(self, label: str, key: str) -> Link:
        url = self.addresses[key]
        path = self.request.path
        return Link(label, url, current=path.startswith(url) and url != "/", exact=path == url)


@lru_cache(maxsize=1024)
def translated_path(path: str, language: str, code: str) -> str:
    """The address ``path`` of a page in ``language`` as it is in the language ``code``. Remembered: working it out
    tries every route of the site."""
    with override(language):
        return translate_url(path, code)


def route(name: str, default: str) -> str:
    """The address of a named route of a room above, or where it is known to lie when that room is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return default


def site(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"ui": Shell(request)}
