"""Reminders that people choose: keeping, confirming, sending, stopping."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Channel, Reminder
from assessments.personal.rules_reminders import has_run_out, is_due
from assessments.personal.services.answers import vault_for
from assessments.personal.services.reminder_messages import ask_at, remind_at
from lms.jobs.api import enqueue, handler, scheduled


class NoAddress(ValueError):
    """Without an account a reminder needs an address."""


@dataclass(frozen=True)
class OwnReminder:
    """The reminder as its owner sees it. ``address`` "" is the account's, and may be a number; its ``repr`` does not
    show it."""

    days: tuple[int, ...]
    at: time
    is_confirmed: bool
    address: str = field(repr=False)


def reminder_of(learner: Any) -> OwnReminder | None:
    """The person's reminder; one statement."""
    found = Reminder.objects.select_related("vault").filter(learner_id=learner.pk).first()
    if found is None:
        return None
    return OwnReminder(tuple(found.days), found.at, bool(found.confirmed_at), found.read())


@sensitive_variables()
@transaction.atomic
def set_reminder(
    *,
    learner: Any,
    run: Any,
    days: Collection[int],
    at: time,
    address: str,
    language: str,
    channel: str = Channel.MAIL,
) -> OwnReminder:
    """Keep what the person chose. An address or number that is new to the reminder is asked first. Raises
    ``NoAddress``; only the account's own address may be left empty."""
    if not address and (channel != Channel.MAIL or not learner.user_id):
        raise NoAddress
    vault = vault_for(learner)  # its lock: pressing twice makes one reminder and one mail
    found = Reminder.objects.select_for_update(of=("self",)).filter(learner_id=learner.pk).first()
    is_new = found is None or (found.channel, found.read()) != (channel, address)
    if found is not None and is_new:
        found.delete()
    if is_new:
        found = Reminder(learner_id=learner.pk, vault=vault, channel=channel)
        found.write(address)
    found.run, found.days, found.at, found.language = run, sorted(set(days)), at, language
    if not address:
        found.confirmed_at = found.confirmed_at or timezone.now()
    found.save()
    if is_new and address:
        ask_at(found, address)
    return OwnReminder(tuple(found.days), found.at, bool(found.confirmed_at), address)


def confirm_reminder(key: uuid.UUID) -> bool:
    """Somebody at the address says yes. False when there is no such reminder any more."""
    rows = Reminder.objects.filter(key=key)
    return bool(rows.filter(confirmed_at=None).update(confirmed_at=timezone.now())) or rows.exists()


def programme_reminded_of(key: uuid.UUID) -> tuple[str, bool] | None:
    """The code of the programme that a reminder leads to, and whether somebody at its address has said yes; None when
    there is no such reminder any more."""
    found = Reminder.objects.filter(key=key).values_list("run__code", "confirmed_at").first()
    return found and (found[0], bool(found[1]))


@transaction.atomic
def stop_reminder(*, key: uuid.UUID | None = None, learner: Any = None) -> None:
    """End the reminder, by its key or of its owner. Again changes nothing."""
    rows = Reminder.objects.filter(key=key) if learner is None else Reminder.objects.filter(learner_id=learner.pk)
    rows.delete()


@scheduled("send chosen reminders", every=timedelta(minutes=15))
def queue_reminders() -> None:
    """Have every reminder sent whose hour has come; each is a job of its own."""
    now = timezone.localtime()
    for one in Reminder.objects.exclude(confirmed_at=None).exclude(sent_on=now.date()).filter(at__lte=now.time()):
        if is_due(days=one.days, at=one.at, sent_on=one.sent_on, now=now):
            payload = {"reminder": str(one.key)}
            enqueue("coaching_reminder", key=f"coaching-reminder:{one.key}:{now:%Y%m%d}", payload=payload)


@handler("coaching_reminder")
@sensitive_variables()
@transaction.atomic
def send_reminder(payload: dict[str, Any]) -> None:
    """Send one reminder, unless it was stopped or sent meanwhile."""
    now = timezone.localtime()
    rows = Reminder.objects.select_for_update(of=("self",)).select_related("vault", "learner", "run")
    found = rows.filter(key=payload["reminder"]).exclude(confirmed_at=None).first()
    if found is None or not is_due(days=found.days, at=found.at, sent_on=found.sent_on, now=now):
        return
    if has_run_out(last_seen_on=found.learner.last_seen_on, today=now.date()):
        found.delete()
        return
    address = found.read() or _account_address(found.learner)
    if address:
        remind_at(found, address)
    Reminder.objects.filter(pk=found.pk).update(sent_on=now.date())


def _account_address(learner: Any) -> str:
    return (learner.user.email or "") if learner.user_id and learner.user.is_active else ""


def reminder_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy."""
    rows = Reminder.objects.select_related("vault").filter(learner_id=learner.pk)
    return [
        {
            "days": ", ".join(str(WEEKDAYS[day]) for day in one.days),
            "at": f"{one.at:%H.%M}",
            "address": one.read(),
            "confirmed_at": one.confirmed_at,
        }
        for one in rows
    ]


def fold_reminders(*, source_id: int, target_id: int) -> None:
    """Joining two learners: the account's own reminder stays, else the other one moves. May be repeated."""
    if Reminder.objects.filter(learner_id=target_id).exists():
        Reminder.objects.filter(learner_id=source_id).delete()
    else:
        Reminder.objects.filter(learner_id=source_id).update(learner_id=target_id)
