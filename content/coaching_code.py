"""The card with the resume code: words to say, a QR picture, and the day on which everything would go."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from content.coaching import Programme
from content.coaching_acts import code_of
from lms.accounts.api import deletion_date, has_told_device, is_own_device


@dataclass(frozen=True)
class CodeCard:
    """What somebody without an account needs to come back. ``code`` is empty after the session that made it;
    ``has_told``: they have said whether the device is their own."""

    code: str
    resume_url: str
    deletion_date: datetime.date
    own_device: bool
    has_told: bool

    @property
    def qr(self) -> SafeString:
        """The address with the code in its fragment, which browsers never send, so it is in no log."""
        address = f"{settings.PUBLIC_BASE_URL}{self.resume_url}#{quote(self.code.replace(' ', '-'))}"
        picture = segno.make(address, error="m", micro=False)
        # The markup is segno's own; the address is in it only as squares.
        return mark_safe(picture.svg_inline(scale=4, border=2, light="#fff", svgclass="qr", lineclass=None))


def code_card(request: HttpRequest, programme: Programme) -> CodeCard | None:
    """The card of a person without an account; None for newcomers and accounts."""
    if not request.learner or request.learner.user_id:
        return None
    return CodeCard(
        code=code_of(request),
        resume_url=reverse("coaching:resume", args=[programme.code]),
        deletion_date=deletion_date(request.learner),
        own_device=is_own_device(request.session),
        has_told=has_told_device(request.session),
    )
