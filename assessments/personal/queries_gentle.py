"""How the person has marked their mood lately, for a kind word on their own pages and for nothing else."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Entry
from assessments.personal.queries_moods import moods_of
from assessments.personal.queries_own import journal_of, opened_pages
from assessments.personal.rules_gentle import SPAN, is_heavy


@sensitive_variables()
def feels_heavy(learner: Any, mood_keys: Collection[str]) -> bool:
    """Whether it has been heavy for several days, by the journal, the marks and the exercises ``mood_keys``; three
    statements."""
    today = timezone.localdate()
    marked = [(page.day, page.mood) for page in opened_pages(journal_of(learner).filter(day__gt=today - SPAN))]
    marked.reverse()  # the journal is read newest first
    marks = [(one.day, one.mood) for one in reversed(moods_of(learner, since=today - SPAN))]
    return is_heavy(_in_exercises(learner, mood_keys, today) + marks + marked, today=today)


@sensitive_variables()
def _in_exercises(learner: Any, mood_keys: Collection[str], today: date) -> list[tuple[date, str]]:
    rows = Entry.objects.select_related("vault").filter(vault__owner_id=learner.pk, exercise_key__in=mood_keys)
    found = []
    for entry in rows.filter(saved_at__date__gt=today - SPAN).order_by("saved_at"):
        lines = (entry.read_value(entry.vault.open_key()) or {}).get("lines", [])
        step = next((line.get("step", "") for line in lines if line.get("id") == "mood"), "")
        found.append((timezone.localdate(entry.saved_at), step))
    return found
