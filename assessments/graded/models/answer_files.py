"""Files that people gave as answers in quizzes."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from assessments.graded.models.assignments import private_storage
from assessments.graded.models.attempts import Response
from lms.records.privacy import Privacy


def place_of(instance: "AnswerFile", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"answers/{uuid.uuid4().hex}.{instance.kind}"


class AnswerFile(models.Model):
    """A file of one answer. Every row belongs to the answer as it is: what is taken out is deleted."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120, help_text="As the person called it.")
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200)
    added_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Files and recordings that you gave as answers in tests. You can open them, and after you have sent the "
        "test so can your trainers.",
        owner="response__attempt__enrolment__learner",
        keep="with the enrolment",
        export=("response__attempt__activity__title", "name", "size", "added_at"),
        files="file",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"answer file {self.pk}"

    def as_answered(self) -> dict[str, Any]:
        """How the answer tells of it; see ``kinds.file_answer``."""
        return {"id": self.pk, "name": self.name, "size": self.size}
