"""What is left behind: people with an account are warned by mail first, and whoever comes back keeps everything."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from assessments.personal.api import all_answers_of
from assessments.personal.models import Entry, IdleWarning, Vault
from assessments.personal.services.idle import GRACE, IDLE, erase_idle, warn_idle
from lms.accounts.api import Learner
from lms.jobs.api import run_due
from tests.factories.personal import make_answer

CANARY = "kanarialintu-7261"


@pytest.fixture
def mira(learner):
    """Somebody with an account who wrote something and has not come for a year."""
    make_answer(learner, text=CANARY)
    Learner.objects.filter(pk=learner.pk).update(last_seen_on=timezone.localdate() - IDLE)
    return learner


def let_time_pass():
    IdleWarning.objects.update(warned_on=timezone.localdate() - GRACE)


def test_who_left_is_told_once_with_the_day_and_nothing_of_what_they_wrote(mira):
    assert (warn_idle(), warn_idle()) == (1, 0)
    run_due()
    [letter] = mail.outbox
    day = timezone.localdate() + GRACE
    assert f"{day.day}.{day.month}.{day.year}" in letter.body
    assert CANARY not in letter.subject + letter.body
    assert erase_idle() == 0
    assert Entry.objects.count() == 1


def test_two_months_after_the_warning_the_answers_and_their_key_go_and_the_account_stays(mira):
    warn_idle()
    let_time_pass()
    assert (erase_idle(), erase_idle()) == (1, 0)
    assert (Entry.objects.count(), Vault.objects.count(), IdleWarning.objects.count()) == (0, 0, 0)
    assert Learner.objects.get().user == mira.user


def test_opening_any_own_page_keeps_everything(mira, client):
    warn_idle()
    let_time_pass()
    client.force_login(mira.user)
    client.get("/oma/tiedot/")
    assert Learner.objects.get().last_seen_on == timezone.localdate()
    assert erase_idle() == 0
    assert [answer.value["text"] for answer in all_answers_of(mira)] == [CANARY]
    assert not IdleWarning.objects.exists()
    assert warn_idle() == 0


def test_nobody_is_warned_who_wrote_nothing_or_came_lately_or_has_no_address(learner, pseudonymous):
    make_answer(pseudonymous, text="a")
    old = timezone.localdate() - IDLE
    Learner.objects.update(last_seen_on=old)
    assert warn_idle() == 0
    make_answer(learner, text="a")
    Learner.objects.filter(pk=learner.pk).update(last_seen_on=old + timedelta(days=1))
    assert warn_idle() == 0


def test_the_command_tells_in_a_dry_run_and_changes_nothing(mira):
    said = StringIO()
    call_command("purge_idle_answers", dry_run=True, stdout=said)
    assert said.getvalue() == "1 would be warned, 0 would lose their answers.\n"
    assert not IdleWarning.objects.exists()
    call_command("purge_idle_answers", stdout=said)
    let_time_pass()
    call_command("purge_idle_answers", dry_run=True, stdout=said)
    assert said.getvalue().endswith("0 would be warned, 1 would lose their answers.\n")
    assert Entry.objects.count() == 1
