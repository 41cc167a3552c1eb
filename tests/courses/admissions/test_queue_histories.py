"""Random histories of a run's places (C-23): whatever happens in whatever order, nobody is over-booked, nobody
overtakes, each free place makes one offer, and nobody is offered a place after the end of enrolling."""

import contextlib
import datetime
import inspect
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.admissions.models import Turn
from courses.admissions.services.keeping import look_after_queues
from courses.admissions.services.queue import (
    HasRoom,
    OfferOver,
    accept_offer,
    join_queue,
    leave_queue,
    offer_beyond_queue,
)
from courses.api import CannotEnrol, Enrolment, Run, cancel_enrolment, enrol_learner
from courses.services.run_facts import TooFewPlaces, change_run
from lms.jobs.models import Notice
from lms.records.models import AuditEntry
from tests.courses.admissions.people import make_person
from tests.factories import make_run

HISTORIES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PEOPLE = 5
who = st.integers(0, PEOPLE - 1)
acts = st.one_of(
    st.tuples(st.sampled_from(["enrol", "join", "invited", "accept", "leave", "cancel", "extra"]), who),
    st.tuples(st.just("capacity"), st.integers(1, 4)),
    st.tuples(st.just("wait"), st.sampled_from([1, 20, 60])),
    st.tuples(st.just("worker"), st.just(0)),
)
#: An invitation is good for so many hours, also after the end of enrolling.
INVITED = 120
#: The enrolling ends after so many hours; most histories end before it.
CLOSES = 240


class History:
    """A run of two places, five people, and a clock that only the history moves."""

    def __init__(self) -> None:
        self.now = timezone.localtime().replace(hour=10)  # offers never end at night, which would lengthen them
        with self.clock():
            self.run = make_run(type="blended_cohort", lessons=1, capacity=2)
            self.closes = self.now + datetime.timedelta(hours=CLOSES)
            Run.objects.filter(pk=self.run.pk).update(enrolment_closes=self.closes)
            self.people = [make_person() for _ in range(PEOPLE)]
        self.order: list[int] = []  # turns in the order in which they were made

    def clock(self):
        return patch("django.utils.timezone.now", lambda: self.now)

    def fresh(self) -> Run:
        return Run.objects.select_related("course").get(pk=self.run.pk)

    def turn(self, number: int) -> Turn | None:
        return Turn.objects.filter(learner=self.people[number]).order_by("-pk").first()

    def enrol(self, number: int) -> None:
        enrol_learner(run=self.fresh(), learner=self.people[number])

    def join(self, number: int) -> None:
        join_queue(run=self.fresh(), learner=self.people[number], actor=None)

    def invited(self, number: int) -> None:
        until = self.now + datetime.timedelta(hours=INVITED)
        join_queue(run=self.fresh(), learner=self.people[number], actor=None, admitted=True, until=until)

    def accept(self, number: int) -> None:
        if turn := self.turn(number):
            accept_offer(turn=turn, actor=None)

    def leave(self, number: int) -> None:
        if turn := self.turn(number):
            leave_queue(turn=turn, actor=None)

    def extra(self, number: int) -> None:
        if turn := self.turn(number):
            offer_beyond_queue(turn=turn, reason="Sovittu.", actor=None)

    def cancel(self, number: int) -> None:
        enrolment = Enrolment.objects.active().filter(learner=self.people[number]).first()
        if enrolment:
            cancel_enrolment(enrolment=enrolment)

    def capacity(self, number: int) -> None:
        run = self.fresh()
        change_run(**arguments_of(run, capacity=number))

    def wait(self, hours: int) -> None:
        self.now += datetime.timedelta(hours=hours)

    def worker(self, _number: int) -> None:
        look_after_queues()

    def do(self, act: str, number: int) -> None:
        before = {turn.pk for turn in Turn.objects.filter(state="offered")}
        waiting = list(Turn.objects.filter(state="waiting").order_by("pk"))
        with self.clock(), contextlib.suppress(CannotEnrol, HasRoom, OfferOver, TooFewPlaces):
            getattr(self, act)(number)
        self.check(before, waiting)

    def may_be_offered(self, turn: Turn) -> bool:
        return self.now < self.closes or bool(turn.invited_until and self.now < turn.invited_until)

    def check(self, before: set[int], waiting: list[Turn]) -> None:
        run = self.fresh()
        inside = Enrolment.objects.active().filter(run=run).count()
        offered = Turn.objects.filter(state=Turn.State.OFFERED)
        assert run.places_taken == inside + offered.count() <= run.capacity
        new = [turn for turn in offered.order_by("pk") if turn.pk not in before and not turn.is_extra]
        assert all(map(self.may_be_offered, new)), "offered after the end"
        assert all(turn.reply_by > turn.offered_at for turn in offered)
        if new:  # they are the first of those who waited
            still = [turn for turn in waiting if Turn.objects.get(pk=turn.pk).state == Turn.State.WAITING]
            assert all(turn.pk < other.pk for turn in new for other in still if self.may_be_offered(other))
        # No place is nobody's while somebody waits who may have it.
        if any(map(self.may_be_offered, Turn.objects.filter(state=Turn.State.WAITING))):
            assert run.places_taken == run.capacity
        # One offer, one mail: never two for a turn, never none.
        made = AuditEntry.objects.filter(verb="queue.place_offered").values_list("subject_id", flat=True)
        assert len(made) == len(set(made))
        assert {f"place-offered:{pk}" for pk in made} == set(Notice.objects.values_list("key", flat=True))


def arguments_of(run: Run, **changed):
    """What ``change_run`` asks, as the run has it, but for what is changed."""
    names = [name for name in inspect.signature(change_run).parameters if hasattr(run, name)]
    return {name: getattr(run, name) for name in names} | {"run": run, "actor": None} | changed


@HISTORIES
@given(story=st.lists(acts, min_size=8, max_size=30))
def test_any_history_of_places_keeps_them_right(db, story):
    with transaction.atomic():  # one history after another in one database: each leaves nothing to the next
        history = History()
        for act, number in story:
            history.do(act, number)
        transaction.set_rollback(True)


def test_a_long_history_by_hand_meets_every_act(db):
    history = History()
    story = [("enrol", 0), ("enrol", 1), ("enrol", 2), ("join", 2), ("join", 3), ("join", 4)]
    story += [("cancel", 0), ("enrol", 0), ("wait", 60), ("worker", 0), ("accept", 3), ("extra", 4), ("accept", 4)]
    for act, number in story:
        history.do(act, number)
    assert history.turn(2).state == Turn.State.EXPIRED
    assert [history.turn(number).state for number in (3, 4)] == [Turn.State.ACCEPTED] * 2
    assert history.fresh().capacity == 3


def test_nobody_is_offered_a_place_after_the_end_of_enrolling(db):
    history = History()
    for act, number in [("enrol", 0), ("enrol", 1), ("join", 2), ("wait", CLOSES + 1), ("cancel", 0), ("worker", 0)]:
        history.do(act, number)
    assert history.turn(2).state == Turn.State.WAITING
    history.do("extra", 2)  # an explicit act, with a reason
    assert history.turn(2).state == Turn.State.OFFERED


def test_the_invited_are_offered_places_after_the_end_of_enrolling_until_their_invitation_ends(db):
    history = History()
    story = [("enrol", 0), ("enrol", 1), ("join", 2), ("wait", CLOSES + 1), ("cancel", 0), ("invited", 3)]
    for act, number in story:
        history.do(act, number)
    assert [history.turn(number).state for number in (2, 3)] == [Turn.State.WAITING, Turn.State.OFFERED]
    for act, number in [("invited", 4), ("wait", INVITED + 1), ("cancel", 1), ("worker", 0)]:
        history.do(act, number)
    assert history.turn(4).state == Turn.State.WAITING
