"""Somebody who is invited to the small world's run and has not come yet."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.api import Invitation, Run
from courses.queries_invitations import hash_of

KEY = "kutsun-avain"


def invite_somebody(run: Run) -> Invitation:
    """An invitation whose mail has gone, and whose link the tests know."""
    return Invitation.objects.create(
        run=run,
        email="kutsuttu@example.org",
        name="Kerttu Kutsuttu",
        key_hash=hash_of(KEY),
        mail_waits=False,
        expires_at=timezone.now() + datetime.timedelta(days=14),
    )


def invitation_addresses(run: Run) -> dict[str, str]:
    """The link, and the trainer's pages about it."""
    pk = Invitation.objects.get(run=run).pk
    return {
        "courses:invitation": reverse("courses:invitation", args=[KEY]),
        "trainer:invitations": reverse("trainer:invitations", args=[run.code]),
        "trainer:invite": reverse("trainer:invite", args=[run.code]),
        "trainer:invite-all-again": reverse("trainer:invite-all-again", args=[run.code]),
        "trainer:invitations-export": reverse("trainer:invitations-export", args=[run.code, "csv"]),
        "trainer:invite-again": reverse("trainer:invite-again", args=[run.code, pk]),
        "trainer:revoke-invitation": reverse("trainer:revoke-invitation", args=[run.code, pk]),
    }


def invitation_posts() -> dict[str, dict[str, Any]]:
    return {
        "courses:invitation": {"account": "new"},
        "trainer:invite": {"people": "Uusi Ihminen <uusi@example.org>"},
    }
