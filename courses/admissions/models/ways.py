"""The way into a run, and what its applicants are asked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.api import Run
from lms.records.privacy import NOT_PERSONAL


class Admission(models.Model):
    """How one gets into one run. A run without a row is open to everybody, or closed."""

    class Way(models.TextChoices):
        OPEN = "open", _("Open to everybody")
        CODE = "code", _("With a code")
        INVITATION = "invitation", _("By invitation only")
        APPLICATION = "application", _("By application")
        EMPLOYER = "employer", _("With the employer's approval")

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="admission")
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.OPEN)
    asks_employer = models.BooleanField(default=False, help_text="An application needs the employer's approval too.")
    instructions = models.TextField(blank=True, max_length=2000, help_text="What applicants are told first.")
    code = models.CharField(max_length=60, blank=True, help_text="As it is said aloud.")
    code_key = models.CharField(max_length=60, unique=True, null=True, blank=True, help_text="As it is compared.")
    code_ends = models.DateField(null=True, blank=True)
    code_limit = models.PositiveIntegerField(null=True, blank=True)
    code_used = models.PositiveIntegerField(default=0)
    reply_hours = models.PositiveSmallIntegerField(
        default=48, validators=[MinValueValidator(12), MaxValueValidator(336)]
    )

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return f"way into {self.run_id}"

    @property
    def takes_applications(self) -> bool:
        """Whether one writes something and waits for a decision."""
        return self.way in (self.Way.APPLICATION, self.Way.EMPLOYER)

    @property
    def needs_employer(self) -> bool:
        """Whether an employer is asked."""
        return self.way == self.Way.EMPLOYER or (self.way == self.Way.APPLICATION and self.asks_employer)


class Question(models.Model):
    """One thing that applicants are asked, with the reason why."""

    class Kind(models.TextChoices):
        SHORT = "short", _("Short text")
        LONG = "long", _("Long text")
        CHOICE = "choice", _("Choose one")
        TICK = "tick", _("A box to tick")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="admission_questions")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SHORT)
    text = models.CharField(max_length=300)
    why = models.CharField(max_length=300)
    options = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=True)

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
