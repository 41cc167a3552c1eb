"""Mail that is taken and comes back later: the report of a server, from its bytes to the mark."""

import io
import re
import sys

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts.models import User
from lms.jobs.api import bouncing, clear_address, queue_mail, run_due
from lms.jobs.bounces import is_given_up
from lms.jobs.checks import bounce_address_is_usable
from lms.jobs.models import Bounce, Mail
from lms.jobs.reports import read_returned
from lms.jobs.returning import Outcome, return_address, take_returned
from tests.jobs.smtp import receiving

pytestmark = pytest.mark.django_db

REPORT = """Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="rajat"

--rajat
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--rajat
Content-Type: {kind}

Reporting-MTA: dns; mx.example.com
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0200

Final-Recipient: rfc822; somebody@elsewhere.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--rajat
Content-Type: text/rfc822-headers

Subject: Hei

--rajat--
"""


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BOUNCE_ADDRESS = "palautukset@polku.example.org"


def write(key="m1", *, to="tiina@example.org", asked=False) -> Mail:
    queue_mail(key=key, to=to, subject="Hei", text="Hei", asked=asked)
    run_due()
    return Mail.objects.get(key=key)


def report(mail: Mail, *, to="", status="5.1.1", action="failed", said="550 no such user", kind="") -> bytes:
    kind = kind or "message/delivery-status"
    to = to or return_address(mail)
    return REPORT.format(to=to, status=status, action=action, said=said, kind=kind).encode()


def given_in(monkeypatch, raw: bytes, *args: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    out = io.StringIO()
    call_command("take_bounce", *args, stdout=out)
    return out.getvalue()


class Inbox:
    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def inbox(settings):
    with receiving(settings, Inbox()) as handler:
        yield handler


def test_a_mail_goes_out_with_a_return_address_of_its_own_and_the_usual_sender(inbox, settings):
    first, second = write("m1"), write("m2")
    senders = [one.mail_from for one in inbox.envelopes]
    assert senders == [return_address(first), return_address(second)]
    assert senders[0] != senders[1]
    assert re.fullmatch(r"palautukset\+\d+-[0-9a-f]{20}@polku\.example\.org", senders[0])
    assert f"From: {settings.DEFAULT_FROM_EMAIL}".encode() in inbox.envelopes[0].content


def test_without_an_address_for_bounces_mail_goes_as_before(inbox, settings):
    settings.BOUNCE_ADDRESS = ""
    write()
    assert inbox.envelopes[0].mail_from == "polku@localhost"


@pytest.mark.parametrize("kind", ["message/delivery-status", "message/global-delivery-status"])
def test_a_report_of_a_failure_for_good_marks_the_address_and_ends_mail_there(kind, monkeypatch):
    mail = write()
    assert given_in(monkeypatch, report(mail, kind=kind)).strip() == Outcome.MARKED.value
    assert bouncing(["tiina@example.org"]) == {"tiina@example.org"}
    assert Bounce.objects.get().code == 550
    assert write("m2").refused_at is not None
    assert write("m3", asked=True).sent_at is not None


def test_that_a_server_takes_the_next_mail_does_not_take_the_mark_away():
    take_returned(report(write()))
    write("m2", asked=True)
    assert is_given_up("tiina@example.org")


def test_the_same_report_again_changes_nothing():
    raw = report(write(), status="5.2.2")
    assert [take_returned(raw), take_returned(raw)] == [Outcome.MARKED, Outcome.KNOWN]
    assert Bounce.objects.get().times == 1


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.3.4"])
def test_a_full_mailbox_is_marked_and_given_up_only_after_three(status):
    for number in range(3):
        assert not is_given_up("tiina@example.org")
        take_returned(report(write(f"m{number}"), status=status))
    assert is_given_up("tiina@example.org")


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("relayed", "2.1.5"), ("failed", "strange")]
)
def test_what_is_no_failure_for_good_changes_nothing(action, status, monkeypatch):
    given_in(monkeypatch, report(write(), action=action, status=status))
    assert not Bounce.objects.exists()


def test_an_answer_from_somebodys_holiday_changes_nothing(monkeypatch):
    raw = f"To: {return_address(write())}\nAuto-Submitted: auto-replied\nSubject: Lomalla\n\nPalaan 1.8.\n"
    assert given_in(monkeypatch, raw.encode()).strip() == Outcome.NOTHING.value
    assert not Bounce.objects.exists()


def test_a_persons_letter_is_refused_so_that_it_does_not_vanish(monkeypatch):
    raw = f"To: {return_address(write())}\nFrom: maija@example.org\nSubject: Moi\n\n550 5.1.1 failed\n"
    with pytest.raises(CommandError) as refusal:
        given_in(monkeypatch, raw.encode())
    assert refusal.value.returncode == 65
    assert not Bounce.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\x00\xff\xfe"])
def test_what_is_no_mail_is_refused_with_a_code(raw, monkeypatch):
    with pytest.raises(CommandError) as refusal:
        given_in(monkeypatch, raw)
    assert refusal.value.returncode == 65


def test_the_command_says_when_it_is_not_set_up(monkeypatch, settings):
    settings.BOUNCE_ADDRESS = ""
    with pytest.raises(CommandError) as refusal:
        given_in(monkeypatch, b"To: x\n\n")
    assert refusal.value.returncode == 78


def test_nobody_can_make_up_a_report_about_somebody_elses_mail():
    mine, other = write("m1", to="minä@example.org"), write("m2")
    code = return_address(mine).partition("-")[2]
    for made_up in (
        f"palautukset+{other.pk}-{code}",
        f"palautukset+{other.pk}-{'0' * 20}@polku.example.org",
        f"palautukset+{other.pk}@polku.example.org",
        "palautukset+999999999999999999-00000000000000000000@polku.example.org",
    ):
        assert take_returned(report(other, to=made_up)) is Outcome.STRANGE
    assert not Bounce.objects.exists()


def test_the_address_may_come_from_the_mail_server_itself(monkeypatch):
    mail = write()
    raw = report(mail, to="palautukset@polku.example.org")
    assert take_returned(raw) is Outcome.STRANGE
    assert given_in(monkeypatch, raw, return_address(mail)).strip() == Outcome.MARKED.value


def test_a_report_is_believed_after_the_secret_key_has_changed(settings):
    raw = report(write())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert take_returned(raw) is Outcome.MARKED


def test_a_report_longer_than_is_read_still_counts(monkeypatch):
    raw = report(write()) + b"x" * 3_000_000
    assert given_in(monkeypatch, raw).strip() == Outcome.MARKED.value


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_bytes_break_the_reading(noise, place):
    raw = REPORT.format(to="a@b", status="5.1.1", action="failed", said="550", kind="message/delivery-status").encode()
    read_returned(raw[:place] + noise + raw[place:])
    read_returned(noise)


def test_the_account_of_the_address_knows_and_a_new_address_begins_anew(trainee):
    take_returned(report(write()))
    trainee.refresh_from_db()
    assert trainee.is_unreachable
    trainee.email = "uusi@example.org"
    assert not trainee.is_unreachable


def test_a_cleared_address_is_written_to_again(trainee):
    take_returned(report(write()))
    clear_address("Tiina@example.org")
    assert not User.objects.get(pk=trainee.pk).is_unreachable
    assert write("m2").sent_at is not None


@pytest.mark.parametrize(
    ("address", "faults"),
    [
        ("", []),
        ("palautukset@polku.example.org", []),
        ("palautukset", ["jobs.E004"]),
        ("a" * 23 + "@polku.example.org", ["jobs.E005"]),
        ("a+b@polku.example.org", ["jobs.E005"]),
    ],
)
def test_an_address_that_cannot_take_reports_is_named_before_the_site_starts(settings, address, faults):
    settings.BOUNCE_ADDRESS = address
    assert [one.id for one in bounce_address_is_usable(None)] == faults


def test_the_longest_return_address_still_fits():
    mail = Mail(pk=10**18 - 1, key="m", to="a@example.org")
    longest = return_address(mail).partition("@")[0].replace("palautukset", "a" * 22)
    assert len(longest) <= 64
