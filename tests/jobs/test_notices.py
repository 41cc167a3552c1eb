"""Being told: by a mail of its own, in one summary, or not at all; and never more than eight mails a week."""

import random
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from lms.jobs.api import (
    Fact,
    Kind,
    MailChoice,
    Pace,
    Topic,
    choose_mail,
    enqueue,
    notify,
    queue_mail,
    run_due,
    stop_mail,
)
from lms.jobs.letters import _kinds, declare, kind_of
from lms.jobs.models import Job, Mail, Notice
from lms.jobs.notices import deliver_notice, forget_old_notices, queue_summaries

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """The site's own clock, set by the test; quiet hours hold."""
    settings.QUIET_HOURS = (21, 8)
    hands = SimpleNamespace(now=datetime(2026, 11, 2, 10, tzinfo=HELSINKI))  # a Monday
    monkeypatch.setattr(timezone, "now", lambda: hands.now)
    monkeypatch.setattr(timezone, "localtime", lambda value=None, zone=None: (value or hands.now).astimezone(HELSINKI))
    return hands


@pytest.fixture
def urgent():
    """A kind that cannot wait for a summary."""
    facts = {"title": Fact("title", "x")}
    kind = Kind("test.urgent", "Urgent", "Today", ("%(title)s",), facts, pace=Pace.AT_ONCE, topic=Topic.DAYS)
    yield declare(kind)
    del _kinds["test.urgent"]


FEEDBACK, PEERS = kind_of("graded.feedback"), kind_of("graded.peers")


def tell(user, number=1, kind=FEEDBACK):
    notify(kind, key=f"{kind.slug}:{number}", to=user, facts={"title": f"Työ {number}"}, link=["dashboard:home"])


def work(clock, until: datetime):
    """The worker's life until then, in steps of half an hour."""
    while clock.now < until:
        queue_summaries()
        run_due(500)
        clock.now += timedelta(minutes=30)


def test_a_notice_becomes_a_mail_with_text_link_and_the_way_to_stop_it(trainee):
    tell(trainee)
    run_due()
    (letter,) = mail.outbox
    assert letter.to == ["tiina@example.org"]
    assert letter.subject == "Sait palautteen"
    assert "Työ 1" in letter.body
    assert "http://localhost:8000/tili/ilmoitukset/\n" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body
    notice = Notice.objects.get()
    assert (notice.state, notice.facts, notice.link) == ("mailed", {}, [])


def test_telling_costs_two_statements_and_twice_is_once(trainee, statements):
    with statements(2):
        tell(trainee)
    tell(trainee)
    run_due()
    run_due()
    assert len(mail.outbox) == 1


def test_the_act_is_undone_and_so_is_the_notice(trainee):
    assert not Notice.objects.exists()
    notify(FEEDBACK, key="nobody", to=None)
    trainee.email = None
    notify(FEEDBACK, key="no-address", to=trainee)
    assert not Notice.objects.exists()


def test_who_closed_the_account_meanwhile_is_not_written_to(trainee):
    tell(trainee)
    trainee.is_active = False
    trainee.save()
    run_due()
    assert mail.outbox == []
    assert Notice.objects.get().state == "dropped"


def test_the_address_and_language_are_those_of_the_moment_of_sending(trainee):
    tell(trainee)
    trainee.email, trainee.language = "uusi@example.org", "en"
    trainee.save()
    run_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["uusi@example.org"], "You have feedback")


def test_the_third_of_a_week_comes_in_the_summary(trainee, clock):
    for number in range(6):
        tell(trainee, number)
    work(clock, clock.now + timedelta(hours=2))
    assert len(mail.outbox) == 2
    work(clock, clock.now + timedelta(hours=6))
    assert len(mail.outbox) == 3
    summary = mail.outbox[-1]
    assert [f"Työ {number}" in summary.body for number in range(6)] == [False] * 2 + [True] * 4
    assert "Työ 4" in summary.alternatives[0].content
    assert set(Notice.objects.values_list("state", flat=True)) == {"mailed", "summarised"}


def test_there_is_no_summary_when_there_is_nothing_to_tell(trainee, clock):
    work(clock, clock.now + timedelta(days=3))
    assert mail.outbox == []


def test_nothing_goes_out_at_night_but_what_was_just_asked_for(trainee, clock):
    clock.now = clock.now.replace(hour=22)
    tell(trainee)
    queue_mail(key="code", to="tiina@example.org", subject="Koodi", text="1234", asked=True)
    work(clock, clock.now + timedelta(hours=8))
    assert [letter.subject for letter in mail.outbox] == ["Koodi"]
    work(clock, clock.now + timedelta(hours=3))
    assert len(mail.outbox) == 2


def test_who_wants_one_summary_a_week_gets_it_on_monday(trainee, clock):
    choose_mail(actor=trainee, often=MailChoice.Often.WEEKLY, off=[])
    clock.now += timedelta(days=1)
    tell(trainee)
    work(clock, clock.now + timedelta(days=5))
    assert mail.outbox == []
    work(clock, clock.now + timedelta(days=2))
    assert len(mail.outbox) == 1


def test_what_is_turned_off_is_not_told_also_when_it_was_held_already(trainee, clock):
    tell(trainee, kind=PEERS)
    run_due()
    stop_mail(person=trainee.key, topic=Topic.FEEDBACK)
    tell(trainee)
    work(clock, clock.now + timedelta(days=2))
    assert mail.outbox == []
    assert set(Notice.objects.values_list("state", flat=True)) == {"dropped"}


def test_ending_the_summary_ends_everything_that_can_be_ended(trainee, clock):
    tell(trainee, kind=PEERS)
    run_due()
    stop_mail(person=trainee.key, topic="")
    tell(trainee)
    work(clock, clock.now + timedelta(days=2))
    assert mail.outbox == []


def test_what_cannot_wait_goes_also_when_the_week_is_full(trainee, clock, urgent):
    for number in range(5):
        tell(trainee, number)
    tell(trainee, kind=urgent)
    run_due()
    assert len(mail.outbox) == 3
    assert mail.outbox[-1].subject == "Today"


def test_a_worker_that_dies_while_it_writes_the_mail_leaves_the_notice_whole(trainee, monkeypatch):
    tell(trainee)

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("lms.jobs.notices._settle", dies)
        with pytest.raises(KeyboardInterrupt):
            deliver_notice({"notice": "graded.feedback:1"})
    assert (Mail.objects.count(), Notice.objects.get().state) == (0, "waiting")
    Job.objects.update(leased_until=None)
    run_due()
    assert len(mail.outbox) == 1


def test_a_busy_week_of_a_cohort_sends_at_most_eight_mails(trainee, clock, urgent):
    """Assignments with receipts and feedback, tests, messages, others' texts, a certificate, a day that moves."""
    monday = clock.now.replace(hour=7)
    day = [kind_of(f"graded.{slug}") for slug in ("received", "feedback", "peers", "marked", "project_message")]
    for number in range(7):
        for hour in (7, 12, 15, 18, 23):
            clock.now = monday + timedelta(days=number, hours=hour - 7)
            for kind in day:
                tell(trainee, f"{number}:{hour}", kind)
            if number == 4 and hour == 12:
                notify(kind_of("certificates.ready"), key="certificate", to=trainee)
                tell(trainee, 1, urgent)
            work(clock, clock.now + timedelta(hours=2, minutes=30))
    work(clock, monday + timedelta(days=7))
    assert len(mail.outbox) <= 8
    work(clock, monday + timedelta(days=8))
    told = " ".join(letter.body for letter in mail.outbox)
    assert Notice.objects.exclude(state__in=["mailed", "summarised"]).count() == 0
    assert "Työ 0:7" in told


@pytest.mark.parametrize("seed", range(8))
def test_no_seven_days_bring_more_than_eight_mails_and_nothing_is_forgotten(trainee, clock, seed):
    chance = random.Random(seed)
    kinds = (FEEDBACK, PEERS)
    moments = [(chance.randrange(14), chance.randrange(24), chance.choice(kinds)) for _ in range(10 + 8 * seed)]
    begin = datetime(2026, 11, 2, tzinfo=HELSINKI)
    clock.now, told = begin, len(moments)
    for number, (day, hour, kind) in enumerate(sorted(moments, key=lambda one: one[:2])):
        work(clock, begin + timedelta(days=day, hours=hour))
        tell(trainee, number, kind)
    work(clock, begin + timedelta(days=18))
    sent = sorted(Mail.objects.values_list("sent_at", flat=True))
    assert all(sum(at <= other < at + timedelta(days=7) for other in sent) <= 8 for at in sent)
    assert Notice.objects.filter(state__in=["mailed", "summarised"]).count() == told


def test_old_notices_are_forgotten(trainee, clock):
    tell(trainee)
    Notice.objects.update(created_at=clock.now - timedelta(days=31))
    forget_old_notices()
    assert not Notice.objects.exists()


def test_a_notice_of_a_kind_that_is_no_more_is_dropped(trainee):
    Notice.objects.create(key="old", person=trainee.key, kind="gone.kind")
    enqueue("notice", key="notice:old", payload={"notice": "old"})
    run_due()
    assert Notice.objects.get().state == "dropped"
