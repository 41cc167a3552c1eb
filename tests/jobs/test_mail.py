"""The outbox, up to a real SMTP server."""

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as django_mail
from django.utils import timezone

from lms.jobs.api import queue_mail, run_due
from lms.jobs.mail import forget_old_mail, mails_of, message_id
from lms.jobs.models import DemoMail, Job, Mail

pytestmark = pytest.mark.django_db


class Inbox:
    """Keeps what a real SMTP server was given."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def inbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 5
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def write(key="m1", **fields):
    queue_mail(**({"key": key, "to": "tiina@example.org", "subject": "Koodisi", "text": "Älä näytä: 1234"} | fields))


def test_mail_reaches_a_real_smtp_server_and_is_emptied(inbox):
    write(html="<p>Älä näytä: 1234</p>")
    assert run_due() == 1
    [envelope] = inbox.envelopes
    assert envelope.rcpt_tos == ["tiina@example.org"]
    assert f"Message-ID: {message_id('m1')}".encode() in envelope.content
    stored = Mail.objects.get()
    assert (stored.text, stored.html, stored.sent_at is None) == ("", "", False)


def test_mail_waits_while_the_server_is_away_and_keeps_its_text(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    write()
    run_due()
    assert Job.objects.get().last_error == "ConnectionRefusedError"
    assert Mail.objects.get().text == "Älä näytä: 1234"


def test_mail_with_the_same_key_is_sent_once():
    write()
    write()
    run_due()
    run_due()
    assert len(django_mail.outbox) == 1


def test_mail_has_text_and_html_parts():
    write(html="<p>hei</p>")
    run_due()
    [message] = django_mail.outbox
    assert message.body == "Älä näytä: 1234"
    assert [(a.content, a.mimetype) for a in message.alternatives] == [("<p>hei</p>", "text/html")]


def test_subject_with_line_breaks_cannot_add_headers():
    write(subject="Koodisi\nBcc: evil@example.org")
    run_due()
    [message] = django_mail.outbox
    assert message.subject == "Koodisi Bcc: evil@example.org"


def test_job_of_a_mail_holds_no_address():
    write()
    assert Job.objects.get().payload == {"mail": "m1"}


def test_mails_of_a_person_are_found_by_address(learner, pseudonymous):
    write()
    write(key="m2", to="other@example.org")
    assert [row["subject"] for row in mails_of(learner)] == ["Koodisi"]
    assert mails_of(pseudonymous) == []


def test_forget_old_mail_deletes_after_thirty_days():
    write()
    write(key="m2")
    Mail.objects.filter(key="m1").update(created_at=timezone.now() - timedelta(days=31))
    forget_old_mail()
    assert [m.key for m in Mail.objects.all()] == ["m2"]


def test_demo_backend_keeps_mail_in_the_mailbox(settings):
    settings.EMAIL_BACKEND = "lms.jobs.mailbox.DemoMailboxBackend"
    write(html="<p>1234</p>")
    run_due()
    kept = DemoMail.objects.get()
    assert (kept.to, kept.text, kept.html) == ("tiina@example.org", "Älä näytä: 1234", "<p>1234</p>")
