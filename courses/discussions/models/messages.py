"""Private messages between a participant and the trainers of the run. Participants do not write to each other here."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class Conversation(models.Model):
    """A participant with one trainer, or with all trainers of the run. What is read is remembered by the number of
    the newest message shown; the trainers of a shared conversation have read it when one of them has."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="conversations")
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    with_all = models.BooleanField(default=False)
    last_at = models.DateTimeField(default=timezone.now)
    seen_by_learner = models.PositiveBigIntegerField(default=0)
    seen_by_trainer = models.PositiveBigIntegerField(default=0)
    settled_upto = models.PositiveBigIntegerField(
        default=0, help_text="Number of the participant's newest message that was answered or needs no answer."
    )

    privacy = Privacy(
        personal=True,
        about="With which of your trainers you have exchanged messages.",
        owner="enrolment__learner",
        keep="with the enrolment",
        export=("enrolment__run__name", "with_all", "last_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "trainer"], condition=models.Q(with_all=False), name="conversation_with_one"
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=models.Q(with_all=True), name="conversation_with_all"
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Message(models.Model):
    """One message. It is never changed: both sides keep what was said."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("Participant")
        TRAINER = "trainer", _("Trainer")

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=8, choices=Role.choices)
    key = models.UUIDField(unique=True, editable=False)
    text = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Private messages between you and your trainers. Only you and they read them.",
        owner="conversation__enrolment__learner",
        keep="with the enrolment",
        export="courses.discussions.queries.messages.messages_for_export",
    )

    class Meta:
        # "How much has somebody sent within the hour?"
        indexes = [models.Index(fields=["sender", "sent_at"], name="message_rate")]

    def __str__(self) -> str:
        return f"message {self.pk}"
