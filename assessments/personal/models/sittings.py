"""A group that does one part together: what it is at now, and what its people have sent to the common screen."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.personal.sealing import new_key, seal_json, unseal_json
from assessments.personal.site_key import unwrap, wrap
from lms.accounts.api import COACH
from lms.records.privacy import Privacy


class SittingQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def going_on(self) -> Self:
        """Not over yet, and its coach is still a coach."""
        good = self.filter(ends_at__gt=timezone.now())
        return good.filter(coach__is_active=True, coach__groups__name=COACH)


class Sitting(models.Model):
    """One group on one day. Ending it deletes it, its key and all that was sent; nothing of it is kept anywhere.

    ``screen`` is the number of the part's screen that the group is at, 0 while people still join. ``version`` grows
    with every change, so that open pages learn of it by asking for one number.
    """

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sittings")
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="sittings")
    activity_key = models.UUIDField(help_text="Key of the part.")
    code = models.CharField(max_length=60)
    plain = models.CharField(max_length=60, unique=True, help_text="The code as it is compared.")
    wrapped_key = models.BinaryField()
    screen = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=False, help_text="Whether the common screen shows what was sent.")
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(help_text="The end of its day.")

    objects = SittingQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="The group that you lead as a coach today. It is deleted when you end it, at the latest after its day.",
        owner="coach",
        keep="until you end it, at the latest the end of the day",
        export=("code", "begun_at"),
    )

    def __str__(self) -> str:
        return f"sitting {self.pk}"

    def make_key(self) -> None:
        """Give a new sitting the key that seals what is sent to it."""
        self.wrapped_key = wrap(new_key(), bound_to=self._bound_to)

    def open_key(self) -> bytes:
        """The key itself. Raises ``CannotOpen``."""
        return unwrap(self.wrapped_key, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"sitting {self.plain}"


class SittingNote(models.Model):
    """One thing sent by somebody: picked cards, or a few words. Nothing tells who or when: no device, no time."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="notes")
    screen = models.PositiveSmallIntegerField()
    ciphertext = models.BinaryField()
    is_hidden = models.BooleanField(default=False)

    privacy = Privacy(
        personal=False,
        about="What a group has sent to its common screen, without who or when. It is deleted when the group ends.",
    )

    class Meta:
        indexes = [models.Index(fields=["sitting", "screen"], name="sitting_note_screen")]

    def __str__(self) -> str:
        return f"sitting note {self.pk}"

    def write(self, key: bytes, value: Any) -> None:
        self.ciphertext = seal_json(key, value, bound_to=self._bound_to)

    def read(self, key: bytes) -> Any:
        return unseal_json(key, self.ciphertext, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"sitting note {self.sitting_id} {self.screen}"
