"""The reminder that a person chose."""

import uuid

from django.db import models
from django.utils import timezone

from assessments.personal.models.addresses import Channel, SealedAddress
from assessments.personal.models.vault import Vault
from lms.records.privacy import Privacy


class Reminder(SealedAddress, models.Model):
    """On which days and at what hour the person wants to be reminded, and where; and on which day of the letter that
    they have written to themselves. Nobody has one who did not ask.

    An address or number that the person gave is sealed, and written to only after somebody at it has said yes. Without
    one (empty) the account's address is used. ``key`` stands in the links of the messages; a new address has a new key,
    so that older links say nothing of it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.OneToOneField("accounts.Learner", on_delete=models.PROTECT, related_name="reminder")
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel.choices, default=Channel.MAIL)
    ciphertext = models.BinaryField()
    days = models.JSONField(default=list, help_text="Days of the week, Monday is 0.")
    letter_on = models.DateField(
        null=True, blank=True, help_text="From when on to remind once of the letter; empty when not asked, or done."
    )
    at = models.TimeField(help_text="From when on that day, by the site's clock.")
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="The reminder you chose: its days, its hour, the day of your letter, and the address for it, sealed.",
        owner="learner",
        keep="until you stop the reminder, or until the shown date",
        export="assessments.personal.services.reminders.reminder_for_export",
        merge="assessments.personal.services.reminders.fold_reminders",
    )

    def __str__(self) -> str:
        return f"reminder {self.pk}"

    @property
    def _bound_to(self) -> str:
        return f"reminder {self.vault.key}"

    @property
    def prefix(self) -> str:
        """How the keys of its mails and messages begin."""
        return f"coaching-reminder:{self.key}:"
