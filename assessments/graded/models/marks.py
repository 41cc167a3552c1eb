"""What people decided on results after the rules had spoken: marks given, counts corrected, results set by hand."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.graded.models.attempts import Attempt, Response
from assessments.graded.models.bank import QuestionVersion
from lms.records.privacy import Privacy


class ResponseMark(models.Model):
    """A trainer's word on one answer: the marking of an essay, or a new count after its question was corrected.

    A draft until it is released; what counts are the points of the response.
    """

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="mark")
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="response_marks"
    )
    points = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths; the draft's, then the given.")
    comment = models.TextField(blank=True, help_text="For the learner, once released.")
    attached = models.JSONField(default=list, help_text="[{id, name, size}] of the files that come with it.")
    version = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The version by which the answer was counted again.",
    )
    seq = models.PositiveBigIntegerField(default=0)
    writer = models.CharField(max_length=32, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True, help_text="Ready, to be given together with others.")
    planned = models.ForeignKey(
        "graded.PlannedRelease", on_delete=models.SET_NULL, null=True, blank=True, related_name="marks"
    )
    released_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What your trainers have said of your test answers, and the points they gave.",
        owner="response__attempt__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.hand_marking.marks_for_export",
    )

    def __str__(self) -> str:
        return f"mark {self.pk}"

    @property
    def is_released(self) -> bool:
        return self.released_at is not None


class Regrade(models.Model):
    """One result that a trainer counted again: from what to what, by whom and why. Never changed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="regrades")
    batch = models.UUIDField(db_index=True, help_text="The same for all that was counted in one go.")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="regrades"
    )
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    old_score = models.PositiveIntegerField()
    new_score = models.PositiveIntegerField()
    old_passed = models.BooleanField(null=True)
    new_passed = models.BooleanField(null=True)
    answers = models.JSONField(help_text="[{position, old, new, version}] of every answer that changed.")

    privacy = Privacy(
        personal=True,
        about="Results of yours that a trainer counted again, with the reason.",
        owner="attempt__enrolment__learner",
        keep="with the enrolment",
        export=("attempt__activity__title", "attempt__number", "at", "reason", "old_score", "new_score"),
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"regrade {self.pk}"


class Override(models.Model):
    """A result that a trainer set by hand for one requirement. Each is a new row; the newest counts in the book."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="overrides")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="overrides")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="overrides"
    )
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    old_points = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths, as the book said before.")
    points = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths; empty lifts the override.")
    max_points = models.PositiveIntegerField(help_text="Hundredths.")

    privacy = Privacy(
        personal=True,
        about="Results that a trainer set for you by hand, with the reason.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "at", "reason", "old_points", "points", "max_points"),
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"override {self.pk}"
