"""Addresses that take no mail, up to a real SMTP server that says so."""

import pytest

from lms.jobs.api import bouncing, queue_mail, run_due
from lms.jobs.bounces import Bounce, forget_old_bounces
from lms.jobs.models import Job, Mail
from tests.jobs.smtp import receiving

pytestmark = pytest.mark.django_db


class Refuser:
    """Answers each receiver as told, and takes the rest."""

    def __init__(self):
        self.says, self.taken, self.asked = {}, [], 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        if address in self.says:
            return self.says[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def server(settings):
    with receiving(settings, Refuser()) as handler:
        yield handler


def write(number=1, *, to="Tiina@example.org", asked=False):
    queue_mail(key=f"m{number}", to=to, subject="Hei", text="Hei", asked=asked)
    run_due()


def test_a_refusal_for_good_is_marked_and_not_tried_again(server):
    server.says["Tiina@example.org"] = "550 no such user"
    write()
    run_due()
    assert server.asked == 1
    stored = Mail.objects.get()
    assert (stored.sent_at, stored.refused_at is None, stored.text) == (None, False, "")
    assert Job.objects.get().done_at is not None
    assert bouncing(["tiina@example.org", "other@example.org", ""]) == {"tiina@example.org"}


def test_a_refusal_for_now_is_tried_again(server):
    server.says["Tiina@example.org"] = "451 later"
    write()
    assert Mail.objects.get().text == "Hei"
    assert Job.objects.get().last_error == "SMTPRecipientsRefused"
    assert not Bounce.objects.exists()


def test_after_three_refusals_only_what_was_asked_for_is_tried(server):
    server.says["Tiina@example.org"] = "550 no such user"
    for number in range(4):
        write(number)
    assert server.asked == 3
    assert Mail.objects.filter(refused_at=None).count() == 0
    write(9, asked=True)
    assert server.asked == 4


def test_a_mail_that_arrives_ends_the_mark(server):
    server.says["Tiina@example.org"] = "550 no such user"
    write(1)
    server.says.clear()
    write(2)
    assert server.taken == ["Tiina@example.org"]
    assert not Bounce.objects.exists()


def test_an_old_mark_is_forgotten(server):
    Bounce.objects.create(address="a@example.org", times=3, last_at="2020-01-01T00:00Z")
    forget_old_bounces()
    assert not Bounce.objects.exists()
