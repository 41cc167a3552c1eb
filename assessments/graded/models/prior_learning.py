"""What somebody asks to have recognised because they know it already, and what was decided of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.assignments import private_storage
from lms.records.privacy import Privacy


def place_of(instance: "PriorLearning", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"prior-learning/{uuid.uuid4().hex}.{instance.kind}"


class PriorLearning(models.Model):
    """One application: for a step or all of a module, with a text, a file or both."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a decision")
        WITHDRAWN = "withdrawn", _("Taken back")
        ACCEPTED = "accepted", _("Recognised")
        DECLINED = "declined", _("Not recognised")

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="prior_learning")
    activities = models.ManyToManyField("courses.Activity", related_name="+")
    title = models.CharField(max_length=300, help_text="What it is for, as it was called then.")
    text = models.TextField(blank=True)
    name = models.CharField(max_length=120, blank=True, help_text="The file, as the person called it.")
    kind = models.CharField(max_length=8, blank=True)
    size = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    submitted_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True, help_text="Said by the trainer who decided.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Your applications to have earlier learning recognised, with your evidence and the decisions.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("title", "text", "name", "size", "state", "submitted_at", "reason", "decided_at"),
        files="file",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # Two presses apply once.
            models.UniqueConstraint(
                fields=["enrolment", "title"], condition=models.Q(state="waiting"), name="prior_learning_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"prior learning {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
