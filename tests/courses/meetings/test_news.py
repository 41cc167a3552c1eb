"""Mail about days: once for each change, to those whose day it is."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from courses.api import Group, run_copied
from courses.meetings.models import Meeting
from courses.meetings.pages.planning import known_of
from courses.meetings.receivers import compulsory_days, dates_of
from courses.meetings.services.absence import say_cannot_come, take_back_absence
from courses.meetings.services.news import write_news
from courses.meetings.services.planning import Plan, cancel_meeting, change_meeting
from lms.jobs.api import run_due
from lms.jobs.models import Job, Notice
from tests.dashboard.people import make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day

#: The locked enrolment and row, what is written and its audit entry, and of the trainers: who, their notices, the job.
ABSENCE = 7


def changed(meeting: Meeting, teacher, **plan) -> bool:
    known = {name: known_of(meeting)[name] for name in ("title", "date", "place", "address", "bring")}
    values = known | {"parts": meeting.hours, "group": meeting.group} | plan
    return change_meeting(meeting=Meeting.objects.get(pk=meeting.pk), plan=Plan(**values), actor=teacher)


def tell(meeting: Meeting, sequence: int, groups: tuple[int, ...] = ()) -> None:
    write_news({"meeting": meeting.pk, "sequence": sequence, "groups": list(groups)})


def told() -> list[str]:
    return sorted(Notice.objects.values_list("kind", flat=True))


def test_a_moved_day_is_told_once_to_everybody(day, people, teacher):
    changed(day, teacher, place="Kirjasto")
    for _again in range(2):
        tell(day, 1)
    assert told() == ["meetings.changed"] * 3
    notice = Notice.objects.first()
    assert notice.facts["place"] == "Kirjasto"
    assert notice.facts["hours"] == "9.00–12.00, 13.00–16.00"  # noqa: RUF001


def test_of_two_quick_changes_only_the_last_is_told(day, people, teacher):
    changed(day, teacher, place="Kirjasto")
    changed(day, teacher, place="Kirjasto", date=day.date + datetime.timedelta(days=1))
    tell(day, 1)
    assert told() == []
    tell(day, 2)
    assert len(told()) == 3


def test_a_cancelled_day_says_so(day, people, teacher):
    cancel_meeting(meeting=day, actor=teacher)
    cancel_meeting(meeting=day, actor=teacher)
    tell(day, 1)
    assert told() == ["meetings.cancelled"] * 3


@pytest.mark.parametrize("plan", [{"bring": "Kynä"}, {"compulsory": True}, {"make_up": "Kirjoita."}])
def test_what_only_the_page_needs_to_say_is_not_mailed(day, people, teacher, plan):
    assert changed(day, teacher, **plan)
    assert not Job.objects.filter(kind="meeting-news").exists()


def test_a_day_given_to_another_group_is_told_to_both(run, people, teacher):
    first, second = (Group.objects.create(run=run, name=name) for name in "AB")
    for one, group in zip(people, (first, second, None), strict=True):
        one.group = group
        one.save(update_fields=["group"])
    day = make_day(run, group=first)
    changed(day, teacher, group=second)
    tell(day, 1, (first.pk,))
    assert len(told()) == 2


def test_a_day_that_has_been_held_is_put_right_in_silence(run, people, teacher):
    day = make_day(run, days=-3)
    changed(day, teacher, place="Kirjasto")
    assert not Job.objects.filter(kind="meeting-news").exists()
    assert mail.outbox == []


def test_the_days_of_a_run_come_along_to_the_next_with_their_hours(run, people):
    group = Group.objects.create(run=run, name="A")
    make_day(run, title="Aloitus", compulsory=True, bring="Kynä", group=group)
    make_day(run, title="Loppu", days=200)
    cancelled = make_day(run, title="Peruttu")
    cancel_meeting(meeting=cancelled, actor=None)
    run.refresh_from_db()
    target = make_run(course=run.course)
    same = Group.objects.create(run=target, name="A")
    assert [line.what for line in dates_of(run)] == ["Contact day: Aloitus", "Contact day: Loppu"]
    for _twice in range(2):
        run_copied.announce_strictly(source_id=run.pk, target_id=target.pk, days=364)
    old, new = (list(Meeting.objects.filter(run=one, cancelled_at=None)) for one in (run, target))
    assert [day.date - datetime.timedelta(days=364) for day in new] == [day.date for day in old]
    assert [day.parts for day in new] == [day.parts for day in old]
    assert (new[0].group, new[0].bring, new[1].group) == (same, "Kynä", None)
    assert not set(Meeting.objects.filter(run=run).values_list("key", flat=True)) & {day.key for day in new}
    target.refresh_from_db()
    assert target.contact_days == 2
    assert compulsory_days(target.pk) == ("Aloitus",)


def test_the_trainers_get_one_line_of_who_cannot_come_in_the_summary_of_that_day(run, day, people, teacher):
    other = make_trainer(run, "toinen@example.org")
    quit_it = make_trainer(run, "lopettanut@example.org")
    type(quit_it).objects.filter(pk=quit_it.pk).update(is_active=False)
    for one in people[:2]:
        say_cannot_come(enrolment=one, meeting=day, reason="Työmatka", actor=one.learner.user)
    take_back_absence(enrolment=people[0], meeting=day, actor=people[0].learner.user)
    assert told() == ["meetings.coming"] * 2
    run_due()
    assert [(row.person, row.state) for row in Notice.objects.order_by("pk")] == [
        (teacher.key, "held"),
        (other.key, "held"),
    ]
    assert Notice.objects.first().link == ["days:day", run.code, day.pk]
    assert "Työmatka" not in str(list(Notice.objects.values())) and "Aino" not in str(list(Notice.objects.values()))


def test_what_comes_after_the_summary_is_told_in_the_next(day, people, teacher, monkeypatch):
    local = timezone.make_aware(datetime.datetime(2027, 1, 13, 15, 50))
    for moment, one in ((local, people[0]), (local + datetime.timedelta(hours=2), people[1])):
        monkeypatch.setattr("courses.meetings.services.news.timezone.localtime", lambda moment=moment: moment)
        say_cannot_come(enrolment=one, meeting=day, reason="", actor=one.learner.user)
    assert sorted(Notice.objects.values_list("key", flat=True)) == [
        f"coming:{day.pk}:{teacher.pk}:20270113",
        f"coming:{day.pk}:{teacher.pk}:20270114",
    ]


def test_saying_that_one_cannot_come_costs_as_much_with_many_trainers(run, day, people, teacher, statements):
    for number in range(3):
        make_trainer(run, f"toinen{number}@example.org")
    with statements(ABSENCE):
        say_cannot_come(enrolment=people[0], meeting=day, reason="", actor=people[0].learner.user)
