"""The append-only audit trail."""

from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class AuditEntry(models.Model):
    """One thing that somebody did to somebody's records. Holds keys and field names, never names or free text
    of a learner; the actor is a key and no foreign key, so erasing an account breaks nothing here."""

    actor_key = models.UUIDField(null=True, blank=True, help_text="Key of the user who acted; empty for the system.")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, help_text="Model label, for example courses.enrolment.")
    subject_id = models.CharField(max_length=40)
    learner_key = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Who changed a record and why, so that mistakes and misuse can be found.",
        keep="24 months",
        erase="keep",
        export="lms.records.audit.entries_about",
    )

    class Meta:
        indexes = [
            # "What was done to this record?"
            models.Index(fields=["subject", "subject_id"], name="audit_subject"),
            # "What was done to my records?"
            models.Index(fields=["learner_key", "at"], name="audit_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"
