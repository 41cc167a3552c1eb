"""What admissions do when a place is asked for, and when one may be free."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Admission, Turn
from courses.admissions.queries.queue import has_queue, open_turn
from courses.admissions.services.queue import fill_places
from courses.api import (
    CannotEnrol,
    Run,
    RunFull,
    enrolment_asked,
    entrance,
    place_freed,
    places_left,
    refuse_unless_open,
)


def register() -> None:
    """Called once, when the app is ready."""
    enrolment_asked.receiver(refuse_other_ways)
    place_freed.receiver(offer_the_place)
    entrance(where_to_get_in)


def refuse_other_ways(*, run_id: int, learner_id: int, invited: bool) -> None:
    """Nobody walks past a code, a decision or a queue. One statement."""
    way, queued = _way_and_queue(run_id)
    if queued:
        raise RunFull(_("Others wait for a place in this run."))
    if not invited and way not in (None, Admission.Way.OPEN):
        raise CannotEnrol(_("One gets into this run in another way."))


def _way_and_queue(run_id: int) -> tuple[str | None, bool]:
    waiting = Turn.objects.filter(run=OuterRef("pk"), state=Turn.State.WAITING)
    return Run.objects.filter(pk=run_id).values_list("admission__way", Exists(waiting)).get()


def offer_the_place(*, run_id: int) -> None:
    """Somebody has left, or the run has got more places or more time."""
    fill_places(run_id)


def where_to_get_in(run: Run, learner: Any) -> str:
    """The page of the code, the application or the queue; empty when one simply enrols."""
    way, queued = _way_and_queue(run.pk)
    if way in (Admission.Way.APPLICATION, Admission.Way.EMPLOYER):
        return reverse("admissions:apply", args=[run.code])
    if way == Admission.Way.CODE:
        return reverse("admissions:code", args=[run.code])
    full = queued or places_left(run.capacity, run.places_taken) == 0
    has_a_turn = bool(full and open_turn(run, learner))
    if has_a_turn or (full and way != Admission.Way.INVITATION and has_queue(run) and not why_closed_now(run)):
        return reverse("admissions:queue", args=[run.code])
    return ""


def why_closed_now(run: Run) -> str:
    """Why the run takes nobody, whether it is full or not; empty when it does."""
    try:
        refuse_unless_open(run)
    except CannotEnrol as refusal:
        return str(refusal)
    return ""
