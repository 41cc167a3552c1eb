"""Keeping and deleting how the person has marked that they are. It is in no log, message or error report."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import MoodMark, Vault
from assessments.personal.queries_moods import ENERGIES, MOODS
from assessments.personal.services.answers import vault_for


@sensitive_variables()
@transaction.atomic
def mark_mood(*, learner: Any, mood: str, energy: str) -> bool:
    """Keep today's words; a later mark of the same day replaces the earlier. What is no word of ours counts as left
    out, and with both left out nothing is kept and False returned."""
    mood, energy = mood if mood in MOODS else "", energy if energy in ENERGIES else ""
    if not (mood or energy):
        return False
    vault, today = vault_for(learner), timezone.localdate()  # its lock: two presses make one mark
    mark = MoodMark.objects.filter(vault=vault, day=today).first() or MoodMark(vault=vault, day=today)
    mark.marked_at = timezone.now()
    mark.write(mood=mood, energy=energy)
    mark.save()
    return True


@transaction.atomic
def ask_for_mood(*, learner: Any, asks: bool) -> None:
    """Begin parts by asking how the person is, or do not. Again changes nothing."""
    vault_for(learner)
    Vault.objects.filter(owner_id=learner.pk).update(asks_mood=asks)


def delete_mood(*, learner: Any, day: datetime.date) -> None:
    """Delete the marks of a day. Again changes nothing."""
    MoodMark.objects.filter(vault__owner_id=learner.pk, day=day).delete()
