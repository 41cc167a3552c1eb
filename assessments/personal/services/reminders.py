"""Reminders that people choose: keeping, confirming, sending, stopping. A mail holds a link and nothing else."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Reminder
from assessments.personal.rules_reminders import has_run_out, is_due
from assessments.personal.services.answers import vault_for
from lms.jobs.api import Kind, Pace, declare, enqueue, forget_mail, handler, scheduled, send_letter

_signer = Signer(salt="personal.reminders")

REMINDER = declare(
    Kind(
        slug="coaching.reminder",
        label=_("Reminder that a jobseeker chose"),
        subject=_("The reminder you asked for"),
        body=(
            _("You asked us to remind you today. Here is the way, if it suits you."),
            _("Another day is just as good."),
        ),
        button=_("Open the page"),
        pace=Pace.AT_ONCE,
    )
)
CONFIRMATION = declare(
    Kind(
        slug="coaching.reminder_confirmation",
        label=_("Confirms the address of a reminder"),
        subject=_("Do you want these reminders?"),
        body=(
            _("Somebody asked us to send reminders to this address. If it was you, open the page and say yes."),
            _("If it was not you, you need do nothing. We do not write again."),
        ),
        button=_("Open the page and say yes"),
        pace=Pace.ASKED,
    )
)


class NoAddress(ValueError):
    """Without an account a reminder needs an address."""


@dataclass(frozen=True)
class OwnReminder:
    """The reminder as its owner sees it. ``address`` "" is the account's; its ``repr`` does not show it."""

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
    *, learner: Any, run: Any, days: Collection[int], at: time, address: str, language: str
) -> OwnReminder:
    """Keep what the person chose. An address that is new to the reminder is asked first. Raises ``NoAddress``."""
    if not address and not learner.user_id:
        raise NoAddress
    vault = vault_for(learner)  # its lock: pressing twice makes one reminder and one mail
    found = Reminder.objects.select_for_update(of=("self",)).filter(learner_id=learner.pk).first()
    is_new = found is None or found.read() != address
    if found is not None and is_new:
        found.delete()
    if is_new:
        found = Reminder(learner_id=learner.pk, vault=vault)
        found.write(address)
    found.run, found.days, found.at, found.language = run, sorted(set(days)), at, language
    if not address:
        found.confirmed_at = found.confirmed_at or timezone.now()
    found.save()
    if is_new and address:
        _ask(found, address)
    return OwnReminder(tuple(found.days), found.at, bool(found.confirmed_at), address)


def _ask(reminder: Reminder, address: str) -> None:
    url = address_of("reminders:confirm", reminder)
    send_letter(CONFIRMATION, key=f"{reminder.mail_prefix}confirm", to=address, language=reminder.language, url=url)


def address_of(name: str, reminder: Reminder) -> str:
    """The full address of a page that a mail of this reminder leads to."""
    with override(reminder.language):
        path = reverse(name, args=[reminder.run.code, _signer.sign(str(reminder.key))])
    return settings.PUBLIC_BASE_URL + path


def read_token(token: str) -> uuid.UUID | None:
    """Which reminder a link of a mail is about; None when it is none of ours."""
    try:
        return uuid.UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def confirm_reminder(key: uuid.UUID) -> bool:
    """Somebody at the address says yes. False when there is no such reminder any more."""
    rows = Reminder.objects.filter(key=key)
    return bool(rows.filter(confirmed_at=None).update(confirmed_at=timezone.now())) or rows.exists()


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
    """Send one reminder, unless it was stopped or sent meanwhile. What was sent before is forgotten first."""
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
        forget_mail(prefix=found.mail_prefix)
        with override(found.language):
            url = settings.PUBLIC_BASE_URL + reverse("coaching:start", args=[found.run.code])
        stop, key = address_of("reminders:stop", found), f"{found.mail_prefix}{now:%Y%m%d}"
        send_letter(REMINDER, key=key, to=address, language=found.language, url=url, stop_url=stop)
    Reminder.objects.filter(pk=found.pk).update(sent_on=now.date())


def _account_address(learner: Any) -> str:
    return (learner.user.email or "") if learner.user_id and learner.user.is_active else ""


@receiver(pre_delete, sender=Reminder, dispatch_uid="personal.forget_reminder_mail")
def forget_mail_of(sender: type, instance: Reminder, **kwargs: object) -> None:
    """A reminder that goes, for whatever reason, takes its mails and what is known of its address with it."""
    forget_mail(prefix=instance.mail_prefix, for_good=not instance.learner.user_id)


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
