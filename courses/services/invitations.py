"""Inviting people to a run, and coming in by the link."""

import datetime
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from courses.entrances import queue_up
from courses.invitation_list import Invited
from courses.invitation_rules import KEPT_AFTER, may_send, valid_until, within_an_hour
from courses.models import Course, Enrolment, Invitation, Run
from courses.queries_invitations import PlannedLine, Verdict, hash_of, plan_invitations
from courses.services.enrolment import CannotEnrol, enrol_learner, refuse_unless_open
from courses.services.invited import put_into_groups
from lms.jobs.api import Fact, Kind, Pace, declare, enqueue, handler, scheduled, send_letter
from lms.records.audit import log_fact

#: Whoever got a link so lately is not written to again with all the others.
ASKED_AGAIN_AFTER = datetime.timedelta(days=1)

INVITATION = declare(
    Kind(
        slug="courses.invitation",
        label=lazy("Invitation to a training"),
        subject=lazy("You are invited to a training"),
        body=(
            lazy("You are invited to the training %(course)s."),
            "%(run)s",
            lazy(
                "The link below works once, until %(day)s at %(time)s. Opening it binds you to nothing: you decide on"
                " the page."
            ),
            lazy(
                "If you do not want to come, you need do nothing. Your address is then deleted a month after the link"
                " has stopped working."
            ),
        ),
        facts={
            "course": Fact(lazy("name of the training"), lazy("Training for work ability coordinators")),
            "run": Fact(lazy("name and days of the run"), lazy("Spring 2027, 14.1.2027–20.5.2027")),
            "day": Fact(lazy("last day of the link"), "31.12.2026"),
            "time": Fact(lazy("time of day"), "23.59"),
        },
        button=lazy("See the invitation"),
        pace=Pace.AT_ONCE,
    )
)

#: Mails that one job writes, well within its lease.
A_JOB = 100
#: What inviting an address again begins anew; its old link stops working.
RENEWED = [
    "name",
    "group",
    "key_hash",
    "invited_at",
    "expires_at",
    "sent_times",
    "mail_waits",
    "revoked_at",
    "accepted_at",
    "learner",
]


class LinkOver(Exception):
    """The link was used, has expired or was taken back."""


class SentTooOften(Exception):
    """The address was written to often enough within the hour."""


def refuse_inviting(run: Run) -> None:
    """Raise ``CannotEnrol`` with the reason when nobody can be invited to the run."""
    if run.course.policy == Course.Policy.PRIVATE:
        raise CannotEnrol(lazy("Nobody is invited here: this training needs no enrolling."))
    refuse_unless_open(run, invited=True)


@transaction.atomic
def invite_people(*, run: Run, people: Sequence[Invited], actor: Any) -> int:
    """Invite those of the list who can be invited; a job writes the mails. Returns how many. Raises ``CannotEnrol``."""
    refuse_inviting(run)
    Run.objects.select_for_update().get(pk=run.pk)  # two trainers with the same list: one mail to each
    now = timezone.now()
    plan = plan_invitations(run, people, actor=actor)
    rows = [_made(line, run, now) for line in plan if line.verdict == Verdict.INVITE]
    made = Invitation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["run", "email"], update_fields=RENEWED
    )
    _have_sent([one.pk for one in made])
    if made:
        log_fact("run.people_invited", subject=run, actor=actor, detail={"invitations": [one.pk for one in made]})
    return len(made)


def _made(line: PlannedLine, run: Run, now: datetime.datetime) -> Invitation:
    return Invitation(
        run=run,
        email=line.person.email,
        name=line.person.name,
        group=line.person.group,
        invited_at=now,
        expires_at=valid_until(now, ends=run.ends),
        sent_times=[*within_an_hour(line.sent_times, now), now.isoformat()],
    )


def _have_sent(pks: list[int]) -> None:
    for start in range(0, len(pks), A_JOB):
        enqueue("invitations", key=f"invitations:{uuid.uuid4()}", payload={"invitations": pks[start : start + A_JOB]})


@transaction.atomic
def send_invitation_again(*, invitation: Invitation, actor: Any) -> None:
    """A new link to the same address; the old one stops working. Raises ``SentTooOften``, ``LinkOver`` when the
    person is in, and ``CannotEnrol``."""
    refuse_inviting(invitation.run)
    now = timezone.now()
    of_address = list(Invitation.objects.select_for_update().filter(email=invitation.email))
    invitation = next((one for one in of_address if one.pk == invitation.pk), None)
    if invitation is None or invitation.accepted_at:
        raise LinkOver
    if not may_send([time for one in of_address for time in one.sent_times], now):
        raise SentTooOften
    invitation.expires_at, invitation.revoked_at = valid_until(now, ends=invitation.run.ends), None
    invitation.sent_times = [*within_an_hour(invitation.sent_times, now), now.isoformat()]
    invitation.mail_waits, invitation.key_hash = True, None
    invitation.save(update_fields=["expires_at", "revoked_at", "sent_times", "mail_waits", "key_hash"])
    _have_sent([invitation.pk])
    log_fact("invitation.sent_again", subject=invitation, actor=actor)


@transaction.atomic
def invite_unanswered_again(*, run: Run, actor: Any) -> int:
    """A new link to everybody who has not answered, expired or not, in place of the old one; not to whom one was sent
    within a day, so that asking twice writes once. Returns how many. Raises ``CannotEnrol``."""
    refuse_inviting(run)
    now = timezone.now()
    rows = Invitation.objects.select_for_update().filter(run=run, accepted_at=None, revoked_at=None, mail_waits=False)
    waiting = [one.pk for one in rows.order_by("pk") if _sent_last(one) < now - ASKED_AGAIN_AFTER]
    fresh = {"expires_at": valid_until(now, ends=run.ends), "sent_times": [now.isoformat()]}
    Invitation.objects.filter(pk__in=waiting).update(mail_waits=True, key_hash=None, **fresh)
    _have_sent(waiting)
    if waiting:
        log_fact("run.people_invited", subject=run, actor=actor, detail={"invitations": waiting})
    return len(waiting)


def _sent_last(one: Invitation) -> datetime.datetime:
    return datetime.datetime.fromisoformat(one.sent_times[-1]) if one.sent_times else one.invited_at


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: Any) -> None:
    """Make the link useless. Who has come in stays in."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=timezone.now(), mail_waits=False):
        log_fact("invitation.revoked", subject=invitation, actor=actor)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, learner: Any, actor: Any) -> Enrolment:
    """Come in by the link, which is used up unless it is refused. Who is in already leaves it for somebody else.
    Raises ``LinkOver`` and ``CannotEnrol``."""
    invitation = _locked(invitation)
    known = Enrolment.objects.active().filter(run=invitation.run, learner=learner).first()
    if known:
        return known
    enrolment = enrol_learner(
        run=invitation.run, learner=learner, actor=actor, invited=True, way=Enrolment.Way.INVITATION
    )
    put_into_groups(run=invitation.run, names={enrolment: invitation.group})
    _use_up(invitation, learner)
    return enrolment


@transaction.atomic
def queue_by_invitation(*, invitation: Invitation, learner: Any, actor: Any) -> str:
    """Use the link of a full run for a turn in its queue; returns the address of the queue, or "" when the run has
    none and the link stays as it is. Raises ``LinkOver`` and ``CannotEnrol``."""
    invitation = _locked(invitation)
    address = queue_up(invitation.run, learner, actor, until=invitation.expires_at)
    if address:
        _use_up(invitation, learner)
    return address


def _locked(invitation: Invitation) -> Invitation:
    """The open invitation with its run, both locked: the run first, as everything about its places does."""
    run = Run.objects.select_related("course").select_for_update(of=("self",)).get(pk=invitation.run_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state != Invitation.State.OPEN:
        raise LinkOver
    invitation.run = run
    return invitation


def _use_up(invitation: Invitation, learner: Any) -> None:
    invitation.accepted_at, invitation.learner = timezone.now(), learner
    invitation.save(update_fields=["accepted_at", "learner"])


@handler("invitations")
def write_invitations(payload: dict[str, Any]) -> None:
    """Write the mails that wait. Each is written once: what is asked for and what is queued change together."""
    waiting = Invitation.objects.filter(pk__in=payload["invitations"], mail_waits=True)
    for pk in list(waiting.values_list("pk", flat=True)):
        _write(pk)


@transaction.atomic
def _write(pk: int) -> None:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("run__course")
    invitation = rows.filter(pk=pk, mail_waits=True, revoked_at=None, accepted_at=None).first()
    if invitation is None:
        return
    key, run = secrets.token_urlsafe(32), invitation.run
    invitation.key_hash, invitation.mail_waits = hash_of(key), False
    invitation.save(update_fields=["key_hash", "mail_waits"])
    with override(run.language):
        url = settings.PUBLIC_BASE_URL + reverse("courses:invitation", args=[key])
    mail_key = f"invitation:{invitation.pk}:{uuid.uuid4()}"
    facts = _facts(invitation)
    send_letter(INVITATION, key=mail_key, to=invitation.email, language=run.language, facts=facts, url=url)


def _facts(invitation: Invitation) -> dict[str, str]:
    run, until = invitation.run, timezone.localtime(invitation.expires_at)
    days = "–".join(date_format(day, "j.n.Y") for day in (run.starts, run.ends) if day)
    return {
        "course": run.course.title_in(run.language),
        "run": ", ".join(part for part in (run.name, days) if part),
        "day": date_format(until, "j.n.Y"),
        "time": date_format(until, "H.i"),
    }


@scheduled("forget old invitations", every=datetime.timedelta(days=1))
def forget_old_invitations() -> int:
    """Delete invitations thirty days after their last day, used or not: who came in is told by the enrolment."""
    gone, _by_model = Invitation.objects.filter(expires_at__lt=timezone.now() - KEPT_AFTER).delete()
    return gone
