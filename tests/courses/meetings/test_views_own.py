"""A participant's pages about days."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.api import Group
from courses.meetings.models import Attendance, Need
from courses.meetings.services.absence import accept_make_up
from courses.meetings.services.marking import Mark, save_roll
from courses.meetings.services.needs import forget_needs
from courses.meetings.services.planning import cancel_meeting
from tests.dashboard.people import client_of, enrol_people, main_of
from tests.factories import make_run
from tests.factories.meetings import make_day


def page(name: str, day, run=None) -> str:
    return reverse(f"meetings:{name}", args=[(run or day.run).code, day.pk])


def test_a_day_shows_everything_that_one_needs_to_get_there(run, people, aino):
    day = make_day(
        run,
        place="Kirjasto",
        address="Kirkkokatu 1, Lahti",
        link="https://example.org/etana",
        bring="Kannettava",
        materials="https://example.org/kalvot",
    )
    body = main_of(aino.get(page("day", day)))
    for text in ("9.00–12.00, 13.00–16.00", "Kirjasto", "Kirkkokatu 1, Lahti", "Kannettava", "paiva.ics"):
        assert text in body
    assert 'href="https://example.org/etana"' in body
    assert 'href="https://example.org/kalvot"' in body


def test_days_are_missing_for_whoever_is_not_in_the_run_or_the_group(run, people, day, client):
    group = Group.objects.create(run=run, name="Ryhmä A")
    closed = make_day(run, group=group)
    assert client_of(people[1].learner.user).get(page("day", closed)).status_code == 404
    people[0].group = group
    people[0].save(update_fields=["group"])
    assert client_of(people[0].learner.user).get(page("day", closed)).status_code == 200
    for name in ("cannot", "comes", "make-up", "needs"):
        assert client_of(people[1].learner.user).post(page(name, closed)).status_code == 404
    [stranger] = enrol_people(make_run(), "Muu Ihminen")
    assert client_of(stranger.learner.user).get(page("day", day)).status_code == 404
    assert client.get(page("day", day)).status_code == 302


def test_saying_that_one_cannot_come_shows_the_make_up_task_at_once(run, people, aino):
    day = make_day(run, make_up="Haastattele lähiesihenkilöä.")
    assert "Haastattele" not in main_of(aino.get(page("day", day)))
    aino.post(page("cannot", day), {"reason": "Työmatka"})
    assert "Haastattele" in main_of(aino.get(page("day", day)))
    home = main_of(aino.get(reverse("dashboard:course", args=[run.code])))
    assert f"{page('day', day)}#korvaava" in home
    aino.post(page("make-up", day), {"text": "Tein haastattelun."})
    row = Attendance.objects.get()
    assert (row.said_reason, row.answer) == ("Työmatka", "Tein haastattelun.")
    aino.post(page("comes", day))
    assert "Haastattele" not in main_of(aino.get(page("day", day)))


def test_a_text_that_is_too_long_stays_in_the_form(day, people, aino):
    answer = aino.post(page("cannot", day), {"reason": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert not Attendance.objects.exists()


def test_a_missed_compulsory_day_without_a_task_says_whom_to_ask(run, people, aino, teacher):
    day = make_day(run, days=-1, compulsory=True)
    save_roll(meeting=day, marks=[Mark(people[0].pk, ("absent", 0, ""))], actor=teacher)
    for address in (page("day", day), reverse("meetings:days", args=[run.code])):
        assert "Kysy kouluttajalta" in main_of(aino.get(address)) or "Ask your trainer" in main_of(aino.get(address))


def test_the_home_of_a_training_without_days_says_nothing_of_them(run, people, aino):
    assert "lahipaivat" not in main_of(aino.get(reverse("dashboard:course", args=[run.code])))
    assert aino.get(reverse("meetings:days", args=[run.code])).status_code == 200


def test_the_home_shows_the_next_days_and_costs_one_statement_for_them(run, people, aino):
    home = reverse("dashboard:course", args=[run.code])

    def asked() -> int:
        aino.get(home)
        with CaptureQueriesContext(connection) as captured:
            aino.get(home)
        return len(captured)

    before = asked()
    for number in range(6):
        make_day(run, days=number * 20 + 1, title=f"Päivä {number}")
    assert asked() == before + 1
    body = main_of(aino.get(home))
    assert [f"Päivä {number}" in body for number in range(6)] == [True, True, False, False, False, False]


def test_the_make_up_task_stays_readable_after_it_is_accepted(run, people, aino):
    day = make_day(run, days=-1, make_up="Haastattele lähiesihenkilöä.")
    save_roll(meeting=day, marks=[Mark(people[0].pk, ("absent", 0, ""))], actor=None)
    aino.post(page("make-up", day), {"text": "Tein haastattelun."})
    accept_make_up(enrolment=people[0], meeting=day, actor=None)
    body = main_of(aino.get(page("day", day)))
    assert "Tein haastattelun." in body and "Haastattele lähiesihenkilöä." in body
    assert "<textarea" not in body


def test_needs_are_told_changed_and_taken_back(run, people, aino):
    day = make_day(run, asks_needs=True)
    aino.post(page("needs", day), {"diets": ["vegan", "gluten_free"], "food": "ei pähkinää", "access": "luiska"})
    need = Need.objects.get()
    assert (need.diets, need.food, need.access) == (["vegan", "gluten_free"], "ei pähkinää", "luiska")
    assert "ei pähkinää" in main_of(aino.get(page("day", day)))
    aino.post(page("needs", day), {})
    assert not Need.objects.exists()


def test_needs_of_a_day_that_asks_for_none_are_not_kept(day, people, aino):
    aino.post(page("needs", day), {"food": "kasvis"})
    assert not Need.objects.exists()


def test_needs_are_deleted_the_day_after_and_not_before(run, people):
    for days in (-1, 0, 1):
        Need.objects.create(meeting=make_day(run, days=days), enrolment=people[0], food="kasvis")
    cancelled = make_day(run, days=9)
    Need.objects.create(meeting=cancelled, enrolment=people[0], food="kasvis")
    cancel_meeting(meeting=cancelled, actor=None)
    assert forget_needs() == 2
    left = Need.objects.values_list("meeting__date", flat=True)
    assert len(left) == 2


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_number_that_no_day_has_is_a_missing_day(run, people, aino, pk):
    assert aino.get(f"/oma/opinnot/{run.code}/lahipaivat/{pk}/").status_code == 404
