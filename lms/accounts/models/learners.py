"""The learner: whose records these are, with an account or without one."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class Learner(models.Model):
    """Stands between the records and the account: every learner record points here.

    A signed-in person's learner has a ``user``. A pseudonymous one has none and is held by a session or a resume
    code, so "signed in" always means "has an account" while the jobseeker uses the same engine.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    nickname = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, default="fi")
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_on = models.DateField(default=timezone.localdate, help_text="Day only; decides when idle data goes.")

    privacy = Privacy(
        personal=True,
        about="The one your records belong to: a key and, if you gave one, a nickname.",
        owner="self",
        keep="with the account; without an account until the shown date",
        erase="tombstone",
        export=("nickname", "language", "created_at"),
    )

    class Meta:
        indexes = [
            # "Whose pseudonymous data has been idle for too long?"
            models.Index(fields=["user", "last_seen_on"], name="learner_idle"),
        ]

    def __str__(self) -> str:
        return f"learner {self.key}"

    @property
    def name(self) -> str:
        """The name for the person's own pages and certificates; the nickname where there is no account."""
        return (self.user.get_full_name() if self.user_id else "") or self.nickname


class ResumeCode(models.Model):
    """A short sayable code by which a pseudonymous person comes back. Only its keyed hash is stored."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="resume_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="A fingerprint of your resume code, so that the code brings you back. The code itself is not kept.",
        owner="learner",
        keep="with your answers",
        export=("created_at", "ended_at"),
        merge="repoint",
    )

    def __str__(self) -> str:
        return f"resume code {self.pk}"


class Merge(models.Model):
    """That one learner was folded into another; unique, so that folding can be repeated without effect."""

    source_key = models.UUIDField()
    target = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="merges")
    at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="That you joined work done without an account to your account.",
        owner="target",
        keep="with the account",
        export=("at",),
        merge="repoint",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_key", "target"], name="merge_once")]

    def __str__(self) -> str:
        return f"merge {self.pk}"
