"""Checking in with the code on the screen (C-44)."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.api import Group
from courses.meetings.models import Attendance, Meeting
from courses.meetings.rules.codes import code_at, slot_of
from tests.dashboard.people import client_of, enrol_people
from tests.factories import make_run
from tests.factories.meetings import make_day, make_day_now


@pytest.fixture
def open_day(run) -> Meeting:
    day = make_day_now(run)
    now = timezone.now()
    minute = datetime.timedelta(minutes=1)
    Meeting.objects.filter(pk=day.pk).update(check_in_from=now - minute, check_in_until=now + 10 * minute)
    day.refresh_from_db()
    return day


def scan(day: Meeting, *, ago: int = 0) -> str:
    """Where the picture led that was on the screen ``ago`` half minutes before."""
    code = code_at(str(day.key), slot_of(timezone.now()) - ago)
    return reverse("check-in:scan", args=[day.pk, code])


def test_scanning_and_pressing_makes_the_row_and_only_then_says_so(open_day, people, aino):
    seen = aino.get(scan(open_day))
    assert seen.status_code == 302
    page = aino.get(seen["Location"])
    assert page.status_code == 200
    assert not Attendance.objects.exists()
    done = aino.post(seen["Location"])
    row = Attendance.objects.get()
    assert (row.state, row.marked_how, row.enrolment) == ("present", "code", people[0])
    assert done.context["there"]
    aino.post(seen["Location"])
    assert Attendance.objects.get().version == 1


def test_a_code_that_left_the_screen_a_minute_ago_is_worth_nothing(open_day, people, aino):
    assert aino.get(scan(open_day, ago=1)).status_code == 302
    other = client_of(people[1].learner.user)
    assert other.get(scan(open_day, ago=3)).status_code == 410
    assert other.post(reverse("check-in:confirm", args=[open_day.pk])).status_code == 410
    assert not Attendance.objects.exists()


def test_outside_its_window_no_code_works(run, people, aino):
    day = make_day_now(run)
    assert aino.get(scan(day)).status_code == 410
    past = timezone.now() - datetime.timedelta(minutes=1)
    Meeting.objects.filter(pk=day.pk).update(check_in_from=past, check_in_until=past)
    assert aino.get(scan(day)).status_code == 410


def test_only_the_day_that_was_scanned_is_marked(open_day, run, people, aino):
    other = make_day_now(run, title="Toinen")
    aino.get(scan(open_day))
    assert aino.post(reverse("check-in:confirm", args=[other.pk])).status_code == 410
    code = code_at(str(open_day.key), slot_of(timezone.now()))
    assert aino.get(reverse("check-in:scan", args=[other.pk, code])).status_code == 410


def test_only_participants_are_marked(open_day, people):
    [other] = enrol_people(make_run(), "Muu Ihminen")
    stranger = client_of(other.learner.user)
    stranger.get(scan(open_day))
    assert stranger.post(reverse("check-in:confirm", args=[open_day.pk])).status_code == 403
    group = Group.objects.create(run=open_day.run, name="Muut")
    Meeting.objects.filter(pk=open_day.pk).update(group=group)
    member = client_of(people[0].learner.user)
    member.get(scan(open_day))
    assert member.post(reverse("check-in:confirm", args=[open_day.pk])).status_code == 403
    assert not Attendance.objects.exists()


def test_what_was_scanned_survives_signing_in(open_day, people):
    user = people[0].learner.user
    user.set_password("pitkä salasana 1")
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    browser = Client()
    seen = browser.get(scan(open_day))
    asked = browser.get(seen["Location"])
    assert "/tili/login/" in asked["Location"]
    signed_in = browser.post(asked["Location"], {"login": user.email, "password": "pitkä salasana 1"})
    assert signed_in["Location"] == seen["Location"]
    assert browser.get(signed_in["Location"]).status_code == 200
    browser.post(signed_in["Location"])
    assert Attendance.objects.get().state == "present"


def test_a_receipt_is_old_after_a_quarter_of_an_hour(open_day, people, aino):
    aino.get(scan(open_day))
    session = aino.session
    session["check_in"] = {"meeting": open_day.pk, "at": int(timezone.now().timestamp()) - 16 * 60}
    session.save()
    assert aino.post(reverse("check-in:confirm", args=[open_day.pk])).status_code == 410


def test_the_code_can_be_typed_however_it_looks(open_day, people, aino):
    code = code_at(str(open_day.key), slot_of(timezone.now())).lower()
    answer = aino.post(reverse("check-in:typed"), {"code": f"{code[:3]} {code[3:]}"})
    assert answer["Location"] == reverse("check-in:confirm", args=[open_day.pk])


def test_a_wrong_code_is_told_and_many_are_too_many(open_day, people, aino):
    for _try in range(21):
        assert aino.post(reverse("check-in:typed"), {"code": "000000"}).status_code == 422
    right = code_at(str(open_day.key), slot_of(timezone.now()))
    assert aino.post(reverse("check-in:typed"), {"code": right}).status_code == 422


def test_a_typed_code_of_a_run_that_is_not_ones_own_finds_nothing(people, aino):
    other = make_day_now(make_run(type="blended_cohort"))
    now = timezone.now()
    Meeting.objects.filter(pk=other.pk).update(check_in_from=now, check_in_until=now + datetime.timedelta(minutes=9))
    code = code_at(str(other.key), slot_of(now))
    assert aino.post(reverse("check-in:typed"), {"code": code}).status_code == 422


def test_the_screen_shows_a_code_that_works_and_renews_itself(run, people, aino, at_desk):
    day = make_day_now(run)
    screen = reverse("days:screen", args=[run.code, day.pk])
    assert "http-equiv" not in at_desk.get(screen).content.decode()
    at_desk.post(reverse("days:switch", args=[run.code, day.pk]))
    shown = at_desk.get(screen)
    body = shown.content.decode()
    assert 'http-equiv="refresh"' in body
    assert "<svg" in body
    assert aino.post(reverse("check-in:typed"), {"code": shown.context["code"]}).status_code == 302
    at_desk.post(reverse("days:switch", args=[run.code, day.pk]), {"close": "1"})
    assert aino.get(scan(day)).status_code == 410


def test_check_in_cannot_be_opened_days_before(run, at_desk):
    day = make_day(run, days=3)
    at_desk.post(reverse("days:switch", args=[run.code, day.pk]))
    day.refresh_from_db()
    assert day.check_in_until is None


@pytest.mark.parametrize("path", ["/paikalla/1/väärä/", "/paikalla/99999999999999999999/ABCDEF/", "/paikalla/1/"])
def test_nonsense_in_the_address_is_answered(people, aino, path):
    assert aino.get(path).status_code in (404, 410)
