"""Coming back by a code that is sent: left by oneself, confirmed, and telling nobody whose address is known."""

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.personal.models import WayBack
from assessments.personal.services.ways_back import way_back_for_export
from lms.accounts.api import Learner
from lms.jobs.api import run_due
from lms.jobs.models import DemoMail, Mail, Sms
from lms.privacy.api import erase_learner
from tests.factories.personal import CANARY, make_programme

MAIL, NUMBER = "mira.paluu@example.org", "+358401234567"


@pytest.fixture(autouse=True)
def first_try():
    """Nobody has asked for a code today."""
    cache.clear()


@pytest.fixture
def base(db):
    return f"/valmennus/{make_programme().code}/"


@pytest.fixture
def sms(settings):
    settings.SMS_BACKEND = "lms.jobs.sms.DemoSms"


@pytest.fixture
def mira(base):
    """The browser of somebody who has written something and has no account."""
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": CANARY})
    return browser


def code_sent() -> str:
    """The newest code, wherever it went."""
    run_due()
    texts = [message.body for message in mail.outbox] or []
    texts += [message.text for message in DemoMail.objects.order_by("pk")]
    return re.findall(r"\d{3} \d{3}", texts[-1])[-1]


def leave(browser, base, address=MAIL) -> None:
    """Leave the address and confirm it."""
    assert browser.post(f"{base}omat/paluu/", {"address": address}).status_code == 302
    assert browser.post(f"{base}omat/paluu/", {"code": code_sent()}).status_code == 302


def back(browser, base, address=MAIL, **form):
    return browser.post(f"{base}jatka/viestilla/", {"address": address} | form)


def test_a_code_by_mail_brings_the_person_back_once(base, mira):
    leave(mira, base)
    other = Client()
    asked = back(other, base)
    assert (asked.status_code, asked["Cache-Control"]) == (200, "private, no-store")
    code = code_sent()
    assert back(other, base, code=code).url == base
    assert CANARY in other.get(f"{base}omat/").content.decode()
    assert back(Client(), base, code=code).status_code == 422
    assert Learner.objects.count() == 1


def test_a_code_by_text_message_does_the_same_however_the_number_is_written(base, mira, sms):
    leave(mira, base, "040 123 4567")
    assert DemoMail.objects.get().to == NUMBER
    other = Client()
    back(other, base, "+358 40 1234567")
    assert back(other, base, "0401234567", code=code_sent()).url == base
    assert CANARY in other.get(f"{base}omat/").content.decode()


def test_the_message_says_nothing_of_what_it_opens(base, mira, sms):
    leave(mira, base)
    leave(mira, base, NUMBER)
    told = f"{mail.outbox[0].subject} {mail.outbox[0].body} {DemoMail.objects.get().text}".casefold()
    assert [word for word in ("voimavar", "valmennus", "polku/valm", "coaching", CANARY) if word in told] == []


def test_without_text_messages_no_number_is_asked_for_or_taken(base, mira):
    page = mira.get(f"{base}omat/paluu/").content.decode()
    assert "040" not in page
    assert mira.post(f"{base}omat/paluu/", {"address": NUMBER}).status_code == 422
    assert WayBack.objects.count() == 0


@pytest.mark.parametrize("wrong", ["", "mira", "mira@", "12", "x" * 500, "a\x00@example.org"])
def test_what_is_no_address_comes_back_with_a_sentence(base, mira, sms, wrong):
    assert mira.post(f"{base}omat/paluu/", {"address": wrong}).status_code == 422
    assert back(Client(), base, wrong).status_code == 422


def test_the_page_tells_nobody_whose_address_is_known(base, mira):
    leave(mira, base)
    known, unknown = Client(), Client()
    pages = [back(known, base).content.decode(), back(unknown, base, "vieras@example.org").content.decode()]
    pages = [page.replace(MAIL, "").replace("vieras@example.org", "") for page in pages]
    pages = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in pages]
    assert pages[0] == pages[1]
    run_due()
    assert [message.to for message in mail.outbox] == [[MAIL], [MAIL]]
    assert back(unknown, base, "vieras@example.org", code="123456").status_code == 422


def test_an_address_that_was_never_confirmed_brings_nobody_back(base, mira):
    mira.post(f"{base}omat/paluu/", {"address": MAIL})
    code = code_sent()
    assert back(Client(), base, code=code).status_code == 422
    back(Client(), base)
    run_due()
    assert len(mail.outbox) == 1


def test_a_few_wrong_codes_end_the_code(base, mira):
    leave(mira, base)
    other = Client()
    back(other, base)
    code = code_sent()
    wrong = "000000" if code != "000 000" else "000001"
    for _time in range(5):
        assert back(other, base, code=wrong).status_code == 422
    assert back(other, base, code=code).status_code == 422


def test_a_code_ends_after_its_time(base, mira):
    leave(mira, base)
    other = Client()
    back(other, base)
    code = code_sent()
    WayBack.objects.update(code_until=timezone.now() - datetime.timedelta(seconds=1))
    assert back(other, base, code=code).status_code == 422


def test_an_address_is_written_to_three_times_a_day_and_no_more(base, mira):
    leave(mira, base)
    assert [back(Client(), base).status_code for _time in range(3)] == [200, 200, 422]
    run_due()
    assert len(mail.outbox) == 3


def test_one_address_brings_back_the_page_that_was_confirmed_last(base, mira):
    leave(mira, base)
    second = Client()
    second.post(f"{base}osa/1/3/", {"answer": "toinen alku"})
    leave(second, base)
    assert WayBack.objects.count() == 1
    third = Client()
    back(third, base)
    back(third, base, code=code_sent())
    assert "toinen alku" in third.get(f"{base}omat/").content.decode()


def test_somebody_elses_unconfirmed_address_takes_nothing_away(base, mira):
    leave(mira, base)
    stranger = Client()
    stranger.post(f"{base}osa/1/3/", {"answer": "vieras"})
    stranger.post(f"{base}omat/paluu/", {"address": MAIL})
    stranger.post(f"{base}omat/paluu/", {"code": "123456"})
    assert WayBack.objects.exclude(confirmed_at=None).count() == 1


def test_the_address_is_sealed_and_can_be_taken_back(base, mira, sms):
    leave(mira, base, NUMBER)
    row = WayBack.objects.values().get()
    assert NUMBER.encode() not in bytes(row["ciphertext"])
    assert NUMBER not in str({key: text for key, text in row.items() if key != "ciphertext"})
    assert NUMBER in mira.get(f"{base}omat/paluu/").content.decode()
    assert mira.post(f"{base}omat/paluu/poista/").status_code == 302
    assert (WayBack.objects.count(), Sms.objects.count(), DemoMail.objects.count()) == (0, 0, 0)


def test_the_address_goes_with_the_person_and_stands_in_their_own_copy(base, mira, sms):
    leave(mira, base, NUMBER)
    assert way_back_for_export(Learner.objects.get())[0]["address"] == NUMBER
    erase_learner(learner=Learner.objects.get())
    assert (WayBack.objects.count(), Sms.objects.count(), DemoMail.objects.count()) == (0, 0, 0)


def test_mail_that_was_sent_goes_with_the_person_too(base, mira):
    leave(mira, base)
    assert Mail.objects.filter(to=MAIL).exists()
    erase_learner(learner=Learner.objects.get())
    assert not Mail.objects.filter(to=MAIL).exists()


def test_a_newcomer_and_an_account_have_no_need_of_it(base, client, trainee):
    assert client.get(f"{base}omat/paluu/").url == base
    assert Client().post(f"{base}omat/paluu/poista/").status_code == 302
    client.force_login(trainee)
    assert client.get(f"{base}omat/paluu/").status_code == 302
    assert back(client, base, code="123456").status_code == 422


def test_the_page_for_asking_leaves_no_trace_and_is_found_from_the_codes_page(base, client):
    page = client.get(f"{base}jatka/viestilla/")
    assert (page.status_code, bool(page.cookies), page["Cache-Control"]) == (200, False, "public, max-age=0")
    assert f"{base}jatka/viestilla/" in client.get(f"{base}jatka/").content.decode()


def test_the_page_for_leaving_an_address_is_found_from_ones_own(base, mira):
    assert f"{base}omat/paluu/" in mira.get(f"{base}omat/").content.decode()
