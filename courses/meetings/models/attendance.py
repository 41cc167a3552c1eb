"""Who was there, who could not come, and what was done instead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.api import Enrolment, Invitation
from courses.meetings.models.meetings import Meeting
from lms.records.privacy import Privacy


class Attendance(models.Model):
    """One participant and one day: what they said beforehand, how it went, and how a missed day was made up.

    There is a row only when there is something to say; nobody is marked by default. ``version`` grows with each
    marking, so that of two trainers none overwrites the other unseen.
    """

    class State(models.TextChoices):
        UNMARKED = "", _("Not marked")
        PRESENT = "present", _("Present")
        PART = "part", _("Present for a part")
        ABSENT = "absent", _("Absent")

    class By(models.TextChoices):
        TRAINER = "trainer", _("Trainer")
        CODE = "code", _("Checked in with the code")
        IMPORT = "import", _("From a file")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=8, choices=State.choices, default=State.UNMARKED, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="Of a part day: how long the person was there.")
    reason = models.CharField(max_length=200, blank=True)
    marked_how = models.CharField(max_length=8, choices=By.choices, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    said_at = models.DateTimeField(null=True, blank=True, help_text="When the person said that they cannot come.")
    said_reason = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True, help_text="What was written as the make-up task.")
    answered_at = models.DateTimeField(null=True, blank=True)
    made_up_at = models.DateTimeField(null=True, blank=True, help_text="When the make-up task was accepted.")
    made_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = Privacy(
        personal=True,
        about="Which contact days you attended or missed, what you told about them, and your make-up tasks.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=(
            "meeting__title", "meeting__date", "state", "minutes", "reason", "marked_at", "said_at", "said_reason",
            "answer", "answered_at", "made_up_at",
        ),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "enrolment"], name="attendance_once")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def cannot_come(self) -> bool:
        return self.said_at is not None

    @property
    def waits_for_trainer(self) -> bool:
        """Whether a make-up task has been sent and nobody has accepted it yet."""
        return self.answered_at is not None and self.made_up_at is None


class WalkIn(models.Model):
    """Somebody who came to a day without being in the run: invited there, and marked present once they have joined."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="walk_ins")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="That you came to a contact day before you had joined the training.",
        owner="invitation__learner",
        keep="30 days after the invitation's last day",
        export=("meeting__title", "meeting__date", "added_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "invitation"], name="walk_in_once")]

    def __str__(self) -> str:
        return f"walk-in {self.pk}"

    @classmethod
    def rows_of(cls, learner: object) -> "models.QuerySet[WalkIn]":
        """Those of the invitations that are this person's."""
        mine = Invitation.rows_of(learner).values("pk")
        return cls.objects.filter(Q(invitation__in=mine))
