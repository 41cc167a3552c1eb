"""A run's days made from the plan of its training."""

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.api import copy_run
from courses.meetings.models import Meeting
from courses.meetings.queries.planned import lacking_days
from courses.meetings.rules.planned import planned_from
from courses.meetings.rules.times import Part
from courses.meetings.services.from_plan import make_planned_days
from courses.meetings.services.planning import cancel_meeting
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories import make_run

STARTS = datetime.date(2090, 1, 12)  # a Thursday
HOURS = [Part(datetime.time(9), datetime.time(16))]


def stored(title: str, week: int, **texts: object) -> dict:
    return {"key": str(uuid4()), "title": title, "week": week, "programme": "9.00 Tervetuloa"} | texts


@pytest.fixture
def planned(run):
    """A run that begins on a Thursday, of a training that has two days planned."""
    run.course.days = [stored("Aloitus", 1, compulsory=True, preparation="Lue luku 1."), stored("Loppu", 20)]
    run.course.save()
    run.starts = STARTS
    run.save()
    return run


def address(run) -> str:
    return reverse("days:from-plan", args=[run.code])


def form_for(run, **more: str) -> dict[str, str]:
    dates = {f"date-{day.key}": str(day.date_from(STARTS)) for day in lacking_days(run)}
    return {"starts": "09:00", "ends": "12:00", "starts_2": "13:00", "ends_2": "16:00", **dates, **more}


def test_the_list_offers_the_planned_days_and_one_press_makes_them(planned, at_desk):
    assert address(planned) in main_of(at_desk.get(reverse("days:days", args=[planned.code])))
    shown = main_of(at_desk.get(address(planned)))
    assert 'value="2090-01-12"' in shown  # proposed from the start of the run
    assert 'value="2090-05-25"' in shown
    answer = at_desk.post(address(planned), form_for(planned, place="Kirjasto"))
    assert answer["Location"] == reverse("days:days", args=[planned.code])
    first, last = Meeting.objects.order_by("date")
    assert (first.title, first.compulsory, first.place, first.preparation) == (
        "Aloitus",
        True,
        "Kirjasto",
        "Lue luku 1.",
    )
    assert (last.date - first.date).days == 19 * 7
    assert address(planned) not in main_of(at_desk.get(reverse("days:days", args=[planned.code])))
    assert at_desk.get(address(planned))["Location"] == reverse("days:days", args=[planned.code])


def test_the_programme_and_the_preparation_stand_on_the_day_for_both(planned, people, at_desk, aino):
    at_desk.post(address(planned), form_for(planned))
    day = Meeting.objects.get(title="Aloitus")
    for page in (
        at_desk.get(reverse("days:day", args=[planned.code, day.pk])),
        aino.get(reverse("meetings:day", args=[planned.code, day.pk])),
    ):
        assert "9.00 Tervetuloa" in main_of(page)
        assert "Lue luku 1." in main_of(page)


def test_a_day_without_a_date_waits_and_is_offered_again(planned, at_desk):
    form = form_for(planned)
    later = planned.course.days[1]["key"]
    at_desk.post(address(planned), form | {f"date-{later}": ""})
    assert [day.title for day in Meeting.objects.all()] == ["Aloitus"]
    assert [day.title for day in lacking_days(planned)] == ["Loppu"]


@pytest.mark.parametrize("change", [{"ends": "08:00"}, {"starts": ""}, {"first": "0202-01-01"}, {"first": "huomenna"}])
def test_what_cannot_be_is_refused_and_what_was_typed_stays(planned, at_desk, change):
    first = planned.course.days[0]["key"]
    change = {f"date-{first}" if name == "first" else name: value for name, value in change.items()}
    answer = at_desk.post(address(planned), form_for(planned, place="Kirjasto") | change)
    assert answer.status_code == 422
    assert 'value="Kirjasto"' in answer.content.decode()
    assert not Meeting.objects.exists()


def test_no_date_at_all_is_told(planned, at_desk):
    form = {name: "" if name.startswith("date-") else value for name, value in form_for(planned).items()}
    assert at_desk.post(address(planned), form).status_code == 422
    assert not Meeting.objects.exists()


def test_making_twice_makes_no_day_twice_and_a_cancelled_day_stays_made(planned, teacher):
    dates = {str(day.key): day.date_from(STARTS) for day in lacking_days(planned)}
    assert len(make_planned_days(run=planned, dates=dates, parts=HOURS, actor=teacher)) == 2
    assert make_planned_days(run=planned, dates=dates, parts=HOURS, actor=teacher) == []
    cancel_meeting(meeting=Meeting.objects.get(title="Loppu"), actor=teacher)
    assert lacking_days(planned) == []
    planned.refresh_from_db()
    assert planned.contact_days == 2


def test_a_run_made_from_this_one_has_its_days_with_their_programme_and_lacks_none(planned, teacher):
    dates = {str(day.key): day.date_from(STARTS) for day in lacking_days(planned)}
    make_planned_days(run=planned, dates=dates, parts=HOURS, actor=teacher)
    copy = copy_run(
        source=planned, name="Seuraava", starts=STARTS + datetime.timedelta(weeks=52), place="", capacity=None,
        trainers=[teacher], actor=teacher,
    )  # fmt: skip
    assert [day.programme for day in Meeting.objects.filter(run=copy)] == ["9.00 Tervetuloa"] * 2
    assert lacking_days(copy) == []


def test_a_day_that_a_trainer_has_changed_keeps_its_place_in_the_plan(planned, at_desk):
    at_desk.post(address(planned), form_for(planned))
    day = Meeting.objects.get(title="Aloitus")
    changed = {"title": "Alku", "date": "2090-02-01", "starts": "10:00", "ends": "12:00", "programme": "10.00 Alku"}
    at_desk.post(reverse("days:edit", args=[planned.code, day.pk]), changed)
    day.refresh_from_db()
    assert (day.title, day.programme) == ("Alku", "10.00 Alku")
    assert lacking_days(planned) == []


def test_a_trainer_of_another_run_finds_nothing(planned):
    other = client_of(make_trainer(make_run(type="blended_cohort"), email="toinen@example.org"))
    assert other.get(address(planned)).status_code == 404
    assert other.post(address(planned), form_for(planned)).status_code == 404


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)), st.integers(1, 104))
def test_a_proposed_day_is_in_its_week_and_never_on_a_weekend(starts, week):
    day = planned_from([stored("Päivä", week)])[0].date_from(starts)
    assert day.weekday() < 5
    assert week * 7 - 7 <= (day - starts).days <= week * 7 - 5


def test_a_run_without_a_start_proposes_no_dates(planned, at_desk):
    planned.starts = None
    planned.save()
    assert str(timezone.localdate().year) not in main_of(at_desk.get(address(planned)))
