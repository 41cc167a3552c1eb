"""What a trainer writes of a conversation, and what the person answers by the link."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.api import RunStaff
from courses.followups.models import FollowUp, Try
from lms.records.audit import log_fact

AGAIN = "again"


class FollowUpOver(Exception):
    """It has been closed, or the link is an earlier one or too old."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The three questions."""

    where_now: str = ""
    helped: str = ""
    needs: str = ""


@transaction.atomic
def take_on(*, follow_up: FollowUp, actor: Any) -> None:
    """The conversation becomes ``actor``'s. Raises ``FollowUpOver``."""
    one = _locked(follow_up.pk)
    one.trainer = actor
    one.save(update_fields=["trainer"])


@transaction.atomic
def hand_over(*, follow_up: FollowUp, to: Any, actor: Any) -> None:
    """The conversation becomes that of ``to``, who teaches the run too. Raises ``FollowUpOver``, and ValueError for
    anybody else."""
    one = _locked(follow_up.pk)
    if not RunStaff.objects.filter(run=one.enrolment.run_id, user=to).exists():
        raise ValueError("only who teaches the run has its conversations")
    if one.trainer_id != to.pk:
        one.trainer = to
        one.save(update_fields=["trainer"])
        log_fact("followup.handed_over", subject=one, actor=actor, learner_key=one.enrolment.learner.key)


@transaction.atomic
def write_down(*, follow_up: FollowUp, channel: str, outcome: str, answers: Answers, note: str, actor: Any) -> FollowUp:
    """One attempt and how it went: ``outcome`` is a state that closes it, or ``AGAIN``. Whoever does not want to be
    contacted is asked no more. Raises ``FollowUpOver``."""
    one = _locked(follow_up.pk)
    Try.objects.create(follow_up=one, channel=channel, note=note, by=actor)
    if outcome != AGAIN:
        _close(one, state=outcome, channel=channel, answers=answers, actor=actor)
    return one


@transaction.atomic
def answer_by_link(*, follow_up_id: int, serial: int, answers: Answers) -> None:
    """The person's own answers. Raises ``FollowUpOver``."""
    one = _by_link(follow_up_id, serial)
    _close(one, state=FollowUp.State.REACHED, channel=FollowUp.Channel.LINK, answers=answers, actor=None)


@transaction.atomic
def refuse_by_link(*, follow_up_id: int, serial: int) -> None:
    """The person wants no contact. Raises ``FollowUpOver``."""
    one = _by_link(follow_up_id, serial)
    _close(one, state=FollowUp.State.REFUSED, channel=FollowUp.Channel.LINK, answers=Answers(), actor=None)


def _locked(pk: int) -> FollowUp:
    one = FollowUp.objects.select_related("enrolment__learner").select_for_update(of=("self",)).get(pk=pk)
    if not one.is_open:
        raise FollowUpOver
    return one


def _by_link(pk: int, serial: int) -> FollowUp:
    one = _locked(pk)
    if one.serial != serial or not one.has_link:
        raise FollowUpOver
    return one


def _close(one: FollowUp, *, state: str, channel: str, answers: Answers, actor: Any) -> None:
    one.state, one.channel, one.closed_at, one.closed_by = state, channel, timezone.now(), actor
    if state == FollowUp.State.REACHED:
        one.where_now, one.helped, one.needs = answers.where_now, answers.helped, answers.needs
    one.save(update_fields=["state", "channel", "closed_at", "closed_by", "where_now", "helped", "needs"])
    learner = one.enrolment.learner
    if state == FollowUp.State.REFUSED:
        others = FollowUp.objects.filter(enrolment__learner=learner, state=FollowUp.State.OPEN)
        others.update(state=state, closed_at=one.closed_at, closed_by=actor)
    log_fact(f"followup.{state}", subject=one, actor=actor, learner_key=learner.key)
