"""What somebody is writing and has not sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class Draft(models.Model):
    """One text in the making: a person has one for each place where one writes. When it is sent the row is emptied
    and remembers which page sent it, so that a late save of that page brings nothing back."""

    class Kind(models.TextChoices):
        THREAD = "thread", _("New discussion")
        REPLY = "reply", _("Answer in a discussion")
        QUESTION = "question", _("New message to the trainers")
        LETTER = "letter", _("New message to participants")
        MESSAGE = "message", _("Answer to a message")
        ANNOUNCEMENT = "announcement", _("Announcement")
        MAKE_UP = "make_up", _("Make-up task")
        PROJECT = "project", _("Message about a project")
        GUIDING = "guiding", _("Message to a participant about a project")
        PRIOR = "prior", _("Application about prior learning")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.PositiveBigIntegerField(help_text="Number of the run, discussion, conversation, day or project.")
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    seq = models.PositiveBigIntegerField(default=0, help_text="Grows with every save; an older one is never stored.")
    writer = models.CharField(max_length=32, blank=True, help_text="The open page that wrote last.")
    sent_by = models.CharField(max_length=32, blank=True, help_text="The page that sent what was here.")
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Messages and posts that you have begun to write. Only you see a draft.",
        owner="user",
        keep="90 days from the last save",
        export=("kind", "title", "text", "saved_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "place"], name="draft_once")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
