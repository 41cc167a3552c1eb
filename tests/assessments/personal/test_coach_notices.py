"""What waits for a coach: counted for their own page, and a mail that says neither who nor what."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from assessments.personal.api import (
    ask_for_call,
    awaiting_coach,
    join_coach,
    make_code,
    read_share,
    save_answer,
    share_answer,
    take_back_call,
    withdraw_share,
)
from assessments.personal.models import CoachLink
from courses.api import steps_in
from lms.accounts.api import COACH
from lms.jobs.api import run_due, stop_mail
from lms.jobs.models import Notice
from tests.factories.personal import WRITING, make_programme
from tests.factories.world import make_staff

SECRET = "kanarialintu-5512"


@pytest.fixture
def link(pseudonymous) -> CoachLink:
    run, coach = make_programme(), make_staff("onni@example.org", COACH, first_name="Onni")
    day = timezone.localdate() + datetime.timedelta(days=30)
    code = make_code(coach=coach, run=run, place="Paja Kipinä", expires_on=day)
    return join_coach(learner=pseudonymous, code=code, nickname="Miu", shows_progress=True)


@pytest.fixture
def entry(link, pseudonymous):
    key = steps_in(link.run)[0].activity_key
    return save_answer(
        learner=pseudonymous, activity_key=key, exercise_key=WRITING["key"], prompt={}, value={"text": SECRET}
    )


def show(link, entry):
    return share_answer(learner=link.learner, link_id=link.pk, entry_id=entry.pk, seq=entry.seq)


def ask(link) -> None:
    ask_for_call(learner=link.learner, link_id=link.pk, contact="040 123 45 67", time="aamulla")


@pytest.fixture
def mails(settings):
    """The mails that have gone; at any hour of the day on which this runs."""
    settings.QUIET_HOURS = None

    def sent() -> list:
        run_due()
        return mail.outbox

    return sent


def test_a_wish_and_what_was_shown_are_counted_until_the_coach_has_seen_to_them(link, entry):
    ask(link)
    share = show(link, entry)
    assert (awaiting_coach(link.coach).wishes, awaiting_coach(link.coach).shown) == (1, 1)
    read_share(coach=link.coach, share_id=share.pk)
    take_back_call(learner=link.learner, link_id=link.pk)
    assert (awaiting_coach(link.coach).wishes, awaiting_coach(link.coach).shown) == (0, 0)


def test_what_was_taken_back_waits_for_nobody(link, entry, statements):
    share = show(link, entry)
    withdraw_share(learner=link.learner, share_id=share.pk)
    coach = link.coach
    with statements(2):
        assert awaiting_coach(coach).shown == 0


def test_the_mail_about_a_wish_names_nobody_and_comes_once_a_day(link, mails):
    ask(link)
    take_back_call(learner=link.learner, link_id=link.pk)
    ask(link)
    (letter,) = mails()
    assert letter.to == ["onni@example.org"]
    text = letter.subject + letter.body
    assert not [word for word in ("Miu", "040", "aamulla", "Paja") if word in text]
    assert "/ohjaaja/" in letter.body


def test_what_is_shown_waits_for_the_summary_and_its_words_are_nowhere_in_it(link, entry, mails):
    show(link, entry)
    assert mails() == []
    notice = Notice.objects.get()
    assert (notice.state, notice.facts, SECRET in str(vars(notice))) == (Notice.State.HELD, {}, False)


def test_a_coach_who_turned_messages_off_gets_no_mail(link, mails):
    stop_mail(person=link.coach.key, topic="messages")
    ask(link)
    assert mails() == []
