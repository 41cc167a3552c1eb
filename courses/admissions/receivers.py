"""What admissions do when a place is asked for, and when one may be free."""

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Admission, Turn
from courses.admissions.queries.queue import has_queue, open_turn
from courses.admissions.services.closing import end_applications
from courses.admissions.services.copying import copy_way_in, dates_of_way_in
from courses.admissions.services.folding import join_admissions
from courses.admissions.services.queue import HasRoom, end_queue, fill_places, join_queue
from courses.api import (
    CannotEnrol,
    Run,
    RunFull,
    enrolment_asked,
    entrance,
    place_freed,
    places_left,
    queue,
    refuse_unless_open,
    run_closed,
    run_copied,
    tells_dates,
)
from lms.accounts.api import accounts_joining


def register() -> None:
    """Called once, when the app is ready."""
    enrolment_asked.receiver(refuse_other_ways)
    place_freed.receiver(offer_the_place)
    run_closed.receiver(end_the_waiting)
    entrance(where_to_get_in, way_in=F("admission__way"), has_turns=someone_waits())
    queue(queue_somebody)
    run_copied.receiver(copy_way_in)
    tells_dates(dates_of_way_in)
    accounts_joining.receiver(join_admissions)


def refuse_other_ways(*, run_id: int, learner_id: int | None, invited: bool) -> None:
    """Nobody walks past a code, a decision or a queue. One statement."""
    way, queued = _way_and_queue(run_id)
    if queued:
        raise RunFull(_("Others wait for a place in this run."))
    if not invited and way not in (None, Admission.Way.OPEN):
        raise CannotEnrol(_("One gets into this run in another way."))


def _way_and_queue(run_id: int) -> tuple[str | None, bool]:
    return Run.objects.filter(pk=run_id).values_list("admission__way", someone_waits()).get()


def someone_waits() -> Exists:
    """Whether anybody waits in the queue of the run that is read."""
    return Exists(Turn.objects.filter(run=OuterRef("pk"), state=Turn.State.WAITING))


def offer_the_place(*, run_id: int) -> None:
    """Somebody has left, or the run has got more places or more time."""
    fill_places(run_id)


def end_the_waiting(*, run_id: int) -> None:
    """The run takes nobody any more: neither from its queue nor by an application."""
    end_queue(run_id)
    end_applications(run_id)


def where_to_get_in(run: Run, learner: Any) -> str:
    """The page of the code, the application or the queue; empty when one simply enrols. The run is as
    ``run_at_the_door`` reads it."""
    way, queued = run.way_in, run.has_turns
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


def queue_somebody(run: Run, learner: Any, actor: Any, until: datetime.datetime) -> str:
    """The turn of somebody whom an invitation lets in, also when the enrolling is over."""
    if not has_queue(run):
        return ""
    try:
        join_queue(run=run, learner=learner, actor=actor, admitted=True, until=until)
    except HasRoom:  # a place became free a moment ago: the enrolling takes it
        return ""
    return reverse("admissions:queue", args=[run.code])
