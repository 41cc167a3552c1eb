"""Writing and reading the audit trail."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models

from lms.records.models import AuditEntry


def log_fact(
    verb: str,
    *,
    subject: models.Model,
    actor: Any = None,
    learner_key: uuid.UUID | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one entry. ``verb`` is a dotted past tense ("activity.completed"); ``actor`` is a user or None for
    the person's own act or the system; ``detail`` holds ids and field names only."""
    AuditEntry.objects.create(
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor_key=getattr(actor, "key", None),
        learner_key=learner_key,
        reason=reason[:500],
        detail=detail or {},
    )


def log_facts(verb: str, *, subjects: Iterable[tuple[models.Model, uuid.UUID]], actor: Any = None) -> None:
    """The same act on many subjects, each with its learner's key, in a few statements."""
    actor_key = getattr(actor, "key", None)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            verb=verb, subject=one._meta.label_lower, subject_id=str(one.pk), actor_key=actor_key, learner_key=key
        )
        for one, key in subjects
    )


def entries_about(learner: Any) -> list[dict[str, Any]]:
    """The trail of one person's records, newest first, for their own export."""
    rows = AuditEntry.objects.filter(learner_key=learner.key).order_by("-at")
    return list(rows.values("at", "verb", "subject", "reason"))
