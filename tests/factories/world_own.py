"""The part of the small world in which the jobseeker has a page of their own and a journal."""

from typing import Any

from django.urls import reverse

from assessments.personal.api import mark_mood, save_own_page
from assessments.personal.models import Entry, JournalEntry
from content.coaching import programme_for
from content.coaching_attendance import attendance_of, token_of
from tests.factories.personal import make_journal_entry
from tests.factories.world_seeker import SEEKERS


def write_for_oneself(world: Any) -> None:
    """The jobseeker puts their answer on a page of their own, writes in the journal and marks how they are."""
    entry = Entry.objects.get(vault__owner=world.seeker)
    save_own_page(learner=world.seeker, name=SEEKERS["own_page"], words=SEEKERS["own_page"], picked=[entry.pk], base=0)
    make_journal_entry(world.seeker, text=SEEKERS["journal"], mood="bad")
    mark_mood(learner=world.seeker, mood="very-bad", energy="little")


def own_addresses(world: Any) -> dict[str, str]:
    """The pages of what the jobseeker has made for themselves, and their parts on paper."""
    run, page = world.programme.code, JournalEntry.objects.get().pk
    found = programme_for(world.seeker, run)
    plain = ("own-page", "own-page-choose", "own-page-arrange", "own-page-pdf", "journal", "attendance")
    return {f"coaching:{name}": reverse(f"coaching:{name}", args=[run]) for name in plain} | {
        "coaching:journal-entry": reverse("coaching:journal-entry", args=[run, page]),
        "coaching:share-journal": reverse("coaching:share-journal", args=[run, page]),
        "coaching:share-own-page": reverse("coaching:share-own-page", args=[run]),
        "coaching:mood": reverse("coaching:mood", args=[run, 1, 1]),
        "coaching:mood-change": reverse("coaching:mood-change", args=[run]),
        "coaching:journal-delete": reverse("coaching:journal-delete", args=[run, page]),
        "coaching:paper": reverse("coaching:paper", args=[run, 1]),
        "coaching:type-in": reverse("coaching:type-in", args=[run, 1]),
        "coaching:paper-own": reverse("coaching:paper-own", args=[run, 1]),
        "coaching:attendance-check": reverse(
            "coaching:attendance-check", args=[run, token_of(found, attendance_of(found))]
        ),
    }


def own_posts() -> dict[str, dict[str, Any]]:
    """What the forms there post."""
    return {
        "coaching:own-page-choose": {"name": "Mira", "words": "", "base": "1"},
        "coaching:own-page-arrange": {"act": "up", "entry": str(Entry.objects.order_by("pk").first().pk)},
        "coaching:share-journal": {"answer": "no"},
        "coaching:share-own-page": {"answer": "no"},
        "coaching:mood": {"mood": "bad", "energy": "half"},
        "coaching:mood-change": {"act": "off"},
        "coaching:type-in": {"k1-answer": "hyva", "paper-who": "own"},
        "coaching:journal": {"text": "Tänään kävelin.", "mood": "good", "writer": "ikkuna", "base": "0", "seq": "1"},
        "coaching:journal-entry": {"text": "Toisin sanoin.", "base": "1000"},
        "coaching:attendance": {"name": "Mira Meikäläinen"},
    }
