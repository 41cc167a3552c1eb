"""Reading invitations: by the link's key, a run's list, and what inviting a list of people would do."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from courses.invitation_list import Invited
from courses.invitation_rules import may_send
from courses.models import Course, Enrolment, Invitation, Run, RunStaff
from lms.accounts.api import COHORT_ADMINISTRATOR, Learner, has_role


class Verdict(StrEnum):
    """What inviting does to a line of the list."""

    INVITE = "invite"
    IN_ALREADY = "in already"
    KNOWN = "known"
    INVITED_ALREADY = "invited already"
    TOO_OFTEN = "too often"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of the list and what would become of it."""

    person: Invited
    verdict: Verdict
    sent_times: tuple[str, ...] = ()
    learner: Any = None


def hash_of(key: str) -> str:
    """What is stored of a link's key."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def invitation_by_key(key: str) -> Invitation | None:
    """The invitation whose newest link has this key, with its run and course."""
    return Invitation.objects.select_related("run__course").filter(key_hash=hash_of(key)).first()


def invitations_of(run: Run) -> QuerySet[Invitation]:
    """Everybody who was invited to the run, by address."""
    return Invitation.objects.filter(run=run).order_by("email")


def invitations_unsent(run: Run) -> tuple[int, int]:
    """(mails that are still to be written, invitations that are open), for the line that tells how far a long list
    is. One statement."""
    valid = Invitation.objects.filter(run=run, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    told = valid.aggregate(unsent=Count("pk", filter=Q(mail_waits=True)), number=Count("pk"))
    return told["unsent"], told["number"]


def plan_invitations(run: Run, people: Sequence[Invited], *, actor: Any = None) -> list[PlannedLine]:
    """What inviting ``people`` would do, in a few queries. It says who is in this run, and who of the ``actor``'s own
    trainings is meant; of nobody else whether they have an account."""
    now = timezone.now()
    emails = {one.email for one in people if not one.problem}
    inside = Enrolment.objects.active().filter(run=run, learner__user__email__in=emails)
    taken = set(inside.values_list("learner__user__email", flat=True))
    known: dict[str, list[Invitation]] = {}
    for invitation in Invitation.objects.filter(email__in=emails):
        known.setdefault(invitation.email, []).append(invitation)
    mine = known_people(actor, emails - taken)
    within = set(
        Enrolment.objects.active().filter(run=run, learner__in=mine.values()).values_list("learner_id", flat=True)
    )
    taken |= {email for email, learner in mine.items() if learner.pk in within}
    return [
        _planned(one, run, one.email in taken, known.get(one.email, []), now, mine.get(one.email)) for one in people
    ]


def known_people(actor: Any, emails: set[str]) -> dict[str, Learner]:
    """Whose the addresses are, of the people whom ``actor`` has had in a training: they are not invited to make a
    second account. Any confirmed address of theirs counts."""
    if actor is None or not emails:
        return {}
    met = Enrolment.objects.filter(run__course__policy=Course.Policy.TRAINING)
    if not has_role(actor, COHORT_ADMINISTRATOR):
        met = met.filter(run__in=RunStaff.objects.filter(user=actor).values("run"))
    rows = Learner.objects.filter(pk__in=met.values("learner"), user__is_active=True).select_related("user")
    confirmed = Q(user__emailaddress__email__in=emails, user__emailaddress__verified=True)
    found = {}
    for learner in (
        rows.filter(Q(user__email__in=emails) | confirmed).distinct().prefetch_related("user__emailaddress_set")
    ):
        own = {one.email.lower() for one in learner.user.emailaddress_set.all() if one.verified}
        found |= dict.fromkeys((own | {learner.user.email.lower()}) & emails, learner)
    return found


def _planned(
    person: Invited, run: Run, is_in: bool, before: list[Invitation], now: datetime.datetime, learner: Learner | None
) -> PlannedLine:
    here = next((one for one in before if one.run_id == run.pk), None)
    times = tuple(time for one in before for time in one.sent_times)
    if person.problem:
        verdict = Verdict.PROBLEM
    elif is_in:
        verdict = Verdict.IN_ALREADY
    elif learner:
        verdict = Verdict.KNOWN
    elif here and here.state_at(now) == Invitation.State.OPEN:
        verdict = Verdict.INVITED_ALREADY
    else:
        verdict = Verdict.INVITE if may_send(times, now) else Verdict.TOO_OFTEN
    return PlannedLine(person, verdict, tuple(here.sent_times) if here else (), learner)
