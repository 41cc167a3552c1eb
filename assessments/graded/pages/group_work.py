"""What the pages of an assignment say of the group that does it together. Few queries, none where nobody does."""

from typing import Any

from assessments.graded.models import Submission
from assessments.graded.queries.assignments import AssignmentStep
from assessments.graded.queries.group_work import members_of_submission, names_in_group


def group_part(found: AssignmentStep) -> dict[str, Any]:
    """Who writes, who has handed in together, what one wrote alone, and whether one's own word is missing."""
    if not found.settings.in_groups and not any(one.shared for one in found.submissions):
        return {}
    newest = found.submissions[0] if found.submissions else None
    together = newest.shared is not None if newest else False
    return {
        "group": found.group,
        "group_names": names_in_group(found.group.pk) if found.group else [],
        "has_no_group": found.settings.in_groups and not found.enrolment.group_id,
        "is_left_out": found.is_left_out,
        "alone_text": _written_alone(found),
        "handed_in_by": [one.name for one in members_of_submission(newest)] if together else [],
        "unconfirmed": together and not newest.statements and newest.state != newest.State.WITHDRAWN,
    }


def members_page(submission: Submission) -> dict[str, Any]:
    """Whom a submission belongs to, for its trainers; a result of one's own is set where the book has points."""
    members = members_of_submission(submission)
    has_points = bool(members and submission.version.settings.get("criteria"))
    return {"members": members, "has_points": has_points and not hasattr(submission.work.activity, "milestone")}


def _written_alone(found: AssignmentStep) -> str:
    """A draft from before one came to the group; what has been handed in of it is shown elsewhere."""
    text = found.own.text if found.group and found.own else ""
    here = {one.text for one in found.submissions} | {found.work.text if found.work else ""}
    return "" if text in here else text
