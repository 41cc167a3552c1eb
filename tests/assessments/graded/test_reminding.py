"""One reminder, before the due date only, to who has not handed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.graded.services.assignments import extend, withdraw
from assessments.graded.services.reminding import remind_before_due
from courses.api import RunItem, cancel_enrolment, mark_done_by_hand
from lms.jobs.models import Notice
from tests.factories.assignments import make_writing
from tests.factories.marking import another

pytestmark = pytest.mark.django_db
REASON = "Sovittu."


@pytest.fixture
def writing(learner):
    return make_writing(learner)


def due_in(writing, **delta) -> None:
    RunItem.objects.filter(run=writing.run).update(due_at=timezone.now() + timedelta(**delta))


def reminded(writing) -> int:
    remind_before_due()
    return Notice.objects.filter(kind="graded.due", person=writing.enrolment.learner.user.key).count()


def give_more(writing, trainer, **delta) -> None:
    until = timezone.now() + timedelta(**delta)
    extend(enrolment=writing.enrolment, activity_id=writing.activity.pk, until=until, reason=REASON, actor=trainer)


@pytest.mark.parametrize(
    ("delta", "expected"),
    [({"days": 4}, 0), ({"days": 3, "minutes": 1}, 0), ({"days": 3, "minutes": -1}, 1), ({"minutes": 5}, 1)],
)
def test_a_reminder_comes_at_most_three_days_before(writing, delta, expected):
    due_in(writing, **delta)
    assert reminded(writing) == expected


def test_nobody_is_reminded_after_the_date_or_without_one(writing):
    assert reminded(writing) == 0
    due_in(writing, minutes=-1)
    assert reminded(writing) == 0


def test_one_reminder_however_often_it_is_looked_at(writing):
    due_in(writing, days=2)
    assert [reminded(writing) for _time in range(3)] == [1, 1, 1]
    notice = Notice.objects.get()
    assert notice.facts["title"]
    assert notice.link == ["graded:assignment", writing.run.code, writing.activity.slug]


def test_who_has_handed_in_is_left_alone_and_who_took_it_back_is_not(writing):
    due_in(writing, days=2)
    writing.hand_in()
    assert reminded(writing) == 0
    withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
    assert reminded(writing) == 1


def test_more_time_moves_the_reminder_to_ones_own_date(writing):
    other = another(writing)
    due_in(writing, days=2)
    give_more(writing, writing.trainer, days=10)
    assert reminded(writing) == 0
    assert reminded(other) == 1
    give_more(writing, writing.trainer, days=3, minutes=-1)
    assert reminded(writing) == 1
    assert reminded(other) == 1


def test_more_time_after_a_reminder_gives_one_more_before_the_new_date(writing):
    due_in(writing, hours=1)
    assert reminded(writing) == 1
    give_more(writing, writing.trainer, days=2)
    assert reminded(writing) == 2


def test_who_has_left_or_has_it_done_is_not_reminded(writing, trainee):
    other = another(writing)
    due_in(writing, days=2)
    mark_done_by_hand(
        enrolment_id=other.enrolment.pk, activity_id=writing.activity.pk, reason=REASON, actor=writing.trainer
    )
    cancel_enrolment(enrolment=writing.enrolment, actor=trainee)
    assert (reminded(writing), reminded(other)) == (0, 0)


def test_an_assignment_that_opens_later_or_a_run_that_is_over_reminds_nobody(writing):
    due_in(writing, days=2)
    RunItem.objects.filter(run=writing.run).update(opens_at=timezone.now() + timedelta(days=1))
    assert reminded(writing) == 0
    RunItem.objects.filter(run=writing.run).update(opens_at=None)
    type(writing.run).objects.filter(pk=writing.run.pk).update(ends=timezone.localdate() - timedelta(days=1))
    assert reminded(writing) == 0


def test_a_date_counted_from_the_start_of_the_run_counts_too(learner):
    writing = make_writing(learner, due_days=2)
    type(writing.run).objects.filter(pk=writing.run.pk).update(starts=timezone.localdate())
    assert reminded(writing) == 1


@pytest.mark.parametrize("number", [1, 4])
def test_looking_costs_the_same_for_any_number_of_people(writing, statements, number):
    for _one in range(number):
        another(writing)
    due_in(writing, days=9)
    with statements(4):
        remind_before_due()
