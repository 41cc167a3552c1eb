"""The outbox: mail is stored in the act's own transaction and sent by its job."""

import hashlib
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from lms.jobs.bounces import clear_address, is_given_up, note_arrival, note_refusal, refused_for_good
from lms.jobs.models import DemoMail, Mail, Sms
from lms.jobs.registry import handler, scheduled
from lms.jobs.returning import return_address
from lms.jobs.rhythm import is_quiet, morning_after
from lms.jobs.services import enqueue

#: How long it is remembered that a mail went out.
KEEP = timedelta(days=30)


def queue_mail(
    *, key: str, to: str, subject: str, text: str, html: str = "", asked: bool = False, stop_url: str = ""
) -> None:
    """Store one mail and have it sent once. ``key`` names the mail and holds nothing personal; the same key is the
    same mail. The subject says nothing about the person: it is shown on locked screens. ``asked``: the person asked
    for it a moment ago, so that it is sent in the quiet hours too."""
    mail = Mail(
        key=key,
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text,
        html=html,
        asked=asked,
        stop_url=stop_url,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    enqueue("mail", key=f"mail:{key}", payload={"mail": key})


@handler("mail")
def send_mail(payload: dict[str, Any]) -> None:
    """Send one mail and empty it. A mail sent twice (the worker died between the two) has the same Message-ID,
    so that the receiver's program shows it once."""
    mail = Mail.objects.filter(key=payload["mail"], sent_at=None, refused_at=None).first()
    if mail is None or waits_for_morning(mail):
        return
    if not mail.asked and is_given_up(mail.to):
        settle(mail, refused=True)
        return
    try:
        message_of(mail).send()
    except SMTPRecipientsRefused as error:
        code = refused_for_good(error)
        if not code:
            raise  # tried again later
        with transaction.atomic():
            note_refusal(mail.to, code)
            settle(mail, refused=True)
    else:
        settle(mail)
        note_arrival(mail.to)


def waits_for_morning(message: Mail | Sms, kind: str = "mail") -> bool:
    """Put the message off until the quiet hours are over; False when it may go now. ``kind`` names its job."""
    now, hours = timezone.localtime(), settings.QUIET_HOURS
    if message.asked or not is_quiet(now, hours):
        return False
    morning = morning_after(now, hours)
    key = f"{kind}:{hashlib.sha256(message.key.encode()).hexdigest()[:32]}:{morning:%Y%m%d}"
    enqueue(kind, key=key, payload={kind: message.key}, not_before=morning)
    return True


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """What goes over the wire."""
    headers = {"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"}
    envelope = return_address(mail) or settings.DEFAULT_FROM_EMAIL
    if envelope != settings.DEFAULT_FROM_EMAIL:
        headers["From"] = settings.DEFAULT_FROM_EMAIL  # what the reader sees; servers report to the envelope
    if mail.stop_url:  # RFC 8058: mail programs offer one button that sends a POST there
        headers |= {"List-Unsubscribe": f"<{mail.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(mail.subject, mail.text, from_email=envelope, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def settle(mail: Mail, *, refused: bool = False) -> None:
    """Empty the mail: it has gone, or its address takes none."""
    when = {"refused_at" if refused else "sent_at": timezone.now()}
    Mail.objects.filter(pk=mail.pk).update(text="", html="", stop_url="", **when)


def message_id(key: str) -> str:
    """The Message-ID of the mail named ``key``: always the same one."""
    host = urlsplit(settings.PUBLIC_BASE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def mails_of(learner: Any) -> list[dict[str, Any]]:
    """What is kept of mail to this person, for their own export."""
    return list(Mail.rows_of(learner).order_by("-created_at").values("subject", "text", "created_at", "sent_at"))


def forget_mail(*, prefix: str, for_good: bool = False) -> None:
    """Delete mails whose keys begin with ``prefix``, sent or not. ``for_good``: with all that is known of their
    addresses, for people without an account, whose address stands nowhere else."""
    rows = Mail.objects.filter(key__startswith=prefix)
    for address in set(rows.values_list("to", flat=True)) if for_good else ():
        clear_address(address)
        DemoMail.objects.filter(to__iexact=address).delete()
    rows.delete()


@scheduled("forget old mail", every=timedelta(days=1))
def forget_old_mail() -> None:
    """Delete mail older than its promise says, sent or not."""
    limit = timezone.now() - KEEP
    Mail.objects.filter(created_at__lt=limit).delete()
    DemoMail.objects.filter(at__lt=limit).delete()
