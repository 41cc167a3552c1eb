"""Many at once want the places of one run, with real connections (C-23)."""

import random

import pytest
from django.db import connection

from courses.admissions.models import Turn
from courses.admissions.services.queue import accept_offer, fill_places, join_queue, leave_queue
from courses.api import CannotEnrol, Enrolment, Run, cancel_enrolment, change_run, enrol_learner
from lms.jobs.models import Notice
from tests.courses.admissions.people import make_full_run, make_person
from tests.courses.test_concurrency_invitations import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgres() -> None:
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"


def right(run: Run) -> None:
    """What must be true of the places after anything."""
    run.refresh_from_db()
    inside = Enrolment.objects.active().filter(run=run).count()
    offered = Turn.objects.filter(run=run, state=Turn.State.OFFERED).count()
    assert run.places_taken == inside + offered <= run.capacity
    if Turn.objects.filter(run=run, state=Turn.State.WAITING).exists():
        assert run.places_taken == run.capacity
    keys = list(Notice.objects.filter(kind="admissions.offer").values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def test_many_who_join_at_once_each_get_one_turn():
    run, _inside = make_full_run(capacity=1)
    people = [make_person() for _ in range(6)]
    acts = [lambda who=who: join_queue(run=run, learner=who, actor=None) for who in people for _ in range(2)]
    assert all(isinstance(one, Turn) for one in race(*acts))
    assert Turn.objects.filter(run=run).count() == 6
    right(run)


def test_a_place_that_is_freed_while_others_grab_for_it_goes_to_the_first_in_the_queue():
    run, inside = make_full_run(capacity=1)
    first, *others = [make_person() for _ in range(5)]
    turn = join_queue(run=run, learner=first, actor=None)
    enrolment = Enrolment.objects.get(run=run, learner=inside[0])
    grabs = [lambda who=who: enrol_learner(run=run, learner=who) for who in others]
    results = race(lambda: cancel_enrolment(enrolment=enrolment), *grabs)
    assert [type(one) for one in results if isinstance(one, Exception) and not isinstance(one, CannotEnrol)] == []
    assert Turn.objects.get(pk=turn.pk).state == Turn.State.OFFERED
    right(run)


def test_one_offer_accepted_and_declined_at_once_ends_in_one_way():
    run, inside = make_full_run(capacity=1)
    turn = join_queue(run=run, learner=make_person(), actor=None)
    cancel_enrolment(enrolment=Enrolment.objects.get(run=run, learner=inside[0]))
    race(
        *[lambda: accept_offer(turn=turn, actor=None)] * 3,
        *[lambda: leave_queue(turn=turn, actor=None)] * 3,
        lambda: fill_places(run.pk),
    )
    taken = Turn.objects.get(pk=turn.pk).state == Turn.State.ACCEPTED
    assert Enrolment.objects.active().filter(run=run).count() == int(taken)
    right(run)


@pytest.mark.parametrize("seed", range(4))
def test_everything_at_once_leaves_the_places_right(seed):
    chance = random.Random(seed)  # noqa: S311 -- a story, no secret
    run, inside = make_full_run(capacity=3)
    people = [make_person() for _ in range(8)]
    for who in people[:4]:
        join_queue(run=run, learner=who, actor=None)
    for _ in range(3):
        race(*[some_act(chance, run, [*people, *inside]) for _ in range(8)])
        right(run)


def some_act(chance: random.Random, run: Run, people: list):
    who, number = chance.choice(people), chance.randint(3, 5)
    turn = Turn.objects.filter(run=run, learner=who).order_by("-pk").first()
    enrolment = Enrolment.objects.active().filter(run=run, learner=who).first()
    acts = [
        lambda: join_queue(run=run, learner=who, actor=None),
        lambda: enrol_learner(run=Run.objects.select_related("course").get(pk=run.pk), learner=who),
        lambda: fill_places(run.pk),
        lambda: change_run(run=run, actor=None, capacity=number),
    ]
    if turn:
        acts += [lambda: accept_offer(turn=turn, actor=None), lambda: leave_queue(turn=turn, actor=None)] * 2
    if enrolment:
        acts += [lambda: cancel_enrolment(enrolment=enrolment)] * 2
    return chance.choice(acts)
