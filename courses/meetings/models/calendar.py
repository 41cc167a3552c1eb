"""The secret address of a person's calendar."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class CalendarFeed(models.Model):
    """Whoever knows the address reads the days of this person: only its fingerprint is stored, and a new address ends
    the old one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="That your calendar program may read your contact days. The address itself is not kept.",
        owner="user",
        keep="until you stop the calendar",
        export=("made_at",),
    )

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
