"""How people are some months after a training: whom to ask, how it was tried, and what they told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class FollowUp(models.Model):
    """One conversation with one participant, so many months after the end. It is for ``trainer``: at first for whoever
    is most familiar, then for whoever takes it on or gets it from a colleague. The link that is answered without
    signing in holds ``serial``: a new link makes the earlier one useless."""

    class State(models.TextChoices):
        OPEN = "open", _("Not yet")
        REACHED = "reached", _("Reached")
        NOT_REACHED = "not_reached", _("Not reached")
        REFUSED = "refused", _("Does not want to be contacted")

    class Channel(models.TextChoices):
        CALL = "call", _("Phone call")
        MEETING = "meeting", _("Meeting")
        LINK = "link", _("Link")
        MAIL = "mail", _("Link by e-mail")

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due = models.DateField()
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True, help_text="How it was answered.")
    where_now = models.TextField(blank=True)
    helped = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    serial = models.PositiveSmallIntegerField(default=0)
    link_ends = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = Privacy(
        personal=True,
        about="How you are some months after a training: what you told, or that you do not want to be contacted.",
        owner="enrolment__learner",
        keep="2 years after the day on which you were to be asked",
        export=(
            *("enrolment__run__name", "months", "due", "state", "channel", "where_now", "helped", "needs", "closed_at"),
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "months"], name="follow_up_once")]
        # "Whom is it time to ask?"
        indexes = [models.Index(fields=["due"], condition=models.Q(state="open"), name="follow_up_due")]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_due(self) -> bool:
        """Whether its day has come."""
        return self.is_open and self.due <= timezone.localdate()

    @property
    def has_link(self) -> bool:
        """Whether a link can be answered now."""
        return self.is_open and self.link_ends is not None and self.link_ends > timezone.now()


class Try(models.Model):
    """One attempt to reach somebody."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=8, choices=FollowUp.Channel.choices)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    privacy = Privacy(
        personal=True,
        about="When and how a trainer tried to reach you after a training.",
        owner="follow_up__enrolment__learner",
        keep="with the follow-up",
        export=("follow_up__enrolment__run__name", "at", "channel", "note"),
    )

    class Meta:
        verbose_name_plural = "tries"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"try {self.pk}"
