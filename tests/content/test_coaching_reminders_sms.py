"""A reminder as a text message: only where messages are sent, to a number that said yes, with one neutral link."""

import re
from datetime import datetime
from types import SimpleNamespace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.personal.models import Reminder
from assessments.personal.services.reminders import queue_reminders, send_reminder
from lms.accounts.api import Learner
from lms.jobs.api import run_due
from lms.jobs.models import DemoMail, Job, Mail, Sms
from lms.privacy.api import erase_learner
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import CANARY

NUMBER, TYPED = "+358401234567", "040 123 4567"
HELSINKI = ZoneInfo("Europe/Helsinki")
CHOICE = {"days": [0, 2], "at": 10, "address": TYPED}


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """The site's own clock, set by the test; a Sunday."""
    cache.clear()
    settings.SMS_BACKEND = "lms.jobs.sms.DemoSms"
    hands = SimpleNamespace(now=datetime(2026, 11, 1, 12, tzinfo=HELSINKI))
    monkeypatch.setattr(timezone, "now", lambda: hands.now)
    monkeypatch.setattr(timezone, "localtime", lambda value=None, zone=None: (value or hands.now).astimezone(HELSINKI))
    return hands


def link_in(message) -> str:
    """The path of the message's one link."""
    [link] = re.findall(r"https?://\S+", message.text)
    return urlsplit(link).path


@pytest.fixture
def reminded(mira, base):
    """The same, when a reminder was chosen and somebody at the number has said yes."""
    mira.post(f"{base}muistutus/", CHOICE)
    run_due()
    Client().post(Client().get(link_in(DemoMail.objects.get())).url)
    assert Reminder.objects.get().confirmed_at
    return mira


def sent_at(clock, day, hour, minute=5):
    """The worker at this time; the messages it sends."""
    clock.now = datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI)
    DemoMail.objects.all().delete()
    queue_reminders()
    run_due()
    return list(DemoMail.objects.all())


def test_a_number_is_taken_only_where_messages_are_sent(mira, base, settings):
    assert "puhelinnumero" in mira.get(f"{base}muistutus/").content.decode()
    settings.SMS_BACKEND = ""
    assert "puhelinnumero" not in mira.get(f"{base}muistutus/").content.decode()
    assert mira.post(f"{base}muistutus/", CHOICE).status_code == 422
    assert Reminder.objects.count() == 0


def test_a_number_is_asked_first_by_a_link_that_asks_again(mira, base, clock):
    mira.post(f"{base}muistutus/", CHOICE)
    run_due()
    [message] = DemoMail.objects.all()
    assert message.to == NUMBER
    asks = Client().get(link_in(message)).url
    assert Client().get(asks).status_code == 200
    assert sent_at(clock, 2, 10) == []  # opening says no yes
    assert Client().post(asks).status_code == 200
    assert len(sent_at(clock, 2, 10)) == 1


def test_it_comes_once_a_day_and_neither_words_nor_link_tell_anything(reminded, run, clock):
    [message] = sent_at(clock, 2, 10)
    assert message.to == NUMBER
    for telling in (CANARY, run.code, "valmennus", NUMBER):
        assert telling not in message.text
    assert len(message.text) <= 160  # one message, not two
    assert sent_at(clock, 2, 11) == []
    assert len(sent_at(clock, 4, 10)) == 1
    assert Mail.objects.count() == 0


def test_its_link_leads_on_and_stops_without_signing_in(reminded, base, clock):
    [message] = sent_at(clock, 2, 10)
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(link_in(message), follow=True)
    assert f"{base}aloita/" in page.content.decode()
    [stop] = re.findall(r'action="([^"]+/seis/[^"]+)"', page.content.decode())
    assert Reminder.objects.count() == 1
    assert stranger.post(stop).status_code == 200
    assert Reminder.objects.count() == 0
    assert sent_at(clock, 4, 10) == []
    gone = stranger.get(link_in(message))
    assert gone.status_code == 200
    assert gone["Cache-Control"].count("no-store")


def test_a_made_up_link_is_nobodys(db):
    assert Client().get("/m/x:y/").status_code == 404
    assert Client().get("/valmennus/x/muistutus/viesti/x:y/").status_code == 404


def test_in_the_quiet_hours_it_is_left_out_rather_than_sent_next_morning(reminded, base, clock, settings):
    settings.QUIET_HOURS = (21, 8)
    clock.now = datetime(2026, 11, 1, 12, tzinfo=HELSINKI)
    reminded.post(f"{base}muistutus/", CHOICE | {"at": 20})
    assert sent_at(clock, 2, 21) == []
    clock.now = datetime(2026, 11, 3, 8, 5, tzinfo=HELSINKI)
    run_due()
    assert DemoMail.objects.count() == 0
    assert set(Sms.objects.values_list("text", flat=True)) == {""}
    assert len(sent_at(clock, 4, 20)) == 1


def test_without_a_gateway_nothing_waits(reminded, clock, settings):
    settings.SMS_BACKEND = ""
    assert sent_at(clock, 2, 10) == []
    assert Sms.objects.exclude(text="").count() == 0


def test_a_job_that_runs_twice_sends_one(reminded, clock):
    clock.now = datetime(2026, 11, 2, 10, 5, tzinfo=HELSINKI)
    DemoMail.objects.all().delete()
    for _time in range(2):
        send_reminder({"reminder": str(Reminder.objects.get().key)})
    run_due()
    assert DemoMail.objects.count() == 1


def test_from_number_to_address_is_asked_anew(reminded, base):
    reminded.post(f"{base}muistutus/", CHOICE | {"address": "lintu@example.org"})
    found = Reminder.objects.get()
    assert (found.channel, found.confirmed_at) == ("mail", None)
    assert Sms.objects.count() == 0


def test_the_number_goes_with_the_person(reminded, clock):
    sent_at(clock, 2, 10)
    erase_learner(learner=Learner.objects.get())
    assert (Reminder.objects.count(), Sms.objects.count(), DemoMail.objects.count()) == (0, 0, 0)
    assert NUMBER.encode() not in everything_stored()
    assert not Job.objects.filter(payload__icontains=NUMBER).exists()
