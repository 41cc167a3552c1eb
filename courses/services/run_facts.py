"""Changing a run's facts, closing it and opening it again."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import Run
from courses.services.runs import retitle_sections
from courses.signals import place_freed, run_closed
from lms.records.audit import log_fact

#: What may change while a run goes on.
CHANGEABLE = frozenset(
    {
        "name", "place", "place_access", "language", "starts", "ends", "enrolment_opens", "enrolment_closes",
        "capacity", "is_open",
    }
)  # fmt: skip


class TooFewPlaces(Exception):
    """More people are in than the run would hold. ``taken`` says how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


@transaction.atomic
def change_run(*, run: Run, actor: Any, **facts: Any) -> Run:
    """Change the ``facts`` named (of ``CHANGEABLE``). Raises ``TooFewPlaces`` rather than over-book the run, and
    KeyError for a fact that does not change."""
    if unknown := facts.keys() - CHANGEABLE:
        raise KeyError(*unknown)
    run = Run.objects.select_for_update().select_related("course").get(pk=run.pk)
    capacity = facts.get("capacity", run.capacity)
    if capacity is not None and capacity < run.places_taken:
        raise TooFewPlaces(run.places_taken)
    changed = sorted(field for field, value in facts.items() if getattr(run, field) != value)
    for field in changed:
        setattr(run, field, facts[field])
    if not changed:
        return run
    run.save(update_fields=changed)
    if "language" in changed:
        retitle_sections(run)
    log_fact("run.changed", subject=run, actor=actor, detail={"fields": changed})
    if not {"capacity", "is_open", "ends", "enrolment_closes"}.isdisjoint(changed):
        place_freed.announce(run_id=run.pk)  # more places, or more time to take one
    return run


@transaction.atomic
def close_run(*, run: Run, actor: Any) -> Run:
    """End the run: nobody gets in any more, and whoever still waits to get in is told so, or the run stays open.
    Whoever is in goes on reading, and may still be marked as ready. Closing twice keeps the first time."""
    run = _set_closed(run, timezone.now(), verb="run.closed", actor=actor)
    run_closed.announce_strictly(run_id=run.pk)
    return run


@transaction.atomic
def reopen_run(*, run: Run, actor: Any) -> Run:
    """Take the closing back: everything is as it was before."""
    run = _set_closed(run, None, verb="run.reopened", actor=actor)
    place_freed.announce(run_id=run.pk)
    return run


def _set_closed(run: Run, moment: datetime.datetime | None, *, verb: str, actor: Any) -> Run:
    run = Run.objects.select_for_update().select_related("course").get(pk=run.pk)
    if bool(run.closed_at) != bool(moment):
        run.closed_at = moment
        run.save(update_fields=["closed_at"])
        log_fact(verb, subject=run, actor=actor)
    return run
