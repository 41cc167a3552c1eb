"""Text that a browser keeps until the server has it (architecture decision 19; ``ui/js/drafts.js``).

It is kept encrypted, and only a page made for its writer brings the key: whoever signs in next on the same device
can neither read it nor send it as their own.
"""

import base64
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from lms.accounts.sessions import POLICY, STAFF, is_own_device

SALT = "polku.accounts.drafts"


@dataclass(frozen=True)
class Drafts:
    """``key`` opens what this person's browser has kept; ``own_device``: whether it may keep anything more."""

    key: str
    own_device: bool


def drafts_of(request: HttpRequest) -> Drafts | None:
    """For the person of this request; None for staff, whose devices keep nothing, and for somebody unknown."""
    if request.session.get(POLICY) == STAFF.name:
        return None
    if request.user.is_authenticated:
        person = f"user {request.user.pk}"
    elif request.learner:
        person = f"learner {request.learner.key}"
    else:
        return None
    digest = salted_hmac(SALT, person, algorithm="sha256").digest()
    return Drafts(key=base64.b64encode(digest).decode(), own_device=is_own_device(request.session))
