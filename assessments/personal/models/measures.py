"""A scale as it was published, one person's measurement with it, and figures of groups.

A measurement is sealed with the key of the person's own vault, like their answers. Figures of groups are made by
``services/reporting.py`` out of the measurements of people who have said yes to that; what it keeps is only figures.
"""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.kinds.scales import Instrument, from_plain
from assessments.personal.models.vault import Vault
from assessments.personal.sealing import seal_json, unseal_json
from lms.records.privacy import NOT_PERSONAL, Privacy


class Scale(models.Model):
    """An instrument through its versions. ``key`` is that of what its author edits, ``slug`` stands in addresses."""

    key = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    is_offered = models.BooleanField(default=True)

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return self.slug


class ScaleVersion(models.Model):
    """The instrument at one time. It never changes: results rest on it, and results of two are never mixed."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="See assessments.kinds.scales.Instrument.")
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scale", "number"], name="scale_version_number")]

    def __str__(self) -> str:
        return f"{self.scale_id} version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a version of a scale is never changed; make a new one")
        super().save(*args, **kwargs)

    @property
    def instrument(self) -> Instrument:
        return from_plain(self.content)


class Measurement(models.Model):
    """One person's answers to one version at one moment. Until it is finished it can be gone on with at any time;
    afterwards it stands as it is, or is deleted."""

    class Moment(models.TextChoices):
        START = "start", _("At the start")
        HALFWAY = "halfway", _("Half-way")
        END = "end", _("At the end")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="measurements")
    version = models.ForeignKey(ScaleVersion, on_delete=models.PROTECT, related_name="measurements")
    moment = models.CharField(max_length=7, choices=Moment.choices)
    ciphertext = models.BinaryField()
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="How the statements about your own strengths fitted you. It is sealed: nobody but you can read it.",
        owner="vault__owner",
        keep="until you delete it, or until the shown date",
        export="assessments.personal.queries_measures.measurements_for_export",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vault", "version", "moment"], name="measurement_once_a_vault"),
        ]

    def __str__(self) -> str:
        return f"measurement {self.pk}"

    def write(self, key: bytes, replies: dict[str, int | None], paper: dict[str, Any] | None = None) -> None:
        """Seal the replies: the number of the chosen option by statement, None for "I cannot say". ``paper`` says from
        when a sheet was that was typed in, and whether somebody helped: ``{"on", "helped"}``."""
        self.ciphertext = seal_json(key, {"replies": replies, "paper": paper}, bound_to=self._bound_to)

    def read(self, key: bytes) -> dict[str, int | None]:
        """The replies, opened."""
        return self.read_sheet(key)[0]

    def read_sheet(self, key: bytes) -> tuple[dict[str, int | None], dict[str, Any] | None]:
        """The replies, and the sheet of paper they were typed in from, if they were; opened."""
        plain = unseal_json(key, self.ciphertext, bound_to=self._bound_to)
        return plain["replies"], plain["paper"]

    @property
    def _bound_to(self) -> str:
        """Binds the sealed replies to their place, version and moment."""
        return f"measurement {self.key} {self.version_id} {self.moment}"


class FigureConsent(models.Model):
    """Whether a person's measurements may be counted in figures of groups. Asked by itself; without a row it is no."""

    learner = models.OneToOneField("accounts.Learner", on_delete=models.PROTECT, related_name="figure_consent")
    says_yes = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Whether your answers to the statements may be counted in figures of groups, and when you said so.",
        owner="learner",
        keep="with your answers",
        export=("says_yes", "answered_at"),
        merge="assessments.personal.services.measuring.fold_consents",
    )

    def __str__(self) -> str:
        return f"figure consent {self.pk}"


class FigureReport(models.Model):
    """Figures of groups of one half-year. Made once: looking again and again tells nothing more."""

    version = models.ForeignKey(ScaleVersion, on_delete=models.PROTECT, related_name="reports")
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="+")
    until = models.DateField(help_text="The last day that is counted.")
    least = models.PositiveSmallIntegerField(help_text="The smallest group that was shown.")
    figures = models.JSONField(help_text="See assessments.personal.rules_figures.Report.")
    made_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["-until", "version_id", "course_id"]
        constraints = [models.UniqueConstraint(fields=["version", "course", "until"], name="figure_report_once")]

    def __str__(self) -> str:
        return f"figures until {self.until}"
