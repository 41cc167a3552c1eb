"""The outbox: mail is stored in the act's own transaction and sent by its job."""

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from lms.jobs.models import DemoMail, Mail
from lms.jobs.registry import handler, scheduled
from lms.jobs.services import enqueue

#: How long it is remembered that a mail went out.
KEEP = timedelta(days=30)


def queue_mail(*, key: str, to: str, subject: str, text: str, html: str = "") -> None:
    """Store one mail and have it sent once. ``key`` names the mail and holds nothing personal; the same key is the
    same mail. The subject says nothing about the person: it is shown on locked screens."""
    one_line = " ".join(subject.split())[:200]
    Mail.objects.bulk_create([Mail(key=key, to=to, subject=one_line, text=text, html=html)], ignore_conflicts=True)
    enqueue("mail", key=f"mail:{key}", payload={"mail": key})


@handler("mail")
def send_mail(payload: dict[str, Any]) -> None:
    """Send one mail and empty it. A mail sent twice (the worker died between the two) has the same Message-ID,
    so that the receiver's program shows it once."""
    mail = Mail.objects.filter(key=payload["mail"], sent_at=None).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
    Mail.objects.filter(pk=mail.pk).update(text="", html="", sent_at=timezone.now())


def message_id(key: str) -> str:
    """The Message-ID of the mail named ``key``: always the same one."""
    host = urlsplit(settings.PUBLIC_BASE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def mails_of(learner: Any) -> list[dict[str, Any]]:
    """What is kept of mail to this person, for their own export."""
    return list(Mail.rows_of(learner).order_by("-created_at").values("subject", "text", "created_at", "sent_at"))


@scheduled("forget old mail", every=timedelta(days=1))
def forget_old_mail() -> None:
    """Delete mail older than its promise says, sent or not."""
    limit = timezone.now() - KEEP
    Mail.objects.filter(created_at__lt=limit).delete()
    DemoMail.objects.filter(at__lt=limit).delete()
