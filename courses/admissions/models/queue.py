"""The queue for the places of a run."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.api import Run
from lms.records.privacy import Privacy


class Turn(models.Model):
    """One person's turn in the queue of one run, in the order of the primary key. An offered place is counted among
    the run's taken ones, so that nobody else can take it meanwhile."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("A place is offered")
        ACCEPTED = "accepted", _("Took the place")
        DECLINED = "declined", _("Did not take the place")
        EXPIRED = "expired", _("Did not answer in time")
        LEFT = "left", _("Left the queue")
        CLOSED = "closed", _("The run was closed")

    OPEN = (State.WAITING, State.OFFERED)

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="turns")
    learner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="turns")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    joined_at = models.DateTimeField(default=timezone.now)
    offered_at = models.DateTimeField(null=True, blank=True)
    reply_by = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    invited_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="By an invitation: places are offered so long, also after the enrolling.",
    )
    is_extra = models.BooleanField(default=False, help_text="The place was offered beyond the queue.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why a trainer offered it beyond the queue.")

    privacy = Privacy(
        personal=True,
        about="That you have queued for a place in a training, and when a place was offered to you.",
        owner="learner",
        keep="6 months after you left the queue",
        export=("run__name", "state", "joined_at", "offered_at", "reply_by", "ended_at", "reason"),
        merge="courses.admissions.services.folding.fold_turns",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "learner"], condition=Q(ended_at=None), name="turn_once"),
        ]
        indexes = [
            # "Who is next?" and "whose time is over?"
            models.Index(fields=["run", "state"], condition=Q(ended_at=None), name="turn_open"),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"
