"""What somebody needs on a day: asked for that day, gone the day after."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.api import Enrolment
from courses.meetings.models.meetings import Meeting
from lms.records.privacy import Privacy


class Need(models.Model):
    """Told voluntarily, read by the trainers of the run only, and deleted by a job the day after."""

    class Diet(models.TextChoices):
        VEGETARIAN = "vegetarian", _("Vegetarian")
        VEGAN = "vegan", _("Vegan")
        GLUTEN_FREE = "gluten_free", _("Gluten-free")
        LACTOSE_FREE = "lactose_free", _("Lactose-free")
        MILK_FREE = "milk_free", _("Milk-free")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="needs")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="needs")
    diets = models.JSONField(default=list)
    food = models.CharField(max_length=200, blank=True)
    access = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="What you told you need on a contact day, such as a diet or a way in without stairs.",
        owner="enrolment__learner",
        keep="until the day after the contact day",
        export=("meeting__title", "diets", "food", "access", "told_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "enrolment"], name="need_once")]

    def __str__(self) -> str:
        return f"need {self.pk}"
