"""A development project: its milestones, the one conversation about it, and a supervisor's approval of the plan."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.assignments import Submission
from lms.records.privacy import NOT_PERSONAL, Privacy


class Milestone(models.Model):
    """That an assignment is a stage of a project. It is no step of a run by itself: the project is."""

    project = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="milestones")
    activity = models.OneToOneField("courses.Activity", on_delete=models.PROTECT, related_name="milestone")
    position = models.PositiveSmallIntegerField()
    needs_approval = models.BooleanField(
        default=False, help_text="The learner's supervisor approves it before the next one opens."
    )

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"milestone {self.position} of {self.project_id}"


class ProjectMessage(models.Model):
    """One message of the conversation between a learner and the trainers about one project."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("The writer of the project")
        TRAINER = "trainer", _("Trainer")

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="project_messages")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=8, choices=Role.choices)
    text = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="A trainer said that it needs no answer.")

    privacy = Privacy(
        personal=True,
        about="The conversation about your development project. You and your trainers read it.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "role", "text", "sent_at"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Endorsement(models.Model):
    """A supervisor's approval of a milestone: asked for by a signed link, or recorded by a trainer with a reason."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="endorsements")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="endorsements")
    email = models.EmailField(blank=True, help_text="Where the link went; forgotten when it has been used.")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    name = models.CharField(max_length=150, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True, help_text="Why a trainer recorded it.")

    privacy = Privacy(
        personal=True,
        about="Your supervisor's approval of your development project: whom you asked, and who approved it.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "email", "asked_at", "name", "job_title", "endorsed_at", "reason"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"endorsement {self.pk}"
