"""Text messages: stored with the act, sent once by whatever the installation names, tried again, forgotten."""

import datetime

import pytest
from django.test import override_settings
from django.utils import timezone

from lms.jobs.api import forget_sms, queue_sms, run_due, sends_sms
from lms.jobs.checks import sms_backend_is_ready
from lms.jobs.models import DemoMail, Job, Sms
from lms.jobs.sms import forget_old_sms

SENT: list[tuple[str, str]] = []
BROKEN = [False]


class Gateway:
    """An installation's own."""

    def send(self, number: str, text: str) -> None:
        if BROKEN[0]:
            raise ConnectionError
        SENT.append((number, text))


@pytest.fixture(autouse=True)
def gateway(settings, db):
    SENT.clear()
    BROKEN[0] = False
    settings.SMS_BACKEND = "tests.jobs.test_sms.Gateway"


def queue(key: str = "koe:1", minutes: int = 15) -> None:
    late_at = timezone.now() + datetime.timedelta(minutes=minutes)
    queue_sms(key=key, to="+358401234567", text="Koodisi on 123 456.", late_at=late_at)


def test_a_message_goes_once_however_often_it_is_queued_and_is_emptied():
    for _time in range(2):
        queue()
        run_due()
    assert SENT == [("+358401234567", "Koodisi on 123 456.")]
    assert Sms.objects.get().text == ""


def test_a_gateway_that_is_down_is_tried_again():
    BROKEN[0] = True
    queue()
    run_due()
    assert (SENT, Sms.objects.get().sent_at) == ([], None)
    BROKEN[0] = False
    Job.objects.update(not_before=timezone.now(), leased_until=None)
    run_due()
    assert len(SENT) == 1


def test_what_comes_too_late_is_not_sent_and_is_emptied():
    queue(minutes=-1)
    run_due()
    assert SENT == []
    assert (Sms.objects.get().text, Sms.objects.get().sent_at) == ("", None)


def test_messages_are_forgotten_by_their_key_and_after_a_day():
    queue("a:1")
    queue("b:1")
    forget_sms(prefix="a:")
    assert [sms.key for sms in Sms.objects.all()] == ["b:1"]
    Sms.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    forget_old_sms()
    assert Sms.objects.count() == 0


def test_the_demo_shows_messages_in_its_mailbox_and_forgets_them_with_their_person(settings):
    settings.SMS_BACKEND = "lms.jobs.sms.DemoSms"
    queue()
    run_due()
    assert DemoMail.objects.get().text == "Koodisi on 123 456."
    forget_sms(prefix="koe:")
    assert DemoMail.objects.count() == 0


def test_without_a_backend_there_are_no_messages(settings):
    assert sends_sms()
    settings.SMS_BACKEND = ""
    assert not sends_sms()


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", None),
        ("tests.jobs.test_sms.Gateway", None),
        ("tests.jobs.nowhere.Gateway", "jobs.E001"),
        ("datetime.date", "jobs.E002"),
        ("lms.jobs.sms.DemoSms", "jobs.E003"),
    ],
)
def test_the_check_before_a_start_says_what_is_wrong(path, problem):
    with override_settings(SMS_BACKEND=path, DEMO=False):
        assert [error.id for error in sms_backend_is_ready(None)] == ([problem] if problem else [])
