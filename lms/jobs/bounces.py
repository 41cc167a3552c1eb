"""Addresses that take none of our mail: refused at once, or sent back later."""

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.utils import timezone

from lms.jobs.models import Bounce
from lms.jobs.registry import scheduled
from lms.jobs.signals import address_cleared, address_marked

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


def note_refusal(address: str, code: int) -> None:
    """Count one refusal at the door."""
    _count(address, code)


def note_return(address: str, code: int, *, for_ever: bool) -> None:
    """Count a mail that was taken and came back. ``for_ever``: there is no such mailbox, so once is enough."""
    _count(address, code, returned=True, at_least=GIVEN_UP_AFTER if for_ever else 0)


@transaction.atomic
def _count(address: str, code: int, *, returned: bool = False, at_least: int = 0) -> None:
    row, _made = Bounce.objects.select_for_update().get_or_create(address=address.lower())
    row.times = min(max(row.times + 1, at_least), 1000)
    row.code, row.last_at, row.returned = code, timezone.now(), row.returned or returned
    row.save(update_fields=["times", "code", "last_at", "returned"])
    address_marked.announce(address=row.address)


def note_arrival(address: str) -> None:
    """A server took a mail: what was refused at the door is over. Not so what came back later: such servers take
    everything."""
    _clear(Bounce.objects.filter(address=address.lower(), returned=False))


def clear_address(address: str) -> None:
    """The person has shown that mail arrives, or says that the address is right: everything is sent there again."""
    _clear(Bounce.objects.filter(address=address.lower()))


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
    _clear(Bounce.objects.filter(last_at__lt=timezone.now() - KEEP))


@transaction.atomic
def _clear(rows) -> None:
    for row in rows.select_for_update():
        row.delete()
        address_cleared.announce(address=row.address)
