"""An invitation: one address, one run, one link that works once."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.runs import Run
from lms.records.privacy import Privacy


class Invitation(models.Model):
    """It belongs to the run and to whoever holds its link, not to an account: nobody learns from it whether the
    address has one. The key of the link is made when the mail is written, and only its fingerprint is stored."""

    class State(models.TextChoices):
        OPEN = "open", _("Invited")
        JOINED = "joined", _("Joined")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Taken back")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True, help_text="As the trainer's list had it.")
    group = models.CharField(max_length=80, blank=True, help_text="The group of the run that the list named.")
    key_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    sent_times = models.JSONField(default=list, help_text="When mail was asked for, within the hour before the last.")
    mail_waits = models.BooleanField(default=True, help_text="The mail is still to be written.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    learner = models.ForeignKey(
        "accounts.Learner", on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )

    privacy = Privacy(
        personal=True,
        about="That a trainer invited you to a training, and the address the invitation went to.",
        owner="learner",
        keep="30 days after the invitation's last day",
        export=("run__name", "email", "name", "group", "invited_at", "accepted_at"),
        merge="repoint",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "email"], name="invitation_once")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[Invitation]":
        """What went to this person's address, and what they came in by."""
        mine = Q(learner_id=learner.pk)
        address = getattr(learner.user, "email", None)
        return cls.objects.filter(mine | Q(email__iexact=address) if address else mine)

    def state_at(self, now: datetime.datetime) -> "Invitation.State":
        """What has become of it."""
        if self.accepted_at:
            return self.State.JOINED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= now else self.State.OPEN

    @property
    def state(self) -> "Invitation.State":
        return self.state_at(timezone.now())
