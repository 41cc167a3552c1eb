"""A letter to oneself: the path says when its day has come; who asks for it is told of it once, with nothing of it."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.test import Client

from assessments.personal.models import Reminder
from assessments.personal.services.reminders import queue_reminders
from lms.jobs.api import run_due
from tests.content import test_coaching_reminders as others
from tests.content.test_coaching_reminders import ADDRESS, CHOICE, HELSINKI, path_in, send_at, stop_in
from tests.factories.personal import CANARY, make_programme

clock = others.clock  # the fixture

LETTER = {"key": "kirje", "title": "Kirje", "prompt": "Kirjoita itsellesi.", "text": "Hei, minä."}
#: A Tuesday, on which nobody here is reminded otherwise.
LETTER_DAY, NO_DAYS = "2026-11-17", {"at": 10, "address": ADDRESS, "letter": "on"}


@pytest.fixture
def written(mira, run):
    """A programme in which the person has written a letter for the day; the address of its pages."""
    other = make_programme([("letter", LETTER)])
    base = f"/valmennus/{other.code}/"
    mira.post(f"{base}osa/1/1/", {"answer": CANARY, "open_on": LETTER_DAY})
    return base


@pytest.fixture
def awaits(mira, written):
    """The same, when a reminder of the letter alone was chosen and the address has said yes."""
    mira.post(f"{written}muistutus/", NO_DAYS)
    run_due()
    Client().post(path_in(mail.outbox.pop()))
    return written


def test_a_letter_is_offered_a_reminder_only_with_a_day_to_come(mira, base, written):
    assert "letter" in mira.get(f"{written}muistutus/").context["form"].fields
    assert "letter" not in mira.get(f"{base}muistutus/").context["form"].fields
    mira.post(f"{written}osa/1/1/", {"answer": CANARY, "open_on": "2026-11-01"})
    assert "letter" not in mira.get(f"{written}muistutus/").context["form"].fields


def test_neither_a_day_nor_the_letter_comes_back_with_the_reason(mira, written):
    refused = mira.post(f"{written}muistutus/", {"at": 10, "address": ADDRESS})
    assert refused.status_code == 422
    assert refused.context["form"].errors["days"]
    assert ADDRESS in refused.content.decode()


def test_the_letter_is_told_of_once_on_its_day_with_nothing_of_it(awaits, clock):
    assert send_at(clock, 16, 10) == []
    assert send_at(clock, 17, 9) == []
    [letter] = send_at(clock, 17, 10)
    assert CANARY not in letter.subject + letter.body + str(letter.alternatives)
    assert f"{awaits}omat/" in letter.body
    stop = stop_in(letter)
    for day in (17, 18, 24):
        assert send_at(clock, day, 11) == []
    assert Client().post(stop).status_code == 200


def test_a_reminder_that_is_done_is_not_kept(awaits, clock):
    send_at(clock, 17, 10)
    send_at(clock, 23, 10)
    assert Reminder.objects.exists()
    send_at(clock, 26, 10)
    assert not Reminder.objects.exists()


def test_a_stop_of_the_service_puts_the_letter_off_to_the_next_day(awaits, clock):
    assert send_at(clock, 17, 15) == []
    assert len(send_at(clock, 18, 10)) == 1


def test_the_letter_is_told_of_after_the_days_have_ended_by_themselves(mira, written, clock):
    mira.post(f"{written}osa/1/1/", {"answer": CANARY, "open_on": "2027-01-15"})
    mira.post(f"{written}muistutus/", CHOICE | {"letter": "on"})
    run_due()
    Client().post(path_in(mail.outbox.pop()))
    clock.now = datetime(2027, 1, 4, 10, 5, tzinfo=HELSINKI)  # a Monday, 64 days later
    mail.outbox.clear()
    queue_reminders()
    run_due()
    assert (mail.outbox, Reminder.objects.get().days) == ([], [])
    clock.now = datetime(2027, 1, 15, 10, 5, tzinfo=HELSINKI)
    queue_reminders()
    run_due()
    assert len(mail.outbox) == 1


def test_the_reminder_follows_the_day_of_the_letter(mira, awaits, clock):
    mira.post(f"{awaits}osa/1/1/", {"answer": CANARY, "open_on": "2026-11-19"})
    assert send_at(clock, 17, 10) == []
    assert len(send_at(clock, 19, 10)) == 1


def test_a_letter_without_a_day_has_no_reminder_any_more(mira, awaits, clock):
    mira.post(f"{awaits}osa/1/1/", {"answer": CANARY, "open_on": ""})
    assert Reminder.objects.get().letter_on is None
    assert send_at(clock, 17, 10) == []


def test_a_letter_that_would_be_gone_by_its_day_is_said_to_be(mira, written):
    assert mira.get(f"{written}muistutus/").context["deleted_on"] is None
    mira.post(f"{written}osa/1/1/", {"answer": CANARY, "open_on": "2027-05-01"})
    page = mira.get(f"{written}muistutus/")
    assert page.context["deleted_on"] == date(2027, 1, 30)
    assert "30.1.2027" in page.content.decode()


@pytest.mark.parametrize(
    ("day", "waits"), [("2026-11-02", False), ("2026-11-01", True), ("2026-10-18", True), ("2026-10-17", False)]
)
def test_the_path_says_that_the_letter_waits_from_its_day_on_for_two_weeks(mira, written, day, waits):
    mira.post(f"{written}osa/1/1/", {"answer": CANARY, "open_on": day})
    letter = mira.get(written).context["letter"]
    assert bool(letter) == waits
    if letter:
        assert letter.url in mira.get(written).content.decode()
        assert CANARY in mira.get(letter.url).content.decode()
