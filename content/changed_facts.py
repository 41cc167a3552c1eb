"""Facts that have changed lately, and the finished lessons they stand in: who had read them is told where they look."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models.signals import post_save
from django.utils import timezone

from content.memory import Remembered
from content.models import FactCard
from content.references import pages_showing
from courses.api import Step

#: How long a change is told of.
LATELY = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Change:
    """A fact that became what it is at ``at``, and the keys of the lessons that show it."""

    title: str
    at: datetime.datetime
    lessons: frozenset[UUID]


def _read(_key: str) -> list[Change]:
    cards = list(FactCard.objects.filter(changed_at__gt=timezone.now() - LATELY).order_by("title"))
    pages = pages_showing(FactCard, cards) if cards else {}
    return [
        Change(card.title, card.changed_at, frozenset(page.translation_key for page in pages[card.pk]))
        for card in cards
        if pages[card.pk]
    ]


#: Lately changed facts; almost always none, so that telling of them costs no statement.
known_changes = Remembered(_read)


def forget_when_a_fact_changes() -> None:
    """Called once when the app is ready."""
    post_save.connect(known_changes.forget, sender=FactCard, dispatch_uid="changed facts")


def changed_since_done(steps: Iterable[Step]) -> list[tuple[Step, list[str]]]:
    """The finished steps in which facts have changed since, each with the titles of those facts."""
    changes = known_changes.get()
    if not changes:
        return []
    told = [
        (step, [one.title for one in changes if step.activity_key in one.lessons and step.done_at < one.at])
        for step in steps
        if step.done_at
    ]
    return [(step, titles) for step, titles in told if titles]
