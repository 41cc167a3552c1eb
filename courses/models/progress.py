"""Who is in, and what they have done."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Activity, Publication
from courses.models.runs import Group, Run
from lms.records.privacy import Privacy


class EnrolmentQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def active(self) -> Self:
        """In the run, finished or not; not those who left."""
        return self.exclude(status=Enrolment.Status.CANCELLED)

    def for_learner(self, learner: object) -> Self:
        return self.filter(learner=learner)

    def lock(self, pk: int) -> "Enrolment":
        """The row, locked until the transaction ends. Taken first by every service that may complete a run:
        without it two last steps at once leave everything done and nobody completed."""
        return self.select_for_update().get(pk=pk)


class Enrolment(models.Model):
    """A learner in a run."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("In progress")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")

    class Way(models.TextChoices):
        SELF = "self", _("By themselves")
        CODE = "code", _("With a code")
        INVITATION = "invitation", _("By an invitation")
        APPLICATION = "application", _("By an application")
        QUEUE = "queue", _("From the queue")
        STAFF = "staff", _("Enrolled by a trainer")
        MOVED = "moved", _("From another run")

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="enrolments")
    learner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="enrolments")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    enrolled_at = models.DateTimeField(default=timezone.now)
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.SELF, help_text="How they first came in.")
    completed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True, help_text="The trainer approved the whole.")
    approval_reason = models.CharField(max_length=500, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=500, blank=True, help_text="Said by the staff who took the person out.")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments")

    objects = EnrolmentQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="Which trainings you take part in and whether you completed them.",
        owner="learner",
        keep="with the account",
        erase="tombstone",
        export=(
            *("run__code", "run__name", "group__name", "status", "enrolled_at", "way", "completed_at"),
            *("approved_at", "approval_reason", "left_at", "left_reason"),
        ),
        merge="courses.services.enrolment.fold_enrolments",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "learner"], name="enrolment_once")]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


class Progress(models.Model):
    """That a learner has done an activity, by which evidence, on which publication."""

    class Evidence(models.TextChoices):
        SELF_MARKED = "self_marked", _("Marked as done")
        VIEWED = "viewed", _("Gone through")
        QUIZ_PASSED = "quiz_passed", _("Quiz passed")
        QUIZ_SENT = "quiz_sent", _("Quiz sent")
        EXERCISE_SAVED = "exercise_saved", _("Exercise saved")
        ASSIGNMENT_ACCEPTED = "assignment_accepted", _("Assignment accepted")
        SUBMITTED = "submitted", _("Assignment handed in")
        PEER_REVIEWED = "peer_reviewed", _("Assignment handed in, others' texts read")
        PRIOR_LEARNING = "prior_learning", _("Recognised prior learning")
        ATTENDED = "attended", _("Contact day attended")
        MADE_UP = "made_up", _("Make-up task accepted")
        BY_HAND = "by_hand", _("Marked by the trainer")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="progress")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="progress")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(default=timezone.now)
    evidence_kind = models.CharField(max_length=20, choices=Evidence.choices)
    evidence_id = models.PositiveBigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Said by the trainer who marked it by hand.")

    privacy = Privacy(
        personal=True,
        about="Which steps you have done and when.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("activity__title", "completed_at", "evidence_kind", "reason"),
    )

    class Meta:
        verbose_name_plural = "progress"
        constraints = [models.UniqueConstraint(fields=["enrolment", "activity"], name="progress_once")]

    def __str__(self) -> str:
        return f"progress {self.pk}"
