"""Reminders that people choose: keeping, confirming, sending, stopping."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Channel, Reminder
from assessments.personal.rules_reminders import KEPT_WHEN_DONE, has_run_out, is_due, is_letter_due
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
    letter_on: date | None
    address: str = field(repr=False)


def reminder_of(learner: Any) -> OwnReminder | None:
    """The person's reminder; one statement."""
    found = Reminder.objects.select_related("vault").filter(learner_id=learner.pk).first()
    if found is None:
        return None
    return OwnReminder(tuple(found.days), found.at, bool(found.confirmed_at), found.letter_on, found.read())


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
    letter_on: date | None = None,
) -> OwnReminder:
    """Keep what the person chose; ``letter_on`` is the day of their letter, if they want to be reminded of it. An
    address or number that is new to the reminder is asked first. Raises ``NoAddress``; only the account's own address
    may be left empty."""
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
    found.letter_on = letter_on
    if not address:
        found.confirmed_at = found.confirmed_at or timezone.now()
    found.save()
    if is_new and address:
        ask_at(found, address)
    return OwnReminder(tuple(found.days), found.at, bool(found.confirmed_at), letter_on, address)


def confirm_reminder(key: uuid.UUID) -> bool:
    """Somebody at the address says yes. False when there is no such reminder any more."""
    rows = Reminder.objects.filter(key=key)
    return bool(rows.filter(confirmed_at=None).update(confirmed_at=timezone.now())) or rows.exists()


def programme_reminded_of(key: uuid.UUID) -> tuple[str, bool] | None:
    """The code of the programme that a reminder leads to, and whether somebody at its address has said yes; None when
    there is no such reminder any more."""
    found = Reminder.objects.filter(key=key).values_list("run__code", "confirmed_at").first()
    return found and (found[0], bool(found[1]))


def follow_letter(*, learner: Any, day: date | None) -> None:
    """The person has changed the day of their letter: who is reminded of it is reminded on the new day; of a letter
    without a day nobody is."""
    Reminder.objects.filter(learner_id=learner.pk).exclude(letter_on=None).update(letter_on=day)


@transaction.atomic
def stop_reminder(*, key: uuid.UUID | None = None, learner: Any = None) -> None:
    """End the reminder, by its key or of its owner. Again changes nothing."""
    rows = Reminder.objects.filter(key=key) if learner is None else Reminder.objects.filter(learner_id=learner.pk)
    rows.delete()


@scheduled("send chosen reminders", every=timedelta(minutes=15))
def queue_reminders() -> None:
    """Have every reminder sent whose hour has come; each is a job of its own. Those that are done go."""
    now = timezone.localtime()
    for one in Reminder.objects.filter(days=[], letter_on=None, sent_on__lt=now.date() - KEPT_WHEN_DONE):
        one.delete()
    for one in Reminder.objects.exclude(confirmed_at=None).exclude(sent_on=now.date()).filter(at__lte=now.time()):
        if _is_due(one, now) or _is_letter_due(one, now):
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
    of_letter = found is not None and _is_letter_due(found, now)
    if found is None or not (of_letter or _is_due(found, now)):
        return
    if not of_letter and has_run_out(last_seen_on=found.learner.last_seen_on, today=now.date()):
        _end_days(found)
        return
    address = found.read() or _account_address(found.learner)
    if address:
        remind_at(found, address, of_letter=of_letter)
    done = {"letter_on": None} if of_letter else {}
    Reminder.objects.filter(pk=found.pk).update(sent_on=now.date(), **done)


def _is_due(one: Reminder, now: datetime) -> bool:
    return is_due(days=one.days, at=one.at, sent_on=one.sent_on, now=now)


def _is_letter_due(one: Reminder, now: datetime) -> bool:
    return is_letter_due(letter_on=one.letter_on, at=one.at, sent_on=one.sent_on, now=now)


def _end_days(found: Reminder) -> None:
    """The days of the week end; the one reminder of the letter still waits for its day."""
    if found.letter_on is None:
        found.delete()
    else:
        Reminder.objects.filter(pk=found.pk).update(days=[])


def _account_address(learner: Any) -> str:
    return (learner.user.email or "") if learner.user_id and learner.user.is_active else ""


def reminder_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy."""
    rows = Reminder.objects.select_related("vault").filter(learner_id=learner.pk)
    return [
        {
            "days": ", ".join(str(WEEKDAYS[day]) for day in one.days),
            "at": f"{one.at:%H.%M}",
            "letter_on": one.letter_on,
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
