"""Cards that are filled in at every view: as they are now, in the language that they are written in."""

import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from content.models import FactCard, NetworkCard


class FactRow(NamedTuple):
    """A fact card as its template reads it."""

    pk: int
    title: str
    value: str
    note: str
    source: str
    publisher: str
    url: str
    certain: bool
    checked: datetime.date
    changed_at: datetime.datetime | None
    previous: str
    locale__language_code: str


class NetworkRow(NamedTuple):
    """A card of the service network as its template reads it."""

    pk: int
    title: str
    role: str
    duty: str
    referral: str
    contact: str
    url: str
    source: str
    checked: datetime.date
    locale__language_code: str


def facts_by_pk(pks: set[int]) -> dict[int, FactRow]:
    """One query; none when nothing is asked for."""
    if not pks:
        return {}
    return {row[0]: FactRow(*row) for row in FactCard.objects.filter(pk__in=pks).values_list(*FactRow._fields)}


def actors_by_pk(pks: set[int]) -> dict[int, NetworkRow]:
    """One query; none when nothing is asked for."""
    if not pks:
        return {}
    rows = NetworkCard.objects.filter(pk__in=pks).values_list(*NetworkRow._fields)
    return {row[0]: NetworkRow(*row) for row in rows}


@lru_cache(maxsize=1024)
def fact_html(row: FactRow | None, language: str, is_news: bool) -> SafeString:
    """A card's HTML, kept by everything it says: an edited card is another row. Empty for a card that is gone.
    ``language`` is the page's; ``is_news``: to this reader it is another fact than the one studied."""
    return _html("fact", row, language, {"is_news": is_news})


@lru_cache(maxsize=256)
def actor_html(row: NetworkRow | None, language: str, for_person: bool = False, is_folded: bool = False) -> SafeString:
    """A card of the service network, kept as a fact is. ``for_person``: without what only those need who guide.
    ``is_folded``: closed until pressed, as it stands under a case or a word."""
    kind = "network_fold" if is_folded else "network"
    return _html(kind, row, language, {"for_person": for_person})


def card_screen_html(kind: str, pk: int, language: str) -> SafeString:
    """The card that a screen of the coaching shows to the person, as it is now."""
    if kind == "fact":
        return fact_html(facts_by_pk({pk}).get(pk), language, False)
    return actor_html(actors_by_pk({pk}).get(pk), language, for_person=True)


def _html(kind: str, row: FactRow | NetworkRow | None, language: str, context: dict[str, bool]) -> SafeString:
    """The card in its own language altogether, marked as such where that is not the page's."""
    if row is None:
        return mark_safe("")
    own = row.locale__language_code
    with translation.override(own):
        said = {"value": {"card": row}, "lang": own if own != language else ""} | context
        return render_to_string(f"content/blocks/{kind}.html", said)
