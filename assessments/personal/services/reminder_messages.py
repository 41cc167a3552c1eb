"""What is sent for a reminder: by mail or as a text message, with a link and nothing of what the person has written.

A text message has one short link for everything, saying yes, going on and stopping, because it is read on a locked
screen: neither its words nor its address tell what it opens.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Channel, Reminder
from assessments.personal.rules_reminders import LATEST
from lms.jobs.api import Kind, Pace, declare, forget_mail, forget_sms, queue_sms, send_letter, sends_sms

_signer = Signer(salt="personal.reminders")
#: After that, whoever asked has given up waiting.
ASKED_FOR = timedelta(hours=1)

REMINDER = declare(
    Kind(
        slug="coaching.reminder",
        label=lazy("Reminder that a jobseeker chose"),
        subject=lazy("The reminder you asked for"),
        body=(
            lazy("You asked us to remind you today. Here is the way, if it suits you."),
            lazy("Another day is just as good."),
        ),
        button=lazy("Open the page"),
        pace=Pace.AT_ONCE,
    )
)
LETTER = declare(
    Kind(
        slug="coaching.letter",
        label=lazy("Reminder of a letter to oneself"),
        subject=lazy("Your letter is waiting"),
        body=(
            lazy("You asked us to remind you today of the letter you have written to yourself."),
            lazy("It is on your own page. If the device does not know you, your code opens it."),
            lazy("Another day is just as good."),
        ),
        button=lazy("Open the page"),
        pace=Pace.AT_ONCE,
    )
)
CONFIRMATION = declare(
    Kind(
        slug="coaching.reminder_confirmation",
        label=lazy("Confirms the address of a reminder"),
        subject=lazy("Do you want these reminders?"),
        body=(
            lazy("Somebody asked us to send reminders to this address. If it was you, open the page and say yes."),
            lazy("If it was not you, you need do nothing. We do not write again."),
        ),
        button=lazy("Open the page and say yes"),
        pace=Pace.ASKED,
    )
)


def read_token(token: str) -> uuid.UUID | None:
    """Which reminder a link of a message is about; None when it is none of ours."""
    try:
        return uuid.UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def address_of(name: str, reminder: Reminder) -> str:
    """The full address of a page that a mail of this reminder leads to."""
    return _full(reminder, name, reminder.run.code, _signer.sign(str(reminder.key)))


def short_address_of(reminder: Reminder) -> str:
    """The full address that stands in a text message of this reminder."""
    return _full(reminder, "message:open", _signer.sign(reminder.key.hex))


def _full(reminder: Reminder, name: str, *args: str) -> str:
    with override(reminder.language):
        return settings.PUBLIC_BASE_URL + reverse(name, args=args)


@sensitive_variables()
def ask_at(reminder: Reminder, address: str) -> None:
    """Ask whether reminders may come to this address."""
    key = f"{reminder.prefix}confirm"
    if reminder.channel == Channel.MAIL:
        url = address_of("reminders:confirm", reminder)
        send_letter(CONFIRMATION, key=key, to=address, language=reminder.language, url=url)
        return
    with override(reminder.language):
        text = _("Do you want reminders to this number? If you do, say yes here: %(url)s")
    queue_sms(
        key=key,
        to=address,
        text=text % {"url": short_address_of(reminder)},
        late_at=timezone.now() + ASKED_FOR,
    )


@sensitive_variables()
def remind_at(reminder: Reminder, address: str, *, of_letter: bool = False) -> None:
    """Send today's reminder. What was sent before is forgotten first; the same day is the same message. A text message
    says the same whatever it is about."""
    key = f"{reminder.prefix}{timezone.localtime():%Y%m%d}"
    if reminder.channel == Channel.MAIL:
        forget_mail(prefix=reminder.prefix)
        kind, page = (LETTER, "coaching:own") if of_letter else (REMINDER, "coaching:start")
        url, stop = _full(reminder, page, reminder.run.code), address_of("reminders:stop", reminder)
        send_letter(kind, key=key, to=address, language=reminder.language, url=url, stop_url=stop)
    elif sends_sms():
        forget_sms(prefix=reminder.prefix)
        with override(reminder.language):
            text = _("The reminder you asked for. Go on, or stop them: %(url)s")
        late_at = timezone.now() + LATEST
        queue_sms(key=key, to=address, text=text % {"url": short_address_of(reminder)}, late_at=late_at, asked=False)


@receiver(pre_delete, sender=Reminder, dispatch_uid="personal.forget_reminder_mail")
def forget_messages_of(sender: type, instance: Reminder, **kwargs: Any) -> None:
    """A reminder that goes, for whatever reason, takes its messages and what is known of its address with it."""
    if instance.channel == Channel.SMS:
        forget_sms(prefix=instance.prefix)
    else:
        forget_mail(prefix=instance.prefix, for_good=not instance.learner.user_id)
