"""My page names the next contact days and what is due, and how many messages are new."""

import pytest
from django.urls import reverse

from courses.api import Group
from courses.meetings.api import Mark, save_roll
from courses.meetings.services.planning import cancel_meeting
from tests.dashboard.people import client_of, enrol_people, main_of
from tests.factories import make_run
from tests.factories.meetings import make_day


def test_my_page_names_the_next_days_that_are_held_and_costs_nothing_for_it(db, statements):
    run = make_run()
    [one] = enrol_people(run, "Aino Aalto")
    browser, home = client_of(one.learner.user), reverse("dashboard:home")
    assert "lahipaivat" not in main_of(browser.get(home))
    make_day(run, days=-1, title="Mennyt")
    cancel_meeting(meeting=make_day(run, days=1, title="Peruttu"), actor=None)
    make_day(run, days=2, title="Muiden", group=Group.objects.create(run=run, name="Muut"))
    soon = make_day(run, days=3, title="Seuraava")
    for number in range(4, 9):
        make_day(run, days=number, title=f"Päivä {number}")
    browser.get(home)
    with statements(5):
        body = main_of(browser.get(home))
    assert reverse("meetings:day", args=[run.code, soon.pk]) in body
    assert [title in body for title in ("Mennyt", "Peruttu", "Muiden", "Päivä 8")] == [False] * 4
    assert [f"Päivä {number}" in body for number in range(4, 8)] == [True] * 4


MISSED = ("absent", 0, "")


def missed_on(browser, statements) -> list[dict]:
    """What my page says was missed, for the statements that it costs anybody."""
    home = reverse("dashboard:home")
    browser.get(home)
    with statements(5):
        return browser.get(home).context["missed"]


def test_a_missed_compulsory_day_stands_on_my_page_until_its_task_is_sent(db, statements):
    run = make_run()
    [one] = enrol_people(run, "Aino Aalto")
    browser = client_of(one.learner.user)
    optional = make_day(run, days=-9, title="Vapaa")
    day = make_day(run, days=-5, title="Ohjaus", compulsory=True, make_up="Kirjoita sivu.")
    later = make_day(run, days=-2, title="Verkostot", compulsory=True)
    for meeting in (optional, day, later):
        save_roll(meeting=meeting, marks=[Mark(one.pk, MISSED)], actor=None)
    url = reverse("meetings:day", args=[run.code, day.pk])
    assert missed_on(browser, statements) == [{"what": "Ohjaus", "url": url, "to_do": True}]
    assert f'href="{url}#korvaava"' in main_of(browser.get(reverse("dashboard:home")))
    browser.post(reverse("meetings:make-up", args=[run.code, day.pk]), {"text": "Sivu."})
    url = reverse("meetings:day", args=[run.code, later.pk])
    assert missed_on(browser, statements) == [{"what": "Verkostot", "url": url, "to_do": False}]
    cancel_meeting(meeting=later, actor=None)
    assert missed_on(browser, statements) == []


@pytest.mark.parametrize(
    ("minutes", "group", "is_missed"), [(179, None, True), (180, None, False), (10, "Muut", False)]
)
def test_my_page_counts_a_part_day_as_the_rules_do(db, statements, minutes, group, is_missed):
    run = make_run()
    [one] = enrol_people(run, "Aino Aalto")
    group = Group.objects.create(run=run, name=group) if group else None
    day = make_day(run, days=-1, compulsory=True, group=group)
    save_roll(meeting=day, marks=[Mark(one.pk, ("part", minutes, ""))], actor=None)
    assert bool(missed_on(client_of(one.learner.user), statements)) is is_missed


def test_saying_beforehand_that_one_cannot_come_is_a_missed_day_at_once(db, statements):
    run = make_run(kinds=("assignment",))
    [one] = enrol_people(run, "Aino Aalto")
    work = run.course.activities.get(kind="assignment")
    day = make_day(run, days=3, compulsory=True, make_up_activity=work)
    browser = client_of(one.learner.user)
    assert missed_on(browser, statements) == []
    browser.post(reverse("meetings:cannot", args=[run.code, day.pk]))
    assert [row["to_do"] for row in missed_on(browser, statements)] == [True]


def test_a_finished_training_asks_for_no_missed_day(db, statements):
    run = make_run()
    [one] = enrol_people(run, "Aino Aalto")
    day = make_day(run, days=-1, compulsory=True)
    save_roll(meeting=day, marks=[Mark(one.pk, MISSED)], actor=None)
    type(one).objects.filter(pk=one.pk).update(status="completed")
    browser = client_of(one.learner.user)
    assert browser.get(reverse("dashboard:home")).context["missed"] == []
