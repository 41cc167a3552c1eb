"""A run: one time that a course is held, with an outline and rules of its own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Activity, Course
from lms.records.privacy import NOT_PERSONAL, Privacy


class Run(models.Model):
    """It follows its course until it first opens (somebody enrols or it starts), then its outline is frozen;
    a self-paced run goes on adopting changes by itself."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    code = models.SlugField(max_length=80, unique=True, help_text=_("Makes the address; it is never changed."))
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="fi")
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_access = models.CharField(_("accessibility of the place"), max_length=400, blank=True)
    enrolment_opens = models.DateTimeField(_("enrolment opens"), null=True, blank=True)
    enrolment_closes = models.DateTimeField(_("enrolment closes"), null=True, blank=True)
    is_open = models.BooleanField(_("open for enrolment"), default=False)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    places_taken = models.PositiveIntegerField(default=0)
    rule = models.JSONField(default=dict, help_text="What completes it (courses/completion/shape.py).")
    frozen_at = models.DateTimeField(null=True, blank=True)
    kept_outline = models.CharField(
        max_length=64, blank=True, help_text="The author's version that its trainer has seen and left out."
    )
    contact_days = models.PositiveSmallIntegerField(
        default=0, help_text="How many there are, kept by courses.meetings: a page of a run without any asks nothing."
    )
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Its trainer has closed it: nobody gets in.")
    made_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="made_of_it")
    created_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [
            # Nobody is over-booked, whatever the code above does.
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(places_taken__lte=models.F("capacity")),
                name="run_not_overbooked",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A subdivision of a run: people who work, discuss or meet together."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=80)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="group_name")]

    def __str__(self) -> str:
        return self.name


class RunSection(models.Model):
    """A module of the run's own outline."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sections")
    key = models.UUIDField(help_text="Key of the course's module.")
    title = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField()
    scene = models.CharField(max_length=20, blank=True, help_text="Name of the picture at its head.")

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="run_section")]

    def __str__(self) -> str:
        return self.title


class RunItem(models.Model):
    """One activity in the run's outline, with the run's own rule and dates for it."""

    section = models.ForeignKey(RunSection, on_delete=models.CASCADE, related_name="items")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="items")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="run_items")
    position = models.PositiveSmallIntegerField()
    required = models.BooleanField(default=True)
    rule = models.JSONField(default=dict, help_text="When it opens, and how it is done (courses/access_rules.py).")
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "activity"], name="run_item")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.activity_id}"


class RunStaff(models.Model):
    """Who teaches a run."""

    class Role(models.TextChoices):
        TRAINER = "trainer", _("Trainer")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="run_roles")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.TRAINER)

    privacy = Privacy(
        personal=True,
        about="Which runs you teach.",
        owner="user",
        keep="with the run",
        export=("run_id", "role"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "user", "role"], name="run_staff")]

    def __str__(self) -> str:
        return f"{self.role} of {self.run_id}"
