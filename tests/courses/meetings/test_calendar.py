"""Calendars, read by a parser that is not the writer's."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse

from courses.api import Group
from courses.meetings.models import CalendarFeed, Meeting
from courses.meetings.pages.ical import calendar_of
from courses.meetings.pages.planning import known_of
from courses.meetings.rules.times import Part
from courses.meetings.services.planning import Plan, cancel_meeting, change_meeting, make_meeting, restore_meeting
from tests.dashboard.people import client_of
from tests.factories.meetings import AFTERNOON, MORNING, make_day

HELSINKI = ZoneInfo("Europe/Helsinki")


def read(data: bytes) -> vobject.base.Component:
    return vobject.readOne(data.decode())


def moved(meeting: Meeting, **plan) -> Plan:
    known = {name: known_of(meeting)[name] for name in ("title", "date", "place", "address")}
    return Plan(**known | {"parts": meeting.hours} | plan)


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        ("2027-03-27", 2), ("2027-03-28", 3), ("2027-03-29", 3),
        ("2027-10-30", 3), ("2027-10-31", 2), ("2027-11-01", 2),
    ],
)  # fmt: skip
def test_a_day_keeps_its_hours_on_both_sides_of_summer_time(run, date, offset):
    day = make_meeting(run=run, plan=Plan("Päivä", datetime.date.fromisoformat(date), [MORNING, AFTERNOON]), actor=None)
    calendar = read(calendar_of([day], language="fi"))
    start, end = calendar.vevent.dtstart.value, calendar.vevent.dtend.value
    assert (start.hour, end.hour) == (9, 16)
    # The parser has taken the zone out of the calendar itself, and keeps its name here.
    assert calendar.vevent.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Helsinki"]
    assert start.utcoffset() == datetime.timedelta(hours=offset)
    assert start.astimezone(datetime.UTC) == day.starts_at.astimezone(datetime.UTC)


def test_the_calendar_brings_its_time_zone_with_both_halves_of_the_year(day):
    data = calendar_of([day], language="fi").decode()
    zone = data[data.index("BEGIN:VTIMEZONE") : data.index("END:VTIMEZONE")]
    assert "TZID:Europe/Helsinki" in zone
    assert "BEGIN:STANDARD" in zone
    assert "BEGIN:DAYLIGHT" in zone


def test_a_moved_and_a_cancelled_day_keep_their_uid_and_count_up(run, teacher):
    day = make_day(run, place="Kirjasto")
    seen = []
    for act in (None, "move", "cancel", "restore"):
        if act == "move":
            change_meeting(meeting=day, plan=moved(day, date=day.date + datetime.timedelta(days=1)), actor=teacher)
        if act == "cancel":
            cancel_meeting(meeting=day, actor=teacher)
        if act == "restore":
            restore_meeting(meeting=day, actor=teacher)
        day = Meeting.objects.select_related("run__course").get(pk=day.pk)
        event = read(calendar_of([day], language="fi")).vevent
        seen.append((event.uid.value, int(event.sequence.value), event.status.value))
    assert len({uid for uid, _sequence, _status in seen}) == 1
    assert [(sequence, status) for _uid, sequence, status in seen] == [
        (0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED"), (3, "CONFIRMED"),
    ]  # fmt: skip


def test_saving_a_day_unchanged_changes_nothing(run, teacher):
    day = make_day(run)
    assert change_meeting(meeting=day, plan=moved(day), actor=teacher) is False
    day.refresh_from_db()
    assert day.sequence == 0


def test_text_with_commas_lines_and_emoji_comes_back_as_it_was(run):
    day = make_day(run, title="Verkostot; osa 1, alku", place="Kirjasto, 2. krs", bring="Kynä\nja paperi 🌲")
    event = read(calendar_of([day], language="fi")).vevent
    assert event.summary.value.startswith("Verkostot; osa 1, alku")
    assert event.location.value == "Kirjasto, 2. krs"
    assert "Kynä\nja paperi 🌲" in event.description.value
    assert all(len(line) <= 75 for line in calendar_of([day], language="fi").split(b"\r\n"))


def test_a_cancelled_day_alone_is_a_cancellation(day, people, aino, teacher):
    cancel_meeting(meeting=day, actor=teacher)
    answer = aino.get(reverse("meetings:event", args=[day.run.code, day.pk]))
    calendar = read(answer.content)
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert "text/calendar" in answer["Content-Type"]


@pytest.fixture
def link(aino) -> str:
    page = aino.post(reverse("meetings:calendar-issue"))
    return page.context["address"].split("localhost:8000")[-1]


def titles(answer) -> list[str]:
    return [event.summary.value.split(" – ")[0] for event in read(answer.content).contents.get("vevent", [])]  # noqa: RUF001


def test_the_secret_address_reads_ones_own_days_without_signing_in(run, people, day, link, client):
    group = Group.objects.create(run=run, name="Muut")
    make_day(run, group=group, title="Muiden päivä")
    answer = client.get(link)
    assert titles(answer) == ["Palvelujärjestelmä"]
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_trainer_reads_every_day_of_the_taught_runs(run, day, teacher, at_desk, client):
    group = Group.objects.create(run=run, name="Muut")
    make_day(run, group=group, title="Ryhmän päivä", days=8)
    address = at_desk.post(reverse("meetings:calendar-issue")).context["address"]
    assert titles(client.get("/" + address.split("/", 3)[3])) == ["Palvelujärjestelmä", "Ryhmän päivä"]


def test_the_address_is_kept_only_as_a_fingerprint_and_shown_once(link, aino):
    token = link.rsplit("/", 1)[1].removesuffix(".ics")
    assert CalendarFeed.objects.get().token_hash != token
    assert token not in aino.get(reverse("meetings:calendar")).content.decode()


def test_a_new_address_ends_the_old_and_stopping_ends_all(link, aino, client):
    new = aino.post(reverse("meetings:calendar-issue")).context["address"]
    assert client.get(link).status_code == 404
    assert client.get("/" + new.split("/", 3)[3]).status_code == 200
    aino.post(reverse("meetings:calendar-stop"))
    assert client.get("/" + new.split("/", 3)[3]).status_code == 404


def test_who_leaves_the_site_or_the_run_is_read_by_nobody(run, people, day, link, client):
    people[0].status = "cancelled"
    people[0].save(update_fields=["status"])
    assert titles(client.get(link)) == []
    user = people[0].learner.user
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert client.get(link).status_code == 404


def test_reading_a_calendar_costs_four_statements_whatever_its_length(run, people, link, client, statements):
    for number in range(20):
        make_day(run, days=number)
    with statements(4):
        client.get(link)


def test_a_part_is_as_long_as_its_hours():
    assert Part(datetime.time(9), datetime.time(12, 30)).minutes == 210


def test_somebody_elses_calendar_page_needs_an_account(client):
    assert client.get(reverse("meetings:calendar")).status_code == 302


def test_the_page_tells_of_a_feed_that_is_there(link, aino, people):
    address, stop = reverse("meetings:calendar"), reverse("meetings:calendar-stop")
    assert stop in aino.get(address).content.decode()
    assert stop not in client_of(people[1].learner.user).get(address).content.decode()
