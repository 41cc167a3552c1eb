"""Marking at the same moment, with real connections."""

import pytest
from django.db import connection

from courses.api import Evidence, Progress, complete_activity
from courses.meetings.models import Attendance, Meeting
from courses.meetings.services.absence import say_cannot_come
from courses.meetings.services.marking import Mark, Overtaken, check_in, save_roll
from tests.courses.test_concurrency_invitations import race
from tests.dashboard.people import enrol_people, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PRESENT, ABSENT = ("present", 0, ""), ("absent", 0, "")


@pytest.fixture
def day() -> Meeting:
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    run = make_run(lessons=2)
    return make_day(run, activity=run.items.first().activity)


def test_a_press_that_comes_eight_times_marks_once(day):
    [one] = enrol_people(day.run, "Aino Aalto")
    rows = race(*[lambda: check_in(meeting=day, enrolment=one, actor=None)] * 8)
    assert {row.state for row in rows} == {"present"}
    assert Attendance.objects.get().version == 1
    assert Progress.objects.count() == 1


def test_of_trainers_who_save_at_once_one_is_told_and_none_overwrites(day):
    people = enrol_people(day.run, "Aino Aalto", "Bo Berg", "Cia Ceder")
    trainer = make_trainer(day.run)

    def saving(said):
        marks = [Mark(one.pk, said) for one in people]
        return lambda: save_roll(meeting=day, marks=marks, actor=trainer)

    results = race(saving(PRESENT), saving(ABSENT))
    assert sorted(str(type(one).__name__) for one in results) == ["Overtaken", "int"]
    assert len({row.state for row in Attendance.objects.all()}) == 1
    assert any(isinstance(one, Overtaken) for one in results)


def test_the_list_the_code_and_a_step_done_wait_for_each_other_and_never_for_ever(day):
    people = enrol_people(day.run, *(f"Nimi{number} Sukunimi" for number in range(6)))
    trainer = make_trainer(day.run)
    other = day.run.items.last().activity_id
    marks = [Mark(one.pk, PRESENT) for one in reversed(people)]
    acts = [lambda: save_roll(meeting=day, marks=marks, actor=trainer, force=True)]
    for one in people:
        acts.append(lambda one=one: check_in(meeting=day, enrolment=one, actor=None))
        acts.append(lambda one=one: say_cannot_come(enrolment=one, meeting=day, reason="", actor=None))
        acts.append(
            lambda one=one: complete_activity(
                enrolment_id=one.pk, activity_id=other, evidence=Evidence("self_marked"), actor=None
            )
        )
    errors = [one for one in race(*acts) if isinstance(one, Exception) and type(one).__name__ != "TooLate"]
    assert errors == []
    assert {row.state for row in Attendance.objects.all()} == {"present"}
    assert Attendance.objects.count() == len(people)
    assert Progress.objects.count() == 2 * len(people)
