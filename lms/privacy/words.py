"""What a person's own data is called on the page they read; the file for machines keeps the fields' own names."""

import json
from collections.abc import Iterator
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
    "accepted_at": lazy("Joined"),
    "access": lazy("Accessibility"),
    "activity__title": lazy("Lesson, part or quiz"),
    "added_at": lazy("Added"),
    "allocated_at": lazy("Given to a trainer"),
    "answer": lazy("Your answer"),
    "answered_at": lazy("Sent"),
    "answers": lazy("Your answers"),
    "approved": lazy("Approved by the employer"),
    "asked_at": lazy("Asked"),
    "assessment": lazy("Assessment"),
    "at": lazy("When"),
    "attempt": lazy("Attempt"),
    "attempt__activity__title": lazy("Quiz"),
    "attempt__number": lazy("Attempt"),
    "basis": lazy("What the certificate rests on"),
    "channel": lazy("How you were contacted"),
    "closed_at": lazy("When it was closed"),
    "closes_at": lazy("Closes"),
    "code": lazy("Code"),
    "comment": lazy("Feedback"),
    "completed_at": lazy("Completed"),
    "approved_at": lazy("Approved on"),
    "approval_reason": lazy("Reason for the approval"),
    "contact": lazy("Phone number or e-mail"),
    "content_version": lazy("Version of the contents"),
    "course": lazy("Training"),
    "covered_at": lazy("Covered by a trainer"),
    "created_at": lazy("Made"),
    "date_joined": lazy("Account made"),
    "decided_at": lazy("Decided"),
    "decision": lazy("Decision"),
    "diets": lazy("Diet"),
    "draft": lazy("Draft"),
    "due": lazy("Day"),
    "due_at": lazy("Due"),
    "edited_at": lazy("Edited"),
    "email": lazy("E-mail address"),
    "ended_at": lazy("Ended"),
    "endorsed_at": lazy("Approved"),
    "enrolled_at": lazy("Enrolled"),
    "enrolment__run__name": lazy("Run"),
    "evidence_kind": lazy("How it was done"),
    "expires_on": lazy("Last day of the code"),
    "extended_until": lazy("More time until"),
    "extension_reason": lazy("Why you got more time"),
    "extra_attempts": lazy("More attempts"),
    "extra_minutes": lazy("More time, minutes"),
    "extra_percent": lazy("More time, per cent"),
    "first_name": lazy("First name"),
    "follow_up__enrolment__run__name": lazy("Run"),
    "food": lazy("Something else about food"),
    "funder": lazy("Funder"),
    "given_at": lazy("Given"),
    "group": lazy("Group"),
    "group__name": lazy("Group"),
    "handled_at": lazy("Looked at"),
    "heading": lazy("Title"),
    "helped": lazy("What helped"),
    "holder": lazy("Holder"),
    "hours": lazy("Hours"),
    "invited_at": lazy("Invited"),
    "ip": lazy("Network address"),
    "is_on": lazy("Followed"),
    "issued_at": lazy("Issued"),
    "issued_on": lazy("Issued on"),
    "job_title": lazy("Title at work"),
    "joined_at": lazy("Joined the queue"),
    "kind": lazy("Kind"),
    "language": lazy("Language"),
    "last_at": lazy("Newest message"),
    "last_login": lazy("Last signed in"),
    "last_name": lazy("Last name"),
    "last_seen_at": lazy("Last used"),
    "last_used_at": lazy("Last used"),
    "late_answer": lazy("Answer that came too late"),
    "levels": lazy("Levels"),
    "made_at": lazy("Made"),
    "made_up_at": lazy("Make-up task accepted"),
    "marked_at": lazy("Marked"),
    "max_points": lazy("Points at most"),
    "max_score": lazy("Points at most"),
    "meeting__date": lazy("Day"),
    "meeting__title": lazy("Contact day"),
    "message": lazy("Message from the trainer"),
    "minutes": lazy("Minutes there"),
    "modules": lazy("Modules"),
    "months": lazy("Months after the training"),
    "name": lazy("Name"),
    "named_at": lazy("Names were shown"),
    "named_reason": lazy("Why your name was shown"),
    "needs": lazy("What is needed"),
    "new_score": lazy("Points after"),
    "nickname": lazy("Nickname"),
    "note": lazy("Note for the trainers"),
    "number": lazy("Number"),
    "off": lazy("What was turned off"),
    "offered_at": lazy("Place offered"),
    "often": lazy("How often"),
    "old_points": lazy("Points before"),
    "old_score": lazy("Points before"),
    "opened_at": lazy("Opened"),
    "opens_at": lazy("Opens"),
    "outcomes": lazy("Learning outcomes"),
    "participation": lazy("Form of study"),
    "passed": lazy("Passed"),
    "peer_waiver": lazy("Why you need not read others' texts"),
    "place": lazy("Place"),
    "points": lazy("Points"),
    "post__hidden_reason": lazy("Why a trainer hid it"),
    "post__thread__run__name": lazy("Run"),
    "primary": lazy("You sign in with it"),
    "prompt": lazy("What was asked"),
    "published_at": lazy("Published"),
    "question": lazy("Question"),
    "quiz": lazy("Quiz"),
    "quizzes_passed": lazy("Quizzes passed"),
    "reason": lazy("Reason"),
    "released_at": lazy("Given"),
    "rendered_at": lazy("Made"),
    "reply_by": lazy("Answer by"),
    "response__attempt__activity__title": lazy("Quiz"),
    "revoke_reason": lazy("Why it was revoked"),
    "revoked_at": lazy("Revoked"),
    "role": lazy("Role"),
    "run__code": lazy("Short name of the run"),
    "run__name": lazy("Run"),
    "run_id": lazy("Number of the run"),
    "said_at": lazy("When you told that you cannot come"),
    "said_reason": lazy("Why you could not come"),
    "saved_at": lazy("Saved"),
    "score": lazy("Points"),
    "seen": lazy("Read up to post"),
    "sent_at": lazy("Sent"),
    "sentence": lazy("Text"),
    "serial": lazy("Certificate number"),
    "settled_at": lazy("Settled"),
    "sha256": lazy("Fingerprint of the file"),
    "shared_at": lazy("Shown"),
    "shows_progress": lazy("Shows which parts are done"),
    "since": lazy("Since"),
    "size": lazy("Size in bytes"),
    "snapshot": lazy("What the certificate says"),
    "started_at": lazy("Started"),
    "state": lazy("State"),
    "statements": lazy("What you confirmed"),
    "status": lazy("State"),
    "steps": lazy("Steps"),
    "studied_from": lazy("Studied from"),
    "studied_to": lazy("Studied until"),
    "subject": lazy("Subject"),
    "submitted_at": lazy("Sent"),
    "superseded_at": lazy("Replaced"),
    "taken_at": lazy("Taken"),
    "text": lazy("Text"),
    "thread__run__name": lazy("Run"),
    "time": lazy("When would it suit you?"),
    "times": lazy("How many times"),
    "title": lazy("Title"),
    "told_at": lazy("Told"),
    "type": lazy("Type"),
    "upto": lazy("Read up to announcement"),
    "user_agent": lazy("Browser"),
    "verb": lazy("What was done"),
    "verified": lazy("Confirmed"),
    "what": lazy("What"),
    "where_now": lazy("Where now"),
    "with_all": lazy("With all trainers"),
    "withdrawn_at": lazy("Taken back"),
    "words": lazy("Words"),
    "work__activity__title": lazy("Assignment"),
    "written_at": lazy("Written"),
}

#: Acts of the log that concern a person; any other is shown by its own name.
ACTS = {
    "account.named": lazy("The name was changed"),
    "activity.completed": lazy("Marked as done"),
    "activity.completion_undone": lazy("Marked as not done"),
    "answer.marked": lazy("Test answer marked by a trainer"),
    "application.accepted": lazy("Application to a training accepted"),
    "application.declined": lazy("Application to a training not accepted"),
    "application.sent": lazy("Application to a training sent"),
    "application.waiting": lazy("Application to a training accepted to its waiting list"),
    "application.withdrawn": lazy("Application to a training taken back"),
    "attempt.regraded": lazy("Result of a test counted again"),
    "attempt.submitted": lazy("Answers of a quiz sent"),
    "attendance.cannot_come": lazy("Told that you cannot come to a contact day"),
    "attendance.checked_in": lazy("Checked in on a contact day"),
    "attendance.comes_after_all": lazy("Told that you come to a contact day after all"),
    "attendance.made_up": lazy("Make-up task of a contact day accepted"),
    "attendance.make_up_sent": lazy("Make-up task of a contact day sent"),
    "attendance.marked": lazy("Attendance on a contact day marked by a trainer"),
    "award.issued": lazy("Certificate issued"),
    "award.reissued": lazy("Certificate replaced"),
    "award.revoked": lazy("Certificate revoked"),
    "employer.approved": lazy("Employer approved"),
    "employer.asked": lazy("Employer asked to approve"),
    "employer.declined": lazy("Employer did not approve"),
    "endorsement.asked": lazy("A supervisor asked to approve"),
    "endorsement.given": lazy("A supervisor approved"),
    "endorsement.recorded": lazy("A supervisor's approval recorded by a trainer"),
    "enrolment.cancelled": lazy("Training left"),
    "enrolment.completed": lazy("Training completed"),
    "enrolment.group_changed": lazy("Moved to another group"),
    "enrolment.made": lazy("Enrolled in a training"),
    "learner.merged": lazy("Earlier work joined to the account"),
    "peer_review.changed": lazy("Peer review changed by a trainer"),
    "peer_review.sent": lazy("Peer review sent"),
    "post.hidden": lazy("A post in a discussion hidden by a trainer"),
    "post.shown": lazy("A hidden post shown again"),
    "peer_turn.given": lazy("A text given to read by a trainer"),
    "queue.extra_place": lazy("Place offered beyond the queue"),
    "queue.joined": lazy("Joined a waiting list"),
    "queue.left": lazy("Left a waiting list"),
    "queue.offer_expired": lazy("Offered place not answered in time"),
    "queue.place_offered": lazy("Place offered from a waiting list"),
    "submission.confirmed": lazy("Own part in a group's work confirmed"),
    "prior_learning.accepted": lazy("Prior learning recognised"),
    "prior_learning.asked": lazy("Recognition of prior learning asked for"),
    "followup.not_reached": lazy("Follow-up: not reached"),
    "followup.reached": lazy("Follow-up: reached"),
    "followup.refused": lazy("Follow-up: no contact wanted"),
    "prior_learning.declined": lazy("Prior learning not recognised"),
    "prior_learning.withdrawn": lazy("Application taken back"),
    "project.message": lazy("Message about a development project"),
    "result.overridden": lazy("Result set by a trainer"),
    "review.taken_over": lazy("Marking taken over"),
    "run.trainer_dismissed": lazy("Work as a trainer of a run ended"),
    "run.trainer_named": lazy("Named as a trainer of a run"),
    "submission.accepted": lazy("Assignment accepted"),
    "submission.covered": lazy("Text that told of a client covered"),
    "submission.handed_in": lazy("Assignment handed in"),
    "submission.returned": lazy("Assignment returned to be completed"),
    "submission.withdrawn": lazy("Assignment taken back"),
    "work.extended": lazy("More time given"),
    "work.peers_waived": lazy("Freed from peer review"),
}

#: How a step was done, as a certificate keeps it.
EVIDENCE = {
    "self_marked": lazy("Marked as done"),
    "viewed": lazy("Gone through"),
    "quiz_sent": lazy("Quiz sent"),
    "submitted": lazy("Assignment handed in"),
    "quiz_passed": lazy("Quiz passed"),
    "assignment_accepted": lazy("Assignment accepted"),
    "peer_reviewed": lazy("Assignment handed in, others' texts read"),
    "prior_learning": lazy("Recognised prior learning"),
    "exercise_saved": lazy("Exercise saved"),
    "attended": lazy("Contact day attended"),
    "made_up": lazy("Make-up task accepted"),
    "by_hand": lazy("Marked by the trainer"),
}
#: Days that a certificate keeps as text.
DAYS = {"done_at", "issued_on", "studied_from", "studied_to"}

#: Points are stored as hundredths.
POINTS = {"points", "score", "max_score", "old_score", "new_score", "old_points", "max_points"}
#: What a certificate says, and the parts of it that hold parts.
OPENED = {"snapshot", "public", "own"}
#: People and organisations there, told in one line each.
TOGETHER = {"issuer": lazy("Issuer"), "signatory": lazy("Signed by")}
#: Lists of things, one a line.
LISTED = {"modules", "steps"}
#: Inside a certificate: for programs only.
OPENED_SILENT = {"schema", "kind", "version"}
#: Says nothing to a person; the file for machines has it.
SILENT = {("records.auditentry", "subject")}


def name_of(key: str) -> str:
    """The name of an exported field."""
    return str(NAMES.get(key) or TOGETHER.get(key, key))


def rows_in(key: str, value: Any, field: Field | None = None) -> Iterator[tuple[str, Any]]:
    """(name, value) of one exported field; what a certificate says is opened to a row for each thing it says."""
    if key in OPENED and isinstance(value, dict):
        for inner, part in value.items():
            if inner not in OPENED_SILENT and part not in ("", None, [], {}):
                yield from rows_in(inner, part)
    else:
        yield name_of(key), shown(key, value, field)


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
    if key == "evidence":
        return str(EVIDENCE.get(value, value))
    if key in DAYS and isinstance(value, str):
        return date_format(date.fromisoformat(value[:10]), "j.n.Y")
    if key == "verb":
        return str(ACTS.get(value, value))
    if isinstance(value, datetime):
        return date_format(localtime(value), "j.n.Y G.i")
    if isinstance(value, date):
        return date_format(value, "j.n.Y")
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if key in TOGETHER and isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if key in LISTED and isinstance(value, list):
        return "\n".join(_in_a_line(item) for item in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return value


def _in_a_line(item: Any) -> str:
    """A thing of a list: its own values in words."""
    if not isinstance(item, dict):
        return str(item)
    return ", ".join(
        f"{name_of(key)}: {part}" if isinstance(part, int) else str(shown(key, part))
        for key, part in item.items()
        if key not in OPENED_SILENT and part not in ("", None)
    )
