"""Somebody who signs up for a day with an e-mail address and no account."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from courses.meetings.models.meetings import Meeting
from lms.records.privacy import Privacy


class SignUp(models.Model):
    """One address and one day. It takes a place of the run; of whoever came, the number stays when the row goes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    came = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(default=timezone.now, help_text="When the confirmation was last sent.")

    privacy = Privacy(
        personal=True,
        about="That you signed up for an event without an account, and whether you came.",
        keep="30 days after the event",
        export=("meeting__title", "meeting__date", "name", "email", "made_at", "came"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("meeting", Lower("email"), name="sign_up_once")]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[SignUp]":
        """What was signed up for with this person's address: there is no account to join by."""
        address = getattr(learner.user, "email", None)
        return cls.objects.filter(email__iexact=address) if address else cls.objects.none()

    @property
    def shown_name(self) -> str:
        """What a trainer calls the person."""
        return self.name or self.email
