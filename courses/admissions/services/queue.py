"""The one queue for the places of a run.

Every act locks the row of the run first and, before it does anything else, settles the queue: offers whose time is
over end, and every free place is offered to whoever waits first. An offered place is counted among the taken ones,
so a place is always somebody's, or offered to somebody, or nobody waits for it.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Admission, Application, Turn
from courses.admissions.queries.queue import has_queue, is_enrolled, offers_places, takes_invited, way_into
from courses.admissions.rules.queue import reply_by
from courses.admissions.services.notices import tell_of_end, tell_of_offer
from courses.api import (
    CannotEnrol,
    Enrolment,
    Run,
    enrol_learner,
    join_invited_group,
    refuse_outside_window,
    refuse_unless_open,
)
from lms.records.audit import log_fact


class OfferOver(Exception):
    """The place is not offered (any more)."""


class HasRoom(Exception):
    """There is a free place, so nobody has to queue."""


def lock_run(run_id: int) -> Run:
    """The run with its course, locked until the transaction ends."""
    return Run.objects.select_related("course").select_for_update(of=("self",)).get(pk=run_id)


@transaction.atomic
def join_queue(
    *, run: Run, learner: Any, actor: Any, admitted: bool = False, until: datetime.datetime | None = None
) -> Turn | None:
    """Queue for a place; queueing twice is one turn, and who is in already gets None. Who is ``admitted`` (by a code,
    an invitation or a decision) queues although the run is not open to everybody; with an invitation that is good
    ``until`` then also after the enrolling. Raises ``HasRoom`` and ``CannotEnrol``."""
    run = lock_run(run.pk)
    settle_queue(run)
    if is_enrolled(run.pk, learner.pk):
        return None
    known = Turn.objects.filter(run=run, learner=learner, ended_at=None).first()
    if known:
        _invite(known, until)
        return known
    _refuse_queueing(run, admitted=admitted, invited=until is not None)
    if has_free_place(run):
        raise HasRoom
    turn = Turn.objects.create(run=run, learner=learner, invited_until=until)
    log_fact("queue.joined", subject=turn, actor=actor, learner_key=learner.key)
    if until:  # after the enrolling a place may be free although others wait
        settle_queue(run)
    return turn


def _invite(turn: Turn, until: datetime.datetime | None) -> None:
    """Somebody who waits already opens an invitation: they keep their place in the queue."""
    if until and (turn.invited_until is None or turn.invited_until < until):
        turn.invited_until = until
        turn.save(update_fields=["invited_until"])


def _refuse_queueing(run: Run, *, admitted: bool, invited: bool) -> None:
    refuse_unless_open(run, invited=admitted)
    admission = way_into(run)
    if not has_queue(run):
        raise CannotEnrol(_("This run has no waiting list."))
    if not admitted and admission.way != Admission.Way.OPEN:
        raise CannotEnrol(_("One gets into this run in another way."))
    if not admission.takes_applications and not invited:
        refuse_outside_window(run)


def has_free_place(run: Run) -> bool:
    """Whether a place is nobody's. The caller holds the lock of the run and has settled its queue."""
    if run.capacity is not None and run.places_taken >= run.capacity:
        return False
    return not Turn.objects.filter(run=run, state=Turn.State.WAITING).exists()


@transaction.atomic
def accept_offer(*, turn: Turn, actor: Any) -> Enrolment:
    """Take the offered place. Raises ``OfferOver`` when it is not offered any more, and ``CannotEnrol``."""
    run = lock_run(turn.run_id)
    turn = Turn.objects.select_for_update(of=("self",)).select_related("learner").get(pk=turn.pk)
    if turn.state != Turn.State.OFFERED or turn.reply_by <= timezone.now():
        raise OfferOver
    _end(turn, Turn.State.ACCEPTED)
    enrolment = enrol_learner(
        run=run, learner=turn.learner, actor=actor, invited=True, holds_place=True, way=Enrolment.Way.QUEUE
    )
    join_invited_group(enrolment=enrolment, run=run)
    return enrolment


@transaction.atomic
def leave_queue(*, turn: Turn, actor: Any) -> None:
    """Give up the turn, and the place if one is offered; the next in the queue gets it. A turn that is over stays
    as it is."""
    run = lock_run(turn.run_id)
    turn = Turn.objects.select_for_update(of=("self",)).select_related("learner").get(pk=turn.pk)
    if turn.ended_at:
        return
    if turn.state == Turn.State.OFFERED:
        _give_back(run)
        _end(turn, Turn.State.DECLINED)
    else:
        _end(turn, Turn.State.LEFT)
    log_fact("queue.left", subject=turn, actor=actor, learner_key=turn.learner.key)
    settle_queue(run)


@transaction.atomic
def offer_beyond_queue(*, turn: Turn, reason: str, actor: Any) -> None:
    """A trainer offers somebody a place although others wait before them, or although offers have ended: a full run
    gets one place more. Raises ``OfferOver`` when the person does not wait any more."""
    run = lock_run(turn.run_id)
    settle_queue(run)
    turn = Turn.objects.select_for_update(of=("self",)).select_related("learner__user").get(pk=turn.pk)
    if turn.state != Turn.State.WAITING:
        raise OfferOver
    if run.capacity is not None and run.places_taken >= run.capacity:
        run.capacity += 1
        Run.objects.filter(pk=run.pk).update(capacity=F("capacity") + 1)
    turn.is_extra, turn.reason = True, reason
    _offer(run, turn, way_into(run))
    log_fact("queue.extra_place", subject=turn, actor=actor, learner_key=turn.learner.key, reason=reason)


@transaction.atomic
def fill_places(run_id: int) -> None:
    """End what is over and offer what is free."""
    settle_queue(lock_run(run_id))


@transaction.atomic
def end_queue(run_id: int) -> None:
    """The run is closed: every turn that is not over ends, and whoever waited is told so. Doing it twice tells nobody
    twice."""
    run = lock_run(run_id)
    if not run.closed_at:
        return
    open_turns = Turn.objects.select_for_update(of=("self",)).filter(run=run, ended_at=None)
    for turn in open_turns.select_related("learner__user").order_by("pk"):
        if turn.state == Turn.State.OFFERED:
            _give_back(run)
        _end(turn, Turn.State.CLOSED)
        log_fact("queue.ended", subject=turn, learner_key=turn.learner.key)
        tell_of_end(turn, run=run)


def settle_queue(run: Run) -> None:
    """The same for a run that the caller has locked; ``run.places_taken`` is right afterwards."""
    now = timezone.now()
    due = Turn.objects.filter(run=run, state=Turn.State.OFFERED, reply_by__lte=now)
    for turn in due.select_related("learner"):
        _give_back(run)
        _end(turn, Turn.State.EXPIRED)
        log_fact("queue.offer_expired", subject=turn, learner_key=turn.learner.key)
    waiting = Turn.objects.filter(run=run, state=Turn.State.WAITING).select_related("learner__user").order_by("pk")
    if not waiting.exists():
        return
    admission = way_into(run)
    if not offers_places(run, admission):
        waiting = waiting.filter(invited_until__gt=now) if takes_invited(run) else waiting.none()
    for turn in waiting.iterator(chunk_size=50):
        if run.capacity is not None and run.places_taken >= run.capacity:
            return
        if is_enrolled(run.pk, turn.learner_id):  # got in by an invitation meanwhile
            _end(turn, Turn.State.LEFT)
            continue
        _offer(run, turn, admission)


def _offer(run: Run, turn: Turn, admission: Admission) -> None:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(places_taken=F("places_taken") + 1)
    run.places_taken += 1
    turn.state, turn.offered_at = Turn.State.OFFERED, now
    turn.reply_by = reply_by(now, admission.reply_hours)
    turn.save(update_fields=["state", "offered_at", "reply_by", "is_extra", "reason"])
    log_fact("queue.place_offered", subject=turn, learner_key=turn.learner.key)
    tell_of_offer(turn, run=run)


def _give_back(run: Run) -> None:
    Run.objects.filter(pk=run.pk, places_taken__gt=0).update(places_taken=F("places_taken") - 1)
    run.places_taken -= 1


def _end(turn: Turn, state: str) -> None:
    turn.state, turn.ended_at = state, timezone.now()
    turn.save(update_fields=["state", "ended_at"])
    _tell_application(turn)


def _tell_application(turn: Turn) -> None:
    """The application by which somebody queued: taken with the place, else it can be written again."""
    taken = turn.state == Turn.State.ACCEPTED
    state = Application.State.ACCEPTED if taken else Application.State.WITHDRAWN
    waiting = Application.objects.filter(
        run_id=turn.run_id, learner_id=turn.learner_id, state=Application.State.WAITING
    )
    waiting.update(state=state, saved_at=turn.ended_at)
