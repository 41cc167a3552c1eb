"""Judging the cards among the starter files: mistakes within a card, and cards that nobody is shown."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone

from content.models import FactCard
from content.seeding.cards import CardPlan
from content.seeding.plans import Plan

#: Path, line, what is wrong, whether it stops the build.
Mistake = tuple[Path, int, str, bool]


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


def facts_nobody_reads(cards: list[CardPlan], plans: Iterable[Plan]) -> Iterator[Mistake]:
    """Fact cards that no text shows: whoever keeps them up to date works for nobody. A question that only cites a
    card does not show it."""
    shown = {ref.name for plan in plans for ref in plan.refs() if ref.kind == "fact"}
    for card in cards:
        if card.model is FactCard and card.values["key"] not in shown:
            yield card.path, card.line, f"No text shows the fact “{card.values['key']}”.", True
