"""Participants who read each other's texts: the reader's turn, which is theirs, and what they sent, which is the
writer's. They are two rows, so that either person can be erased without the other losing what is theirs."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.graded.models.assignments import Submission
from lms.records.privacy import Privacy


class PeerTurn(models.Model):
    """One reader's turn with one text: given to them, written, sent."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="peer_turns")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="peer_turns")
    submission = models.ForeignKey(
        Submission,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="peer_turns",
        help_text="Empty when its writer has been erased; the turn still counts.",
    )
    levels = models.JSONField(default=dict, help_text="Number of the level by criterion.")
    comment = models.TextField(blank=True)
    seq = models.PositiveBigIntegerField(default=0)
    writer = models.CharField(max_length=32, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What you have written of other participants' assignments in peer review.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "comment", "taken_at", "saved_at", "sent_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "submission"], name="peer_turn_once")]

    def __str__(self) -> str:
        return f"peer turn {self.pk}"


class PeerReview(models.Model):
    """What a participant said of another's text, as it was sent. It stays when its reader is gone, without a name."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="peer_reviews")
    turn = models.OneToOneField(PeerTurn, on_delete=models.SET_NULL, null=True, blank=True, related_name="review")
    levels = models.JSONField(default=dict, help_text="Number of the level by criterion, as the reader chose.")
    comment = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    set_levels = models.JSONField(default=dict, help_text="Levels that a trainer has set in place of the reader's.")
    is_hidden = models.BooleanField(default=False, help_text="A trainer keeps the comment from the writer.")
    change_reason = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What other participants have said of your assignments in peer review.",
        owner="submission__work__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.peer.reviews_for_export",
    )

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"peer review {self.pk}"
