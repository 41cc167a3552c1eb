"""What people answered."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.bank import QuestionVersion
from assessments.graded.models.quizzes import QuizVersion, Slot
from lms.records.privacy import Privacy


class Attempt(models.Model):
    """One try at a quiz. Everything in it is decided by the server: questions, order, clock, points."""

    class State(models.TextChoices):
        OPEN = "open", _("In progress")
        SUBMITTED = "submitted", _("Sent")
        SET_ASIDE = "set_aside", _("Set aside")  # was open when two enrolments of one person became one

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="attempts")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, default="fi")
    seed = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField(default=timezone.now)
    deadline = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths of a point.")
    max_score = models.PositiveIntegerField(help_text="Hundredths of a point.")
    passed = models.BooleanField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Your tries at the tests of your trainings, their points and whether you passed.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "number", "state", "started_at", "submitted_at", "score", "max_score", "passed"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity", "number"], name="attempt_number"),
            # Two presses or two devices at once still give one open attempt.
            models.UniqueConstraint(
                fields=["enrolment", "activity"], condition=models.Q(state="open"), name="attempt_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Response(models.Model):
    """One question of an attempt with its answer. Made when the attempt starts, with draws and order resolved."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses")
    option_order = models.JSONField(default=list, help_text="Ids of the options as this person sees them.")
    full_points = models.PositiveIntegerField(help_text="Hundredths of a point.")
    answer = models.JSONField(null=True, blank=True, help_text="What the kind's parse made; empty is no answer.")
    seq = models.PositiveBigIntegerField(default=0, help_text="Grows with every save; an older one is never stored.")
    writer = models.CharField(max_length=32, blank=True, help_text="The open page that wrote last.")
    saved_at = models.DateTimeField(null=True, blank=True)
    late_answer = models.JSONField(null=True, blank=True, help_text="Came after the deadline: kept, never marked.")
    tries = models.JSONField(default=list, help_text="Wrong answers that were checked; each has earned a hint.")
    points = models.PositiveIntegerField(null=True, blank=True, help_text="Hundredths; empty until marked.")

    privacy = Privacy(
        personal=True,
        about="Your answers in the tests of your trainings and their points. Your trainer may see them.",
        owner="attempt__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.attempts.answers_for_export",
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="response_position")]

    def __str__(self) -> str:
        return f"response {self.pk}"

    @property
    def is_answered(self) -> bool:
        return self.answer is not None
