"""The demo's mail: kept in a table and shown on a page instead of being sent anywhere."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from lms.jobs.models import DemoMail


class DemoMailboxBackend(BaseEmailBackend):
    """An e-mail backend for ``make run``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            DemoMail(to=to, subject=message.subject, text=message.body, html=html_part(message))
            for message in email_messages
            for to in message.recipients()
        ]
        DemoMail.objects.bulk_create(rows)
        return len(email_messages)


def html_part(message: EmailMessage) -> str:
    """The HTML alternative of ``message``, or nothing."""
    for alternative in getattr(message, "alternatives", None) or []:
        if alternative.mimetype == "text/html":
            return str(alternative.content)
    return ""
