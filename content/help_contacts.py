"""Where to get help, in the reader's language. Numbers and dates always come from the Finnish card.

A number that was mended in one place must not live on in another: a translation gives only its words, and where there
is none, the Finnish words stand there and say that they are Finnish.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from content.models import HelpContact

SOURCE = settings.LANGUAGE_CODE
#: No municipality's name is longer.
LONGEST_NAME = 60
#: How the Finnish cards name the languages of our pages.
NAMES = {"fi": "suomi", "sv": "ruotsi", "en": "englanti"}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as the page shows it; ``language`` is that of its words, empty when it is the page's own."""

    key: str
    name: str
    number: str
    link: str
    price: str
    hours: str
    ages: str
    languages: str
    note: str
    checked: datetime.date
    language: str


@dataclass(frozen=True, slots=True)
class Help:
    """The contacts of the whole country, those of the municipality that was asked for, and the municipalities that
    have any. ``asked`` is that municipality as its card writes it, or as it was typed."""

    national: list[Contact]
    local: list[Contact]
    known: list[str]
    asked: str


def help_in(locale_id: int, municipality: str = "") -> Help:
    """The contacts that are shown, for a page in a locale. In another language than Finnish, those who answer only in
    other languages come last. One query."""
    cards = HelpContact.objects.filter(Q(locale__language_code=SOURCE) | Q(locale=locale_id), published=True)
    cards = list(cards.select_related("locale"))
    words = {card.translation_key: card for card in cards if card.locale_id == locale_id}
    sources = [card for card in cards if card.locale.language_code == SOURCE]
    if get_language() != SOURCE:
        sources.sort(key=_answers_only_in_others)
    typed = " ".join(municipality.replace("\x00", "").split())[:LONGEST_NAME]
    places = {name.casefold(): name for card in sources for name in _places_of(card)}
    local = [card for card in sources if typed and typed.casefold() in map(str.casefold, _places_of(card))]
    return Help(
        national=[_contact(card, words.get(card.translation_key)) for card in sources if not card.municipalities],
        local=[_contact(card, words.get(card.translation_key)) for card in local],
        known=sorted(places.values(), key=str.casefold),
        asked=places.get(typed.casefold(), typed),
    )


def _places_of(card: HelpContact) -> list[str]:
    """The municipalities of a local service; none for one of the whole country."""
    return [name.strip() for name in card.municipalities.split(",") if name.strip()]


def _answers_only_in_others(card: HelpContact) -> bool:
    return bool(card.languages) and NAMES.get(get_language(), "") not in card.languages


def _contact(source: HelpContact, words: HelpContact | None) -> Contact:
    said = words or source
    return Contact(
        key=source.key,
        name=said.name,
        number=source.number,
        link=source.link,
        price=said.price,
        hours=said.hours if source.hours else "",
        ages=said.ages,
        languages=said.languages,
        note=said.note,
        checked=source.checked,
        language="" if words else SOURCE,
    )
