"""What a trainer has arranged for somebody."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class Accommodation(models.Model):
    """More time, more attempts or other times in one test of a run or in all of them (``activity`` empty); for one
    participant, for a group or for everybody (``enrolment`` and ``group`` empty)."""

    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="accommodations")
    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, null=True, blank=True, related_name="accommodations"
    )
    group = models.ForeignKey(
        "courses.Group", on_delete=models.CASCADE, null=True, blank=True, related_name="accommodations"
    )
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    extra_percent = models.PositiveSmallIntegerField(_("more time, per cent"), default=0)
    extra_minutes = models.PositiveSmallIntegerField(_("more time, minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="What has been arranged for you in tests, such as more time, with the reason your trainer wrote.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=(
            "activity__title",
            "extra_percent",
            "extra_minutes",
            "extra_attempts",
            "opens_at",
            "closes_at",
            "reason",
            "given_at",
        ),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"accommodation {self.pk}"
