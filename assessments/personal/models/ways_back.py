"""Where a person without an account can have a code sent that brings them back."""

import uuid

from django.db import models
from django.utils import timezone

from assessments.personal.models.addresses import Channel, SealedAddress
from assessments.personal.models.vault import Vault
from lms.records.privacy import Privacy


class WayBack(SealedAddress, models.Model):
    """The address or number that a person left for coming back, and the code that was last sent there.

    The address is sealed with the person's own key. ``fingerprint`` finds it: a keyed hash that says nothing to
    whoever has the table alone. Nothing is sent for coming back before somebody at the address has typed in a code.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.OneToOneField("accounts.Learner", on_delete=models.PROTECT, related_name="way_back")
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel.choices)
    ciphertext = models.BinaryField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0, help_text="Since the code was sent.")
    codes_sent = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        personal=True,
        about="The e-mail address or phone number to which you want a code for coming back. It is sealed.",
        owner="learner",
        keep="until you delete it, or until the shown date",
        export="assessments.personal.services.ways_back.way_back_for_export",
        merge="assessments.personal.services.ways_back.drop_ways_back",
    )

    class Meta:
        verbose_name_plural = "ways back"

    def __str__(self) -> str:
        return f"way back {self.pk}"

    @property
    def _bound_to(self) -> str:
        return f"way back {self.key}"

    @property
    def prefix(self) -> str:
        """How the keys of its mails and messages begin."""
        return f"way-back:{self.key}:"
