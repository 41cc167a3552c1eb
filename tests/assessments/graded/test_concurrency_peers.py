"""Twenty readers at the same moment, with real connections."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from assessments.graded.models import PeerReview, PeerTurn
from assessments.graded.services.assignments import withdraw
from assessments.graded.services.peer import NothingToRead
from assessments.graded.services.peer_giving import NoReader, give_turn
from courses.api import Progress
from lms.jobs.models import Notice
from tests.assessments.graded.test_concurrency import race
from tests.factories.peers import make_circle, send, take
from tests.factories.races import holding

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
READERS = 20


@pytest.fixture
def circle():
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    people = make_circle(READERS, peer_reviews=2, peer_accepting=False)
    for person in people:
        person.hand_in()
    return people


def test_twenty_who_ask_at_once_are_dealt_out_evenly(circle):
    for _round in range(2):
        turns = race(*[lambda person=person: take(person, 2) for person in circle])
        assert all(isinstance(turn, PeerTurn) for turn in turns), turns
        race(*[lambda person=person, turn=turn: send(person, turn) for person, turn in zip(circle, turns, strict=True)])
    rows = list(PeerTurn.objects.values_list("enrolment_id", "submission__work__enrolment_id"))
    assert len(set(rows)) == len(rows) == 2 * READERS
    assert all(reader != writer for reader, writer in rows)
    assert set(Counter(writer for _reader, writer in rows).values()) == {2}
    assert PeerReview.objects.count() == 2 * READERS
    assert Progress.objects.count() == READERS


def test_many_presses_of_one_reader_give_one_text_and_send_once(circle):
    one = circle[0]
    turns = race(*[lambda: take(one, 2)] * 8)
    assert len({turn.pk for turn in turns}) == 1
    send(one, turns[0])
    assert PeerTurn.objects.count() == 1
    reviews = race(*[lambda: send(circle[1], take(circle[1], 2))] * 4)
    assert PeerReview.objects.filter(turn__enrolment=circle[1].enrolment).count() in (1, 2), reviews


def test_a_text_that_is_being_taken_back_is_given_to_nobody():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    is_held = Event()
    take_back = holding(lambda: withdraw(enrolment=other.enrolment, activity_id=other.activity.pk), is_held)
    with ThreadPoolExecutor(1) as pool:
        taking_back = pool.submit(take_back)
        assert is_held.wait(20)
        with pytest.raises(NothingToRead):
            take(one)
        assert taking_back.result()
    assert not PeerTurn.objects.exists()


def test_a_text_that_is_being_taken_back_is_not_given_by_a_trainer_either():
    one, other = make_circle(2)
    one.hand_in()
    text = other.hand_in()
    is_held = Event()
    take_back = holding(lambda: withdraw(enrolment=other.enrolment, activity_id=other.activity.pk), is_held)
    with ThreadPoolExecutor(1) as pool:
        taking_back = pool.submit(take_back)
        assert is_held.wait(20)
        with pytest.raises(NoReader):
            give_turn(submission=text, reader_id=one.enrolment.pk, actor=None)
        assert taking_back.result()
    assert not PeerTurn.objects.exists()


def test_the_writer_is_told_though_the_last_two_readers_send_at_once():
    writer, *readers = make_circle(3, peer_reviews=2)
    for person in (writer, *readers):
        person.hand_in()
    turns = [take(person, 2) for person in readers]
    PeerTurn.objects.update(submission=writer.work.submissions.get())
    is_held = Event()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(holding(lambda: send(readers[0], turns[0]), is_held))
        assert is_held.wait(20)
        send(readers[1], turns[1])
        assert first.result()
    assert Notice.objects.filter(key=f"peer-feedback:{writer.work.pk}").count() == 1
