"""Marking who was there."""

import pytest

from courses.api import Evidence, Progress, cancel_enrolment, complete_activity
from courses.meetings.api import attendance_of, standing_of
from courses.meetings.models import Attendance
from courses.meetings.services.absence import (
    NothingMissed,
    TooLate,
    accept_make_up,
    accept_make_ups_by_assignment,
    say_cannot_come,
    send_make_up,
    take_back_absence,
)
from courses.meetings.services.marking import Mark, Overtaken, check_in, save_roll
from tests.factories.meetings import make_day

PRESENT, ABSENT, HALF = ("present", 0, ""), ("absent", 0, "työmatka"), ("part", 180, "")


def step_of(run, kind="lesson"):
    return run.items.filter(activity__kind=kind).first().activity


def test_nobody_is_marked_by_default(day, people):
    assert [one.state for one in attendance_of(people[0])] == [""]
    assert not Attendance.objects.exists()


def test_a_list_is_saved_once_and_saving_it_again_changes_nothing(day, people, teacher):
    marks = [Mark(people[0].pk, PRESENT), Mark(people[1].pk, ABSENT), Mark(people[2].pk, ("", 0, ""))]
    assert save_roll(meeting=day, marks=marks, actor=teacher) == 2
    assert save_roll(meeting=day, marks=marks, actor=teacher) == 0
    rows = Attendance.objects.order_by("enrolment")
    assert [(row.state, row.reason, row.version, row.marked_by) for row in rows] == [
        ("present", "", 1, teacher),
        ("absent", "työmatka", 1, teacher),
    ]


def test_a_trainer_does_not_overwrite_another_unseen(day, people, teacher):
    save_roll(meeting=day, marks=[Mark(people[0].pk, ABSENT)], actor=teacher)
    mine = [Mark(people[0].pk, PRESENT), Mark(people[1].pk, PRESENT)]
    with pytest.raises(Overtaken) as overtaken:
        save_roll(meeting=day, marks=mine, actor=teacher)
    assert overtaken.value.rows[people[0].pk].state == "absent"
    assert not Attendance.objects.filter(enrolment=people[1]).exists()
    seen = [Mark(people[0].pk, PRESENT, version=1, was=ABSENT), Mark(people[1].pk, PRESENT)]
    assert save_roll(meeting=day, marks=seen, actor=teacher) == 2


def test_who_was_not_touched_here_stays_as_the_other_trainer_marked_them(day, people, teacher):
    save_roll(meeting=day, marks=[Mark(people[0].pk, PRESENT)], actor=teacher)
    save_roll(meeting=day, marks=[Mark(people[0].pk, ABSENT, version=1, was=PRESENT)], actor=teacher)
    mine = [Mark(people[0].pk, PRESENT, version=1, was=PRESENT), Mark(people[1].pk, PRESENT)]
    assert save_roll(meeting=day, marks=mine, actor=teacher) == 1
    assert Attendance.objects.get(enrolment=people[0]).state == "absent"


def test_people_of_other_runs_and_those_who_left_are_not_marked(day, people, teacher):
    cancel_enrolment(enrolment=people[0])
    assert save_roll(meeting=day, marks=[Mark(people[0].pk, PRESENT), Mark(10**6, PRESENT)], actor=teacher) == 0


def test_attending_completes_the_step_of_the_day_and_putting_it_right_takes_it_back(run, people, teacher):
    day = make_day(run, activity=step_of(run))
    save_roll(meeting=day, marks=[Mark(people[0].pk, HALF)], actor=teacher)
    assert Progress.objects.get(enrolment=people[0]).evidence_kind == "attended"
    save_roll(meeting=day, marks=[Mark(people[0].pk, ABSENT, version=1, was=HALF)], actor=teacher)
    assert not Progress.objects.filter(enrolment=people[0]).exists()


def test_what_was_done_in_another_way_is_not_taken_back(run, people, teacher):
    step = step_of(run)
    complete_activity(enrolment_id=people[0].pk, activity_id=step.pk, evidence=Evidence("self_marked"))
    day = make_day(run, activity=step)
    save_roll(meeting=day, marks=[Mark(people[0].pk, ABSENT)], actor=teacher)
    assert Progress.objects.get(enrolment=people[0]).evidence_kind == "self_marked"


def test_a_made_up_day_counts_on_its_own_evidence(run, people, teacher):
    day = make_day(run, activity=step_of(run), make_up="Kirjoita.", compulsory=True)
    one = people[0]
    say_cannot_come(enrolment=one, meeting=day, reason=" työmatka ", actor=None)
    assert standing_of(attendance_of(one)).missing == (day.title,)
    send_make_up(enrolment=one, meeting=day, answer="Tein.", actor=None)
    accept_make_up(enrolment=one, meeting=day, actor=teacher)
    accept_make_up(enrolment=one, meeting=day, actor=teacher)
    assert Progress.objects.get(enrolment=one).evidence_kind == "made_up"
    assert standing_of(attendance_of(one)).missing == ()
    row = Attendance.objects.get()
    assert (row.said_reason, row.made_up_by) == ("työmatka", teacher)
    with pytest.raises(NothingMissed):
        send_make_up(enrolment=one, meeting=day, answer="Uusi.", actor=None)


def test_nothing_is_made_up_for_by_somebody_who_was_there(day, people, teacher):
    save_roll(meeting=day, marks=[Mark(people[0].pk, PRESENT)], actor=teacher)
    with pytest.raises(NothingMissed):
        send_make_up(enrolment=people[0], meeting=day, answer="Tein.", actor=None)
    with pytest.raises(NothingMissed):
        accept_make_up(enrolment=people[1], meeting=day, actor=teacher)


def test_an_assignment_makes_up_for_a_missed_day_by_itself(run, people, teacher):
    task = step_of(run, "assignment")
    day = make_day(run, make_up_activity=task)
    save_roll(meeting=day, marks=[Mark(people[0].pk, ABSENT), Mark(people[1].pk, PRESENT)], actor=teacher)
    assert accept_make_ups_by_assignment() == 0
    for one in people[:2]:
        complete_activity(enrolment_id=one.pk, activity_id=task.pk, evidence=Evidence("assignment_accepted"))
    assert accept_make_ups_by_assignment() == 1
    assert accept_make_ups_by_assignment() == 0
    assert Attendance.objects.get(enrolment=people[0]).made_up_at


def test_not_coming_is_said_beforehand_and_taken_back(day, people, teacher):
    one = people[0]
    say_cannot_come(enrolment=one, meeting=day, reason="", actor=None)
    take_back_absence(enrolment=one, meeting=day, actor=None)
    assert attendance_of(one)[0].cannot_come is False
    save_roll(meeting=day, marks=[Mark(one.pk, PRESENT)], actor=teacher)
    with pytest.raises(TooLate):
        say_cannot_come(enrolment=one, meeting=day, reason="", actor=None)


def test_the_code_marks_once_and_never_over_a_trainers_mark(day, people, teacher):
    assert check_in(meeting=day, enrolment=people[0], actor=None).marked_how == "code"
    check_in(meeting=day, enrolment=people[0], actor=None)
    assert Attendance.objects.get().version == 1
    save_roll(meeting=day, marks=[Mark(people[1].pk, ABSENT)], actor=teacher)
    assert check_in(meeting=day, enrolment=people[1], actor=None).state == "absent"


def test_a_run_that_asks_for_days_is_completed_by_the_day(run, people, teacher):
    run.rule = {"all": [{"is": "days", "count": 1}]}
    run.save(update_fields=["rule"])
    day = make_day(run, compulsory=True)
    save_roll(meeting=day, marks=[Mark(people[0].pk, PRESENT), Mark(people[1].pk, ABSENT)], actor=teacher)
    people[0].refresh_from_db()
    people[1].refresh_from_db()
    assert (people[0].status, people[1].status) == ("completed", "active")
