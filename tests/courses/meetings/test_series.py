"""The same day every week, for a group that meets weekly: shown first, made once."""

import datetime
import re

import pytest
from django.urls import reverse

from courses.api import Run
from courses.meetings.models import Meeting
from courses.meetings.rules.series import MOST, weekly
from tests.dashboard.people import main_of

DAY = datetime.date(2027, 1, 5)
HOURS = {"starts": "09:00", "ends": "11:00"}
FORM = {"title": "Ryhmä", "date": "2027-01-05", "place": "Lahti", "bring": "Eväät\nKynä", **HOURS}


def new_page(run) -> str:
    return reverse("days:new", args=[run.code])


def hidden_of(page: str) -> dict[str, str]:
    """What the page with the weeks would send, beside its ticks."""
    fields = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_weeks_go_to_the_last_day_and_no_further():
    assert weekly(DAY, datetime.date(2027, 1, 26)) == [DAY + datetime.timedelta(days=7 * week) for week in range(4)]
    assert weekly(DAY, datetime.date(2027, 1, 25))[-1] == datetime.date(2027, 1, 19)
    assert weekly(DAY, DAY) == [DAY]
    assert len(weekly(DAY, datetime.date(2090, 1, 1))) == MOST + 1


def test_a_series_is_shown_before_it_is_made_and_a_week_can_be_left_out(run, at_desk):
    shown = at_desk.post(new_page(run), FORM | {"until": "2027-01-26"})
    assert shown.status_code == 200
    assert not Meeting.objects.exists()
    page = main_of(shown)
    assert page.count('type="checkbox" name="week"') == 4
    ticked = ["2027-01-05", "2027-01-19", "2027-01-26"]
    response = at_desk.post(new_page(run), hidden_of(page) | {"week": ticked})
    assert (response.status_code, response.url.endswith(f"/{run.code}/lahipaivat/")) == (302, True)
    made = list(Meeting.objects.order_by("date"))
    assert [day.date.isoformat() for day in made] == ticked
    assert {(day.title, day.place, day.hours[0].minutes) for day in made} == {("Ryhmä", "Lahti", 120)}
    assert {day.bring.split() == ["Eväät", "Kynä"] for day in made} == {True}
    assert Run.objects.get(pk=run.pk).contact_days == 3


def test_pressing_twice_makes_each_day_once(run, at_desk):
    sent = hidden_of(main_of(at_desk.post(new_page(run), FORM | {"until": "2027-01-19"})))
    for _again in range(2):
        at_desk.post(new_page(run), sent | {"week": ["2027-01-05", "2027-01-12", "2027-01-19"]})
    assert Meeting.objects.count() == 3


def test_the_hours_stay_over_the_change_to_summer_time(run, at_desk):
    first = FORM | {"date": "2027-03-23", "until": "2027-03-30"}
    sent = hidden_of(main_of(at_desk.post(new_page(run), first)))
    at_desk.post(new_page(run), sent | {"week": ["2027-03-23", "2027-03-30"]})
    assert [day.hours[0].stored for day in Meeting.objects.order_by("date")] == [["09:00", "11:00"]] * 2
    assert [day.starts_at.hour for day in Meeting.objects.order_by("date")] == [7, 6]


def test_another_series_than_the_one_shown_is_shown_first(run, at_desk):
    sent = hidden_of(main_of(at_desk.post(new_page(run), FORM | {"until": "2027-01-19"})))
    response = at_desk.post(new_page(run), sent | {"until": "2027-02-02", "week": ["2027-01-05"]})
    assert response.status_code == 200
    assert not Meeting.objects.exists()


def test_a_series_without_any_week_asks_for_one_and_keeps_what_was_typed(run, at_desk):
    sent = hidden_of(main_of(at_desk.post(new_page(run), FORM | {"until": "2027-01-19"})))
    response = at_desk.post(new_page(run), sent)
    assert response.status_code == 422
    assert "Ryhmä" in main_of(response)
    back = at_desk.post(new_page(run), sent | {"change": "1"})
    assert back.status_code == 200
    assert 'value="2027-01-19"' in main_of(back)
    assert "Eväät" in main_of(back)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("until", ["2027-01-05", "2026-12-01", "2029-01-01", "huomenna"])
def test_a_last_day_that_makes_no_sense_is_asked_again(run, at_desk, until):
    response = at_desk.post(new_page(run), FORM | {"until": until})
    assert response.status_code == 422
    assert "Ryhmä" in main_of(response)
    assert not Meeting.objects.exists()


def test_a_single_day_is_made_at_once(run, at_desk):
    assert at_desk.post(new_page(run), FORM).status_code == 302
    assert Meeting.objects.get().date == DAY
