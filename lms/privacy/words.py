"""What a person's own data is called on the page they read; the file for machines keeps the fields' own names."""

import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

NAMES = {
    "activity__title": lazy("Lesson, part or quiz"),
    "answer": lazy("Your answer"),
    "at": lazy("When"),
    "attempt": lazy("Attempt"),
    "completed_at": lazy("Completed"),
    "created_at": lazy("Made"),
    "date_joined": lazy("Account made"),
    "email": lazy("E-mail address"),
    "ended_at": lazy("Ended"),
    "enrolled_at": lazy("Enrolled"),
    "evidence_kind": lazy("How it was done"),
    "first_name": lazy("First name"),
    "ip": lazy("Network address"),
    "issued_at": lazy("Issued"),
    "kind": lazy("Kind"),
    "language": lazy("Language"),
    "last_login": lazy("Last signed in"),
    "last_name": lazy("Last name"),
    "last_seen_at": lazy("Last used"),
    "last_used_at": lazy("Last used"),
    "late_answer": lazy("Answer that came too late"),
    "made_at": lazy("Made"),
    "max_score": lazy("Points at most"),
    "nickname": lazy("Nickname"),
    "number": lazy("Number"),
    "passed": lazy("Passed"),
    "points": lazy("Points"),
    "primary": lazy("You sign in with it"),
    "prompt": lazy("What was asked"),
    "question": lazy("Question"),
    "quiz": lazy("Quiz"),
    "reason": lazy("Reason"),
    "rendered_at": lazy("Made"),
    "revoke_reason": lazy("Why it was revoked"),
    "revoked_at": lazy("Revoked"),
    "role": lazy("Role"),
    "run__code": lazy("Short name of the run"),
    "run__name": lazy("Run"),
    "run_id": lazy("Number of the run"),
    "saved_at": lazy("Saved"),
    "score": lazy("Points"),
    "sent_at": lazy("Sent"),
    "serial": lazy("Certificate number"),
    "sha256": lazy("Fingerprint of the file"),
    "snapshot": lazy("What the certificate says"),
    "started_at": lazy("Started"),
    "state": lazy("State"),
    "status": lazy("State"),
    "subject": lazy("Subject"),
    "submitted_at": lazy("Sent"),
    "superseded_at": lazy("Replaced"),
    "text": lazy("Text"),
    "title": lazy("Title"),
    "type": lazy("Type"),
    "user_agent": lazy("Browser"),
    "verb": lazy("What was done"),
    "verified": lazy("Confirmed"),
}

#: Acts of the log that concern a person; any other is shown by its own name.
ACTS = {
    "account.named": lazy("The name was changed"),
    "activity.completed": lazy("Marked as done"),
    "activity.completion_undone": lazy("Marked as not done"),
    "attempt.submitted": lazy("Answers of a quiz sent"),
    "award.issued": lazy("Certificate issued"),
    "award.reissued": lazy("Certificate replaced"),
    "award.revoked": lazy("Certificate revoked"),
    "enrolment.cancelled": lazy("Training left"),
    "enrolment.completed": lazy("Training completed"),
    "enrolment.made": lazy("Enrolled in a training"),
    "learner.merged": lazy("Earlier work joined to the account"),
    "run.trainer_dismissed": lazy("Work as a trainer of a run ended"),
    "run.trainer_named": lazy("Named as a trainer of a run"),
}

#: Points are stored as hundredths.
POINTS = {"points", "score", "max_score"}
#: Says nothing to a person; the file for machines has it.
SILENT = {("records.auditentry", "subject")}


def name_of(key: str) -> str:
    """The name of an exported field."""
    return str(NAMES.get(key, key))


def shown(key: str, value: Any, field: Field | None = None) -> Any:
    """A value in words: choices by their labels, yes and no, whole points."""
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if key == "language":
        return str(dict(settings.LANGUAGES).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key in POINTS and isinstance(value, int):
        return number_format(value // 100 if value % 100 == 0 else value / 100)
    if key == "verb":
        return str(ACTS.get(value, value))
    if isinstance(value, datetime):
        return date_format(localtime(value), "j.n.Y G.i")
    if isinstance(value, date):
        return date_format(value, "j.n.Y")
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return value
