"""What the trainers tell everybody in a run, or one of its groups."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class Announcement(models.Model):
    """One announcement. ``key`` is made by the page that writes it, so that a double press makes one."""

    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="announcements")
    group = models.ForeignKey("courses.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    for_group = models.BooleanField(default=False, help_text="Stays true when its group is gone: then for trainers.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(max_length=120)
    text = models.TextField()
    by_mail = models.BooleanField(default=False)
    published_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Announcements that you have written as a trainer. They stay without your name.",
        owner="author",
        keep="with the run",
        erase="keep",
        export=("run__name", "title", "text", "published_at", "edited_at"),
    )

    class Meta:
        # "What has been announced here, newest first?"
        indexes = [models.Index(fields=["run", "id"], name="announcement_newest")]

    def __str__(self) -> str:
        return f"announcement {self.pk}"


class SeenAnnouncements(models.Model):
    """Up to which announcement of a run somebody has looked."""

    run = models.ForeignKey("courses.Run", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    upto = models.PositiveBigIntegerField(help_text="Number of the newest announcement that was shown.")

    privacy = Privacy(
        personal=True,
        about="Up to which announcement you have read, so that new ones can be marked.",
        owner="user",
        keep="with the run",
        export=("run__name", "upto"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "user"], name="seen_announcements_once")]

    def __str__(self) -> str:
        return f"seen announcements {self.pk}"
