"""Handing in and marking at the same moment, with real connections."""

import pytest
from django.db import connection

from assessments.graded.models import Review, Submission, Work
from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import WrittenElsewhere, hand_in, save_draft, withdraw
from assessments.graded.services.reviewing import HeldByAnother, NotWaiting, decide, give_held, save_review
from courses.api import Enrolment, Progress
from lms.accounts.models import Learner, User
from lms.jobs.models import Notice
from tests.assessments.graded.test_concurrency import RACERS, race
from tests.dashboard.people import make_trainer
from tests.factories.assignments import STATEMENTS, make_writing

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LEVELS = {"tavoite": "1", "keinot": "1"}


@pytest.fixture
def writing():
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    return make_writing(Learner.objects.create(user=User.objects.create_user(email="tiina@example.org")))


def review(submission, trainer):
    place = {"submission_id": submission.pk, "reviewer": trainer, "levels": LEVELS, "comment": "Hyvä.", "note": ""}
    return save_review(**place, seq=None, writer=str(trainer.pk), base=0)


def test_first_saves_of_many_pages_at_once_make_one_work(writing):
    def save(number: int):
        place = {"enrolment": writing.enrolment, "activity_id": writing.activity.pk}
        return save_draft(**place, text=f"sivu {number}", seq=1, writer=str(number), base=0)

    results = race(*[lambda number=number: save(number) for number in range(RACERS)])
    stored = [one for one in results if isinstance(one, Work)]
    assert [one.text for one in stored] == [Work.objects.get().text]
    assert sum(isinstance(one, WrittenElsewhere) for one in results) == RACERS - 1


def test_many_presses_at_once_hand_in_once(writing):
    writing.write()
    found = assignment_step_for(writing.enrolment.learner, writing.run.code, writing.activity.slug)
    form = {"enrolment": found.enrolment, "item": found.step, "version": found.version, "shown": str(found.work.seq)}
    results = race(*[lambda: hand_in(**form, statements=STATEMENTS)] * RACERS)
    assert {one.pk for one in results} == {Submission.objects.get().pk}
    assert Notice.objects.count() == 1


def test_trainers_who_begin_at_once_get_one_holder(writing):
    submission = writing.hand_in()
    trainers = [make_trainer(writing.run, f"k{number}@example.org") for number in range(RACERS)]
    results = race(*[lambda one=one: review(submission, one) for one in trainers])
    assert sum(isinstance(one, Review) for one in results) == 1
    assert sum(isinstance(one, HeldByAnother) for one in results) == RACERS - 1
    assert Review.objects.count() == 1


def test_accepting_many_times_at_once_completes_once(writing):
    submission = writing.hand_in()
    review(submission, writing.trainer)
    decided = {"submission_id": submission.pk, "reviewer": writing.trainer, "decision": "accepted", "hold": False}
    results = race(*[lambda: decide(**decided)] * RACERS)
    assert sum(isinstance(one, Review) for one in results) == 1
    assert sum(isinstance(one, NotWaiting) for one in results) == RACERS - 1
    assert Progress.objects.count() == 1
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED


def test_giving_together_at_once_gives_each_once(writing):
    submission = writing.hand_in()
    review(submission, writing.trainer)
    decide(submission_id=submission.pk, reviewer=writing.trainer, decision="accepted", hold=True)
    results = race(*[lambda: give_held(submission_ids=[submission.pk], actor=writing.trainer)] * RACERS)
    assert sorted(results) == [0] * (RACERS - 1) + [1]


def test_taking_back_while_a_trainer_begins_ends_one_way(writing):
    submission = writing.hand_in()
    trainer = writing.trainer
    taken, begun = race(
        lambda: withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk),
        lambda: review(submission, trainer),
    )
    submission.refresh_from_db()
    assert (taken, submission.state) in ((True, "withdrawn"), (False, "waiting"))
    assert isinstance(begun, NotWaiting if taken else Review)
