"""What a person shows to their coach: a pointer to the sealed answer, never a copy of it."""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from assessments.personal.models.coaching import CoachLink
from assessments.personal.models.entries import Entry
from lms.records.privacy import Privacy


class ShareQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def shown(self) -> Self:
        """What a coach may read now: neither taken back, nor changed since it was shown, and the link holds."""
        held = self.filter(withdrawn_at=None, link__ended_at=None, entry__seq=F("seq"))
        return held.filter(entry__vault__owner=F("link__learner"))


class Share(models.Model):
    """One answer, as it stood when the person showed it. Writing on in it ends the showing until they say yes anew."""

    link = models.ForeignKey(CoachLink, on_delete=models.CASCADE, related_name="shares")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shares")
    seq = models.BigIntegerField(help_text="The answer's seq when its owner saw it and said yes.")
    shared_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="Which answers you have shown to your coach, when the coach opened them and when you took them back.",
        owner="link__learner",
        keep="with your answers",
        export=("shared_at", "opened_at", "withdrawn_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "entry"], condition=models.Q(withdrawn_at=None), name="answer_shown_once"
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
