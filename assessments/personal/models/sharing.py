"""What a person shows to their coach: a pointer to the sealed answer or measurement, never a copy of it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.personal.models.coaching import CoachLink
from assessments.personal.models.entries import Entry
from assessments.personal.models.measures import Measurement
from lms.records.privacy import Privacy


class ShareQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def shown(self) -> Self:
        """What a coach may read now: neither taken back, nor changed since it was shown, and the link holds."""
        held = self.filter(withdrawn_at=None, link__ended_at=None)
        answers = Q(entry__seq=F("seq"), entry__vault__owner=F("link__learner"))
        return held.filter(answers | Q(measured__vault__owner=F("link__learner")))


class Share(models.Model):
    """One answer, as it stood when the person showed it: writing on in it ends the showing until they say yes anew. Or
    one result of a scale: of one measurement, or of a later one (``measured``) beside an earlier (``before``). Those
    stand as they are, and a result that gets a new measurement is a new one."""

    link = models.ForeignKey(CoachLink, on_delete=models.CASCADE, related_name="shares")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shares", null=True, blank=True)
    seq = models.BigIntegerField(default=0, help_text="The answer's seq when its owner saw it and said yes.")
    measured = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    before = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="Which answers and results you have shown to your coach, when they were opened and when taken back.",
        owner="link__learner",
        keep="with your answers",
        export=("shared_at", "opened_at", "withdrawn_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "entry"], condition=Q(withdrawn_at=None), name="answer_shown_once"),
            models.UniqueConstraint(
                fields=["link", "measured"], condition=Q(withdrawn_at=None), name="result_shown_once"
            ),
            models.CheckConstraint(
                condition=Q(entry=None, measured__isnull=False) | Q(entry__isnull=False, measured=None, before=None),
                name="shows_answer_or_result",
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
