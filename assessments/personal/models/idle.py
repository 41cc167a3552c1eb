"""That somebody with an account was told that their answers will be deleted."""

from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class IdleWarning(models.Model):
    """The day on which the person was warned. It goes when they come back, and with their answers."""

    learner = models.OneToOneField("accounts.Learner", on_delete=models.PROTECT, related_name="idle_warning")
    warned_on = models.DateField(default=timezone.localdate)

    privacy = Privacy(
        personal=True,
        about="That we told you by mail that what you wrote will be deleted because you have not come for long.",
        owner="learner",
        keep="until you come back, or with your answers",
        export=("warned_on",),
        merge="assessments.personal.services.idle.forget_warnings",
    )

    def __str__(self) -> str:
        return f"idle warning {self.pk}"
