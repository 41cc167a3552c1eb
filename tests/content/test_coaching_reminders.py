"""A reminder only for who chose one, to an address that said yes, with nothing in it but a link; ended by one tap."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.personal.api import reminder_of
from assessments.personal.models import Reminder
from assessments.personal.services.reminders import queue_reminders
from lms.accounts.api import Learner, merge_learners
from lms.jobs.api import run_due
from lms.jobs.models import Bounce, Mail
from lms.privacy.api import erase_learner
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import CANARY

ADDRESS = "lintu7261@esimerkki.fi"
HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY, WEDNESDAY = 0, 2
CHOICE = {"days": [MONDAY, WEDNESDAY], "at": 10, "address": ADDRESS}
LINK = re.compile(r"http://\S+")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The site's own clock, set by the test."""
    cache.clear()
    hands = SimpleNamespace(now=datetime(2026, 11, 1, 12, tzinfo=HELSINKI))  # a Sunday
    monkeypatch.setattr(timezone, "now", lambda: hands.now)
    monkeypatch.setattr(timezone, "localtime", lambda value=None, zone=None: (value or hands.now).astimezone(HELSINKI))
    return hands


@pytest.fixture
def reminded(mira, base):
    """The same, when a reminder was chosen and the address has said yes."""
    mira.post(f"{base}muistutus/", CHOICE)
    run_due()
    Client().post(path_in(mail.outbox.pop()))
    return mira


def path_in(letter, number=0):
    """The path of a link in a mail."""
    return urlsplit(LINK.findall(letter.body)[number]).path


def stop_in(letter):
    """The path by which a mail program ends such mail."""
    return urlsplit(letter.extra_headers["List-Unsubscribe"].strip("<>")).path


def send_at(clock, day, hour):
    """The worker at this time; the mails it sends."""
    clock.now = datetime(2026, 11, day, hour, 5, tzinfo=HELSINKI)
    mail.outbox.clear()
    queue_reminders()
    run_due()
    return mail.outbox


def test_nobody_is_reminded_who_did_not_choose_it(mira, base, clock):
    assert mira.get(f"{base}muistutus/").status_code == 200
    assert Reminder.objects.count() == 0
    assert send_at(clock, 2, 10) == []


def test_an_address_is_asked_first_and_its_link_asks_again(mira, base, clock):
    mira.post(f"{base}muistutus/", CHOICE)
    run_due()
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    address = path_in(letter)
    assert send_at(clock, 2, 10) == []
    assert Client().get(address).status_code == 200  # a scanner of mail opens every link
    assert Reminder.objects.get().confirmed_at is None
    assert Client().post(address).status_code == 200
    assert len(send_at(clock, 2, 10)) == 1


@pytest.mark.parametrize(("day", "hour"), [(1, 10), (3, 10), (2, 9), (2, 14)])
def test_it_comes_on_no_other_day_and_at_no_other_time(reminded, clock, day, hour):
    assert send_at(clock, day, hour) == []


def test_it_comes_once_a_day_and_holds_nothing_of_the_person(reminded, base, clock, settings):
    [letter] = send_at(clock, 2, 10)
    texts = letter.subject + letter.body + str(letter.alternatives)
    assert CANARY not in texts
    assert ADDRESS not in texts
    assert f"{base}aloita/" in letter.body
    assert send_at(clock, 2, 11) == []
    assert len(send_at(clock, 4, 10)) == 1
    assert Mail.objects.filter(to=ADDRESS).count() == 1  # what was sent before is forgotten


def test_one_tap_from_the_mail_ends_it_without_signing_in(reminded, clock):
    [letter] = send_at(clock, 2, 10)
    stop = stop_in(letter)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(stop).status_code == 200
    assert Reminder.objects.count() == 1
    assert stranger.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Reminder.objects.count() == 0
    assert stranger.post(stop).status_code == 200  # again changes nothing
    assert send_at(clock, 4, 10) == []


def test_a_made_up_link_is_nobodys(run, base):
    for kind in ("seis", "vahvista"):
        assert Client().post(f"{base}muistutus/{kind}/x:y/").status_code == 404


def test_the_person_ends_it_on_the_page(reminded, base, clock):
    assert reminded.post(f"{base}muistutus/lopeta/").status_code == 302
    assert send_at(clock, 2, 10) == []


def test_another_address_is_asked_anew_and_the_old_links_are_dead(reminded, base, clock):
    [letter] = send_at(clock, 2, 10)
    stop = stop_in(letter)
    clock.now = datetime(2026, 11, 1, 12, tzinfo=HELSINKI)  # the session is still open
    reminded.post(f"{base}muistutus/", CHOICE | {"address": "toinen@esimerkki.fi"})
    assert Reminder.objects.get().confirmed_at is None
    Client().post(stop)
    assert Reminder.objects.count() == 1


def test_another_day_needs_no_new_yes(reminded, base):
    reminded.post(f"{base}muistutus/", CHOICE | {"days": [1]})
    found = Reminder.objects.get()
    assert (found.days, bool(found.confirmed_at)) == ([1], True)


@pytest.mark.parametrize("wrong", [{"days": []}, {"days": [9]}, {"at": 3}, {"address": "ei osoite"}, {"address": ""}])
def test_what_cannot_be_kept_comes_back_with_the_reason(mira, base, wrong):
    response = mira.post(f"{base}muistutus/", CHOICE | wrong)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert Reminder.objects.count() == 0


def test_nobody_can_be_flooded_with_confirmations(base, run):
    for _ in range(6):
        browser = Client()
        browser.post(f"{base}osa/1/3/", {"answer": "a"})
        last = browser.post(f"{base}muistutus/", CHOICE)
    assert last.status_code == 422
    assert Mail.objects.filter(to=ADDRESS).count() == 3


def test_an_account_is_reminded_at_its_own_address_without_asking(run, base, client, learner, clock):
    client.force_login(learner.user)
    client.post(f"{base}osa/1/3/", {"answer": CANARY})
    client.post(f"{base}muistutus/", CHOICE | {"address": ""})
    [letter] = send_at(clock, 2, 10)
    assert letter.to == [learner.user.email]


def test_somebody_who_stays_away_is_left_in_peace(reminded, clock):
    Learner.objects.update(last_seen_on=clock.now.date() - timedelta(days=61))
    assert send_at(clock, 2, 10) == []
    assert Reminder.objects.count() == 0


def test_the_address_is_sealed_and_nothing_of_it_is_left_after_deleting(reminded, base, clock):
    Mail.objects.all().delete()
    assert ADDRESS.encode() not in everything_stored()
    send_at(clock, 2, 10)
    Bounce.objects.create(address=ADDRESS)
    erase_learner(learner=Learner.objects.get())
    assert ADDRESS.encode() not in everything_stored()
    assert Reminder.objects.count() == 0


def test_joining_an_account_keeps_one_reminder(reminded, learner, run):
    source = Learner.objects.get(user=None)
    merge_learners(source=source, target=learner)
    assert reminder_of(learner).address == ADDRESS
    merge_learners(source=source, target=learner)
    assert Reminder.objects.get().learner == learner


def test_a_newcomer_is_sent_to_the_path(run, base):
    assert Client().get(f"{base}muistutus/").url == base
    assert Client().post(f"{base}muistutus/lopeta/").status_code == 404
