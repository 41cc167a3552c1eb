"""Assignments as their authors published them, what people wrote and handed in, and what trainers said of it."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.immutable import Immutable
from assessments.graded.rules.assignments import is_past_due
from lms.records.privacy import NOT_PERSONAL, Privacy


def private_storage() -> Storage:
    """Where nothing has an address of its own."""
    return storages["private"]


def place_of(instance: "WorkFile", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"submissions/{uuid.uuid4().hex}.{instance.kind}"


class Assignment(models.Model):
    """An assignment by the key of its page and activity."""

    key = models.UUIDField(unique=True, editable=False)

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return str(self.key)


class AssignmentVersion(Immutable):
    """Rules and rubric at one time. What was handed in keeps the version it was handed in by."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    settings = models.JSONField(help_text="See assignment_facts.AssignmentSettings.")
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="assignment_version_number")]

    def __str__(self) -> str:
        return f"{self.assignment_id} version {self.number}"


class Work(models.Model):
    """One person's work on one assignment, or a group's: the draft, and how far the whole is.

    A group's has no enrolment. Handing it in gives each member a work and a submission of their own, so that nobody's
    credit hangs on who is in the group later; ``group`` is empty again when the group is gone.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        HANDED_IN = "handed_in", _("Handed in")
        RETURNED = "returned", _("To be completed")
        ACCEPTED = "accepted", _("Accepted")

    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, null=True, blank=True, related_name="works"
    )
    group = models.ForeignKey("courses.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="works")
    activity = models.ForeignKey("courses.Activity", on_delete=models.PROTECT, related_name="works")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    text = models.TextField(blank=True, help_text="The draft.")
    seq = models.PositiveBigIntegerField(default=0, help_text="Grows with every save; an older one is never stored.")
    writer = models.CharField(max_length=32, blank=True, help_text="The open page that wrote last.")
    saved_at = models.DateTimeField(null=True, blank=True)
    extended_until = models.DateTimeField(null=True, blank=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    peer_waiver = models.CharField(max_length=500, blank=True, help_text="Why nobody else's text has to be read.")
    shared = models.UUIDField(
        null=True, blank=True, db_index=True, editable=False, help_text="Of a group's work: what it handed in last."
    )

    privacy = Privacy(
        personal=True,
        about="Your drafts of the assignments of your trainings. Only you see a draft, and your group its own.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.group_work.works_for_export",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="work_once"),
            models.UniqueConstraint(fields=["group", "activity"], name="group_work_once"),
        ]

    def __str__(self) -> str:
        return f"work {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can be written now."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class WorkFile(models.Model):
    """A file of a work. It may be in the draft, in what was handed in, or in both."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120, help_text="As the person called it.")
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    in_draft = models.BooleanField(default=True)
    covered_at = models.DateTimeField(null=True, blank=True, help_text="A trainer took it away; the file is gone.")

    privacy = Privacy(
        personal=True,
        about="Files that you added to assignments. You and your trainers can open what you have handed in.",
        owner="work__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.group_work.files_for_export",
        files="file",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk}"


class Submission(models.Model):
    """What was handed in, as it was. Only covering what identifies a client changes its text."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be marked")
        WITHDRAWN = "withdrawn", _("Taken back")
        RETURNED = "returned", _("To be completed")
        ACCEPTED = "accepted", _("Accepted")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    shared = models.UUIDField(
        null=True, blank=True, db_index=True, editable=False, help_text="The same for all who handed in together."
    )
    version = models.ForeignKey(AssignmentVersion, on_delete=models.PROTECT, related_name="submissions")
    language = models.CharField(max_length=5, default="fi")
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    files = models.ManyToManyField(WorkFile, related_name="submissions", blank=True)
    statements = models.JSONField(
        default=list, help_text="What the person ticked, in the words that were shown; empty until a member confirms."
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    covered_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What you have handed in as assignments, every version. Your trainers read it, and other participants "
        "where the assignment says so before you hand in.",
        owner="work__enrolment__learner",
        keep="with the enrolment",
        export=(
            "work__activity__title",
            "number",
            "state",
            "text",
            "words",
            "statements",
            "submitted_at",
            "due_at",
            "covered_at",
        ),
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="submission_number"),
            # Two presses or two devices at once hand in once.
            models.UniqueConstraint(
                fields=["work"], condition=models.Q(state="waiting"), name="submission_waiting_once"
            ),
        ]
        # "What is to be marked, oldest first?"
        indexes = [models.Index(fields=["state", "submitted_at"], name="submission_queue")]

    def __str__(self) -> str:
        return f"submission {self.pk}"

    @property
    def is_late(self) -> bool:
        return is_past_due(self.submitted_at, self.due_at)


class Review(models.Model):
    """What a trainer says of one submission. There is one, whoever opens it; its holder writes it."""

    class State(models.TextChoices):
        OPEN = "open", _("Being marked")
        HELD = "held", _("Ready, not given yet")
        RELEASED = "released", _("Given")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("To be completed")

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="review")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    levels = models.JSONField(default=dict, help_text="Number of the level by criterion.")
    comment = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="For the trainers of the run.")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    seq = models.PositiveBigIntegerField(default=0)
    writer = models.CharField(max_length=32, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When its writer first opened it.")
    planned = models.ForeignKey(
        "graded.PlannedRelease", on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )

    privacy = Privacy(
        personal=True,
        about="What your trainers have said of your assignments, with their notes.",
        owner="submission__work__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.assignments.reviews_for_export",
    )

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def is_released(self) -> bool:
        return self.state == self.State.RELEASED
