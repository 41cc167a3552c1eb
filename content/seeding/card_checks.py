"""Judging the cards among the starter files: mistakes within a card, and cards that nobody is shown."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone

from content.models import FactCard, GlossaryTerm, NetworkCard
from content.seeding.cards import CardPlan
from content.seeding.plans import Plan
from content.seeding.texts import line_of, texts_in

#: Path, line, what is wrong, whether it stops the build.
Mistake = tuple[Path, int, str, bool]

_WORD = re.compile(r'href="/sanasto/#([^"]*)')


def mistakes_in_cards(cards: list[CardPlan]) -> Iterator[Mistake]:
    """What is wrong with the cards themselves: their dates, their lengths, and doubt without a place to check it."""
    newest = max((card.values["checked"] for card in cards if card.values.get("checked")), default=None)
    for card in cards:
        review_by, checked = card.values.get("review_by"), card.values.get("checked")
        if review_by and review_by < checked:
            yield card.path, card.line, "“review_by” is before “checked”.", True
        if review_by and review_by < newest:  # somebody has worked on the facts since, and passed this one by
            yield card.path, card.line, f"“{card.key}” should have been checked again before {newest}.", True
        elif review_by and review_by < timezone.localdate():
            yield card.path, card.line, f"“{card.key}” should have been checked again.", False
        if card.model is FactCard and not card.values["certain"] and not card.values["url"]:
            yield (
                card.path,
                card.line,
                f"“{card.key}” is not certain: “url” must say where to check it.",
                True,
            )
        for name, value in card.values.items():
            field = card.model._meta.get_field(name)
            if isinstance(value, str) and field.max_length and len(value) > field.max_length:
                yield card.path, card.line, f"“{name}” is longer than {field.max_length} characters.", True


def between_cards_and_texts(cards: list[CardPlan], plans: list[Plan]) -> Iterator[Mistake]:
    """What only shows when cards and texts are read together."""
    yield from _facts_nobody_reads(cards, plans)
    yield from _words_nobody_explains(cards, plans)
    yield from _services_nobody_knows(cards)


def _facts_nobody_reads(cards: list[CardPlan], plans: Iterable[Plan]) -> Iterator[Mistake]:
    """Fact cards that no text shows: whoever keeps them up to date works for nobody. A question that only cites a
    card does not show it."""
    shown = {ref.name for plan in plans for ref in plan.refs() if ref.kind == "fact"}
    for card in cards:
        if card.model is FactCard and card.values["key"] not in shown:
            yield card.path, card.line, f"No text shows the fact “{card.values['key']}”.", True


def _words_nobody_explains(cards: list[CardPlan], plans: Iterable[Plan]) -> Iterator[Mistake]:
    """Links into the glossary that would open its page at no word."""
    known = {card.values["key"] for card in cards if card.model is GlossaryTerm}
    for page in (page for plan in plans for page in plan.pages):
        for key in (key for text in texts_in(page.values) for key in _WORD.findall(text)):
            if key not in known:
                yield page.source, line_of(page.source, f"#{key}"), f"The glossary has no “{key}”.", True


def _services_nobody_knows(cards: list[CardPlan]) -> Iterator[Mistake]:
    """Words of the glossary that name a card which is not there."""
    known = {card.values["key"] for card in cards if card.model is NetworkCard}
    for card in cards:
        named = card.values.get("network_card")
        if named and named.name not in known:
            yield card.path, card.line, f"There is no network “{named.name}”.", True
