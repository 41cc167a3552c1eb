"""Addresses that refuse our mail for good."""

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lms.jobs.models import Bounce
from lms.jobs.registry import scheduled

#: Refusals after which nothing is sent there but what the person asks for.
GIVEN_UP_AFTER = 3
#: After this an address gets a new chance.
KEEP = timedelta(days=180)
#: SMTP: 5xx is for good, 4xx is "later".
FOR_GOOD = range(500, 600)


def refused_for_good(error: SMTPRecipientsRefused) -> int:
    """The server's code when it refused every receiver for good, else 0."""
    codes = [code for code, _text in error.recipients.values()]
    return codes[0] if codes and all(code in FOR_GOOD for code in codes) else 0


@transaction.atomic
def note_refusal(address: str, code: int) -> None:
    """Count one refusal."""
    row, _made = Bounce.objects.select_for_update().get_or_create(address=address.lower())
    Bounce.objects.filter(pk=row.pk).update(times=F("times") + 1, code=code, last_at=timezone.now())


def note_arrival(address: str) -> None:
    """A mail was taken: what was refused before is over."""
    Bounce.objects.filter(address=address.lower()).delete()


def is_given_up(address: str) -> bool:
    """Whether nothing is sent there any more."""
    return Bounce.objects.filter(address=address.lower(), times__gte=GIVEN_UP_AFTER).exists()


def bouncing(addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` (in lower case) whose last mail was refused; one statement."""
    wanted = {address.lower() for address in addresses if address}
    return set(Bounce.objects.filter(address__in=wanted).values_list("address", flat=True))


@scheduled("forget old bounces", every=timedelta(days=1))
def forget_old_bounces() -> None:
    """Give addresses a new chance after their time."""
    Bounce.objects.filter(last_at__lt=timezone.now() - KEEP).delete()
