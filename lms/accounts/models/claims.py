"""The wish to take work done without an account into an account."""

import secrets

from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


def new_token() -> str:
    return secrets.token_urlsafe(32)


class ClaimIntent(models.Model):
    """Made by a POST of the pseudonymous person's own session. Its token is kept in that session, survives sign-in
    and sign-up there, and is carried out by another POST once somebody is signed in."""

    token = models.CharField(max_length=64, unique=True, default=new_token)
    learner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="claim_intents")
    created_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="That you asked to join what you did without an account to an account. Gone when it is done.",
        owner="learner",
        keep="one day",
        export=("created_at",),
        merge="lms.accounts.services.merging.drop_intents",
    )

    def __str__(self) -> str:
        return f"claim intent {self.pk}"
