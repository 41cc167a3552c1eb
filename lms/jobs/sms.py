"""Text messages: stored in the act's own transaction and sent by their job, by whatever the installation names.

``SMS_BACKEND`` is the dotted path of a class; without it there are no text messages, and nobody is offered one.
"""

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lms.jobs.mail import waits_for_morning
from lms.jobs.models import DemoMail, Sms
from lms.jobs.registry import handler, scheduled
from lms.jobs.services import enqueue

#: Codes and reminders are of use for hours; the number is not kept longer than it takes to look into a fault.
KEEP = timedelta(days=1)


class SmsBackend(Protocol):
    """What an installation brings. Made anew for each message."""

    def send(self, number: str, text: str) -> None:
        """Hand one message over. ``number`` begins with + and the country's number. Any exception means that it did
        not go and is tried again; its text must hold neither number nor message."""


class DemoSms:
    """The demo's: the message is shown in the demo mailbox."""

    def send(self, number: str, text: str) -> None:
        DemoMail.objects.create(to=number, subject=_("Text message"), text=text)


def sends_sms() -> bool:
    """Whether this installation sends text messages."""
    return bool(settings.SMS_BACKEND)


def queue_sms(*, key: str, to: str, text: str, late_at: datetime, asked: bool = True) -> None:
    """Store one message and have it sent once. ``key`` names it and holds nothing personal; the same key is the same
    message. ``asked``: the person asked for it a moment ago, so that it is sent in the quiet hours too."""
    message = Sms(key=key, to=to, text=text, late_at=late_at, asked=asked)
    Sms.objects.bulk_create([message], ignore_conflicts=True)
    enqueue("sms", key=f"sms:{key}", payload={"sms": key})


@handler("sms")
def send_sms(payload: dict[str, Any]) -> None:
    """Send one message and empty it; one that has come too late is only emptied."""
    sms = Sms.objects.filter(key=payload["sms"], sent_at=None).exclude(text="").first()
    if sms is None or waits_for_morning(sms, "sms"):
        return
    now = timezone.now()
    goes = sms.late_at > now and sends_sms()
    if goes:
        import_string(settings.SMS_BACKEND)().send(sms.to, sms.text)
    Sms.objects.filter(pk=sms.pk).update(text="", sent_at=now if goes else None)


def forget_sms(*, prefix: str) -> None:
    """Delete the messages whose keys begin with ``prefix``, sent or not."""
    _forget(Sms.objects.filter(key__startswith=prefix))


@scheduled("forget old text messages", every=timedelta(hours=6))
def forget_old_sms() -> None:
    """Delete what is older than its promise says."""
    _forget(Sms.objects.filter(created_at__lt=timezone.now() - KEEP))


def _forget(rows: QuerySet[Sms]) -> None:
    DemoMail.objects.filter(to__in=list(rows.values_list("to", flat=True))).delete()
    rows.delete()
