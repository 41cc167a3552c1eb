"""Inviting people to a run, their mail, and coming in by the link."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.api import (
    CannotEnrol,
    Course,
    Enrolment,
    Invitation,
    LinkOver,
    Run,
    SentTooOften,
    Verdict,
    accept_invitation,
    cancel_enrolment,
    enrol_learner,
    invitation_by_key,
    invite_people,
    plan_invitations,
    read_invited,
    revoke_invitation,
    send_invitation_again,
)
from courses.services.invitations import forget_old_invitations
from lms.accounts.models import Learner, User
from lms.jobs.api import run_due
from lms.jobs.models import Mail
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from tests.factories import make_run

KEY = re.compile(r"/koulutukset/kutsu/([\w-]+)/")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def run(db) -> Run:
    return make_run(lessons=1, is_open=False)


def invite(run: Run, text: str, actor: User | None = None) -> int:
    return invite_people(run=run, people=read_invited(text), actor=actor)


def keys_in_mail(mailoutbox) -> dict[str, str]:
    """Address → the key of its newest link."""
    run_due(1000)
    return {mail.to[0]: KEY.search(mail.body)[1] for mail in mailoutbox if KEY.search(mail.body)}


def test_the_invited_get_one_mail_with_a_link_that_is_stored_nowhere(run, trainer, mailoutbox):
    assert invite(run, "Aino Ahonen <aino@example.org>\nveikko@example.org", trainer) == 2
    assert invite(run, "aino@example.org", trainer) == 0
    keys = keys_in_mail(mailoutbox)
    assert len(mailoutbox) == 2
    assert invitation_by_key(keys["aino@example.org"]).name == "Aino Ahonen"
    assert "Aino" not in mailoutbox[0].subject + mailoutbox[0].body
    assert "aino" not in mailoutbox[0].subject
    assert not Invitation.objects.filter(key_hash__in=keys.values()).exists()
    assert not Mail.objects.filter(text__contains=keys["aino@example.org"]).exists()
    assert run.course.title_in("fi") in mailoutbox[0].body
    assert keys["aino@example.org"] in mailoutbox[0].alternatives[0][0]
    assert AuditEntry.objects.get(verb="run.people_invited").actor_key == trainer.key


def test_the_plan_says_who_is_in_and_never_who_has_an_account(run, learner, trainee):
    User.objects.create_user(email="tuttu@example.org")
    enrol_learner(run=run, learner=learner, invited=True)
    invite(run, "kutsuttu@example.org")
    text = f"{trainee.email}\ntuttu@example.org\ntuntematon@example.org\nkutsuttu@example.org\nväärin"
    assert [line.verdict for line in plan_invitations(run, read_invited(text))] == [
        Verdict.IN_ALREADY,
        Verdict.INVITE,
        Verdict.INVITE,
        Verdict.INVITED_ALREADY,
        Verdict.PROBLEM,
    ]


def test_coming_in_uses_the_link_up(run, learner, pseudonymous, mailoutbox):
    invite(run, "aino@example.org")
    invitation = invitation_by_key(keys_in_mail(mailoutbox)["aino@example.org"])
    enrolment = accept_invitation(invitation=invitation, learner=learner, actor=learner.user)
    assert (enrolment.run, enrolment.learner) == (run, learner)
    assert Invitation.objects.get().state == Invitation.State.JOINED
    with pytest.raises(LinkOver):
        accept_invitation(invitation=invitation, learner=pseudonymous, actor=None)
    with pytest.raises(LinkOver):
        send_invitation_again(invitation=invitation, actor=None)
    revoke_invitation(invitation=invitation, actor=None)
    assert Invitation.objects.get().state == Invitation.State.JOINED


def test_who_is_in_already_leaves_the_link_for_somebody_else(run, learner):
    enrolment = enrol_learner(run=run, learner=learner, invited=True)
    invite(run, "aino@example.org")
    assert accept_invitation(invitation=Invitation.objects.get(), learner=learner, actor=None) == enrolment
    assert Invitation.objects.get().state == Invitation.State.OPEN


def test_a_full_run_refuses_and_the_link_stays_good(learner, pseudonymous):
    run = make_run(lessons=1, capacity=1)
    kept = enrol_learner(run=run, learner=pseudonymous)
    invite(run, "aino@example.org")
    with pytest.raises(CannotEnrol, match="full"):
        accept_invitation(invitation=Invitation.objects.get(), learner=learner, actor=None)
    assert Invitation.objects.get().state == Invitation.State.OPEN
    cancel_enrolment(enrolment=kept)
    assert accept_invitation(invitation=Invitation.objects.get(), learner=learner, actor=None)


def test_a_link_works_two_weeks_or_to_the_runs_last_day(run):
    invite(run, "aino@example.org")
    made = Invitation.objects.get()
    assert made.expires_at - made.invited_at == 14 * DAY
    assert made.state_at(made.expires_at) == Invitation.State.EXPIRED
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() + 2 * DAY)
    run.refresh_from_db()
    invite(run, "veikko@example.org")
    ends = Invitation.objects.get(email="veikko@example.org").expires_at
    assert timezone.localtime(ends - datetime.timedelta(seconds=1)).date() == run.ends


def test_an_ended_run_and_the_coaching_invite_nobody(run):
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() - DAY)
    run.refresh_from_db()
    for closed in (run, make_run(lessons=1, policy=Course.Policy.PRIVATE)):
        with pytest.raises(CannotEnrol):
            invite(closed, "aino@example.org")
    assert not Invitation.objects.exists()


def test_sending_again_makes_the_old_link_useless_and_stops_after_three_an_hour(run, trainer, mailoutbox):
    invite(run, "aino@example.org", trainer)
    first = keys_in_mail(mailoutbox)["aino@example.org"]
    for _ in range(2):
        send_invitation_again(invitation=Invitation.objects.get(), actor=trainer)
        newest = keys_in_mail(mailoutbox)["aino@example.org"]
    assert len(mailoutbox) == 3
    assert invitation_by_key(first) is None
    assert invitation_by_key(newest) == Invitation.objects.get()
    with pytest.raises(SentTooOften):
        send_invitation_again(invitation=Invitation.objects.get(), actor=trainer)
    elsewhere = make_run(lessons=1)
    assert [one.verdict for one in plan_invitations(elsewhere, read_invited("aino@example.org"))] == [Verdict.TOO_OFTEN]
    long_ago = (timezone.now() - datetime.timedelta(minutes=61)).isoformat()
    Invitation.objects.update(sent_times=[long_ago] * 3)
    send_invitation_again(invitation=Invitation.objects.get(), actor=trainer)
    assert len(Invitation.objects.get().sent_times) == 1


def test_a_revoked_invitation_sends_nothing_and_may_be_made_anew(run, trainer, mailoutbox):
    invite(run, "aino@example.org", trainer)
    revoke_invitation(invitation=Invitation.objects.get(), actor=trainer)
    assert keys_in_mail(mailoutbox) == {}
    assert invite(run, "Aino Ahonen <aino@example.org>", trainer) == 1
    assert Invitation.objects.get().name == "Aino Ahonen"
    assert Invitation.objects.get().state == Invitation.State.OPEN
    assert list(keys_in_mail(mailoutbox)) == ["aino@example.org"]


def test_a_revoked_link_does_not_revive_while_the_new_mail_waits(run, learner, mailoutbox):
    invite(run, "aino@example.org")
    old = keys_in_mail(mailoutbox)["aino@example.org"]
    revoke_invitation(invitation=Invitation.objects.get(), actor=None)
    assert invitation_by_key(old).state == Invitation.State.REVOKED
    invite(run, "aino@example.org")
    assert invitation_by_key(old) is None


def test_addresses_go_thirty_days_after_the_last_day(run):
    invite(run, "vanha@example.org\nuudempi@example.org")
    long_ago, lately = timezone.now() - 31 * DAY, timezone.now() - 29 * DAY
    Invitation.objects.filter(email="vanha@example.org").update(expires_at=long_ago)
    Invitation.objects.filter(email="uudempi@example.org").update(expires_at=lately)
    assert forget_old_invitations() == 1
    assert Invitation.objects.get().email == "uudempi@example.org"


def test_the_invited_persons_export_and_erasure_hold_the_invitation(run, trainee, learner, pseudonymous):
    invite(run, f"{trainee.email}\naino@example.org\ntoinen@example.org")
    used = Invitation.objects.get(email="aino@example.org")
    accept_invitation(invitation=used, learner=learner, actor=trainee)
    mine = {row["email"] for section in sections_of(learner) for row in section.rows if "invited_at" in row}
    assert mine == {trainee.email, "aino@example.org"}
    assert not any("invited_at" in row for section in sections_of(pseudonymous) for row in section.rows)
    erase_learner(learner=learner)
    assert Invitation.objects.get().email == "toinen@example.org"
    assert Enrolment.objects.filter(learner=learner).count() == 0


def test_three_hundred_at_once_take_few_statements(run, trainer, mailoutbox):
    people = read_invited("\n".join(f"aino{number}@example.org" for number in range(300)))
    with CaptureQueriesContext(connection) as captured:
        assert invite_people(run=run, people=people, actor=trainer) == 300
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    asked = [query for query in captured.captured_queries if not query["sql"].startswith(control)]
    assert len(asked) <= 15
    assert len(keys_in_mail(mailoutbox)) == 300
    assert Learner.objects.count() == 0
