"""The proposal that another coach go on with a person. Only the person's own yes makes it so."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.personal.models.coaching import CoachLink
from lms.records.privacy import Privacy


class Handover(models.Model):
    """What a coach has proposed to a person of theirs. A yes ends the link, and this goes with it; a no stays here so
    that the coach learns of it. A new proposal is a new row: a page about an older one is then known to be old."""

    link = models.OneToOneField(CoachLink, on_delete=models.CASCADE, related_name="handover")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200, blank=True, help_text="The coach's own words to the person.")
    proposed_at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="That your coach has proposed another coach to you, why, and whether you said no.",
        owner="link__learner",
        keep="until you say yes, the coach takes it back, or it ends with the coach",
        export=("reason", "proposed_at", "declined_at"),
    )

    def __str__(self) -> str:
        return f"handover {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the person has not answered yet."""
        return self.declined_at is None

    @property
    def to_name(self) -> str:
        """What the other coach is called."""
        return self.to.get_full_name() or str(_("another coach"))
