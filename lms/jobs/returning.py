"""Mail that was taken and comes back: the address it comes back to, and what then happens.

Each mail has a return address of its own with a code that only the site can make, so that a report is believed only
of a mail that went out, and nobody can have somebody else's address marked (ADR 0010).
"""

import hmac
import re
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lms.jobs.bounces import note_return
from lms.jobs.models import Mail
from lms.jobs.reports import read_returned

SALT = "lms.jobs.returning"
CODE_LENGTH = 20
OWN = re.compile(rf"\+([1-9]\d{{0,17}})-([0-9a-f]{{{CODE_LENGTH}}})@")


class Outcome(Enum):
    """What became of a message that came to the address for bounces."""

    MARKED = "The address is marked."
    KNOWN = "This was known already."
    NOTHING = "Nothing to do: not a failure for good."
    STRANGE = "Not about a mail of the last 30 days; nothing is changed."
    NO_REPORT = "Not a report of a mail server. A person may have written it: nothing is changed."
    NO_MAIL = "Not a mail."


def return_address(mail: Mail) -> str:
    """Where this mail comes back to; "" without an address for bounces in the settings."""
    if not settings.BOUNCE_ADDRESS:
        return ""
    name, _at, host = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{name}+{mail.pk}-{_code(mail, settings.SECRET_KEY)}@{host}"


def take_returned(raw: bytes, *, sent_to: str = "") -> Outcome:
    """Mark the address of the mail that came back. ``sent_to`` is the address it came to, where the server says it.
    The same report again changes nothing."""
    returned = read_returned(raw)
    if returned is None:
        return Outcome.NO_MAIL
    if not returned.is_report:
        return Outcome.NOTHING if returned.is_automatic else Outcome.NO_REPORT
    if returned.failure is None:
        return Outcome.NOTHING
    with transaction.atomic():
        mail = _mail_of((sent_to.lower(), *returned.sent_to))
        if mail is None:
            return Outcome.STRANGE
        if mail.refused_at:
            return Outcome.KNOWN
        Mail.objects.filter(pk=mail.pk).update(refused_at=timezone.now())
        note_return(mail.to, returned.failure.code, for_ever=returned.failure.no_mailbox)
    return Outcome.MARKED


def _mail_of(addresses: tuple[str, ...]) -> Mail | None:
    """The mail whose return address is among ``addresses``, locked."""
    for key, code in (found.groups() for text in addresses for found in OWN.finditer(text)):
        mail = Mail.objects.select_for_update().filter(pk=int(key)).first()
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        if mail and any(hmac.compare_digest(_code(mail, secret), code) for secret in secrets):
            return mail
    return None


def _code(mail: Mail, secret: str) -> str:
    said = f"{mail.pk}:{mail.key}:{mail.to}"
    return salted_hmac(SALT, said, secret=secret, algorithm="sha256").hexdigest()[:CODE_LENGTH]
