"""Quizzes as their authors published them."""

from functools import cached_property

from django.db import models
from django.utils import timezone

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models.bank import QuestionVersion
from assessments.graded.models.immutable import Immutable
from lms.records.privacy import NOT_PERSONAL


class Quiz(models.Model):
    """A quiz by the key of its page and activity."""

    key = models.UUIDField(unique=True, editable=False)

    privacy = NOT_PERSONAL

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return str(self.key)


class QuizVersion(Immutable):
    """Rules and questions at one time. An attempt keeps the version it was started with."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    settings = models.JSONField(help_text="See facts.QuizSettings.")
    questions = models.PositiveSmallIntegerField(help_text="How many a learner meets, draws counted.")
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "number"], name="quiz_version_number")]

    def __str__(self) -> str:
        return f"{self.quiz_id} version {self.number}"

    @cached_property
    def rules(self) -> QuizSettings:
        """The settings as facts, made once: a page asks for them at every question."""
        return QuizSettings.restored(self.settings)


class Slot(Immutable):
    """A place in a quiz: one chosen question, or a draw from a pool that was fixed at publishing."""

    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField(help_text="Hundredths of a point, for each question.")
    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="slots"
    )
    draw = models.JSONField(null=True, blank=True, help_text="{category, count, pool: [question version ids]}")

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz_version", "position"], name="slot_position"),
            models.CheckConstraint(
                condition=models.Q(question_version__isnull=True, draw__isnull=False)
                | models.Q(question_version__isnull=False, draw__isnull=True),
                name="slot_question_or_draw",
            ),
        ]

    def __str__(self) -> str:
        return f"slot {self.position} of {self.quiz_version_id}"
