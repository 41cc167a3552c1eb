"""Assessing one's own competence at the start and at the end: the statements as published, and each one's answers."""

from django.db import models
from django.utils import timezone

from assessments.graded.models.immutable import Immutable
from lms.records.privacy import NOT_PERSONAL, Privacy


class CompetenceVersion(Immutable):
    """The statements of one self-assessment at one time. The start and the end of a training share ``set_key``."""

    activity_key = models.UUIDField()
    set_key = models.UUIDField()
    number = models.PositiveIntegerField()
    settings = models.JSONField(help_text="See competence_rules.CompetenceSettings.")
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity_key", "number"], name="competence_version_number")]

    def __str__(self) -> str:
        return f"competence {self.activity_key} version {self.number}"


class CompetenceAnswer(models.Model):
    """How somebody assessed themselves at one moment; without levels they skipped it."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="competence_answers")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CompetenceVersion, on_delete=models.PROTECT, related_name="answers")
    levels = models.JSONField(default=dict, help_text="Number of the level by statement, from one.")
    evidence = models.JSONField(default=dict, help_text="Numbers of own steps that show it, by statement.")
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="How you assessed your own competence. Only you see your answers; your trainers see figures of groups "
        "of at least five.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.competence.answers_for_export",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "activity"], name="competence_answer_once")]

    def __str__(self) -> str:
        return f"competence answer {self.pk}"


class CompetenceDraft(models.Model):
    """What somebody has chosen on the page and not yet saved as their assessment. No figure is made of it."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict, help_text="Number of the level by statement, from one.")
    seq = models.PositiveIntegerField(default=0, help_text="Of the save that the page counted last.")
    writer = models.CharField(max_length=32, blank=True, help_text="The open page that saved last.")
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="What you have chosen in a self-assessment before saving it. Only you see it.",
        owner="enrolment__learner",
        keep="until you save, skip or cancel the self-assessment",
        export=("activity__title", "levels", "saved_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "activity"], name="competence_draft_once")]

    def __str__(self) -> str:
        return f"competence draft {self.pk}"
