"""What the pages of a second marker show, and how both marks stand side by side. No queries of its own here."""

import secrets
from typing import Any

from django.urls import reverse

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import SecondReview, Submission
from assessments.graded.pages.assignments import rubric_of
from assessments.graded.pages.marking import Marks, choices_of, head_of, sentence_of, target_of
from assessments.graded.pages.naming import name_of
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.rules.marking import differing
from lms.accounts.api import User


def is_for_second(submission: Submission, me: User) -> bool:
    """Whether this person may write as the second marker now: somebody else marks it first, and nobody else second."""
    settings = AssignmentSettings.restored(submission.version.settings)
    review, second = getattr(submission, "review", None), getattr(submission, "second_review", None)
    is_first = review is None or review.reviewer_id in (None, me.pk)
    if not settings.second_marker or is_first or submission.state != Submission.State.WAITING:
        return False
    return second is None or (second.reviewer_id in (None, me.pk) and not second.done_at)


def second_page(
    submission: Submission,
    *,
    me: User,
    typed: Marks | None = None,
    problems: tuple[str, ...] = (),
    conflict: bool = False,
) -> dict[str, Any]:
    """The work and the second marker's own form, without a word of what the first one says."""
    settings = AssignmentSettings.restored(submission.version.settings)
    second: SecondReview | None = getattr(submission, "second_review", None)
    levels = {key: str(place) for key, place in second.levels.items()} if second else {}
    stored = Marks(levels, second.comment if second else "", "")
    return head_of(submission) | {
        "first": name_of(submission.review.reviewer),
        "rubric": choices_of(settings, submission, typed or stored),
        "marks": typed or stored,
        "stored": stored if conflict else None,
        "seq": second.seq if second else 0,
        "writer": secrets.token_hex(8),
        "save_url": reverse("marking:second-save", args=[submission.pk]),
        "longest": LONGEST_COMMENT,
        "problems": [(target_of(one, settings), sentence_of(one)) for one in problems],
        "may_take": second is None,
    }


def settling_page(submission: Submission, *, me: User) -> dict[str, Any]:
    """Whether a second marker belongs to it, how far they are, and both marks once they are ready."""
    settings = AssignmentSettings.restored(submission.version.settings)
    if not settings.second_marker:
        return {"has_second": False}
    review, second = getattr(submission, "review", None), getattr(submission, "second_review", None)
    is_ready = bool(second and second.done_at)
    is_first = review is None or review.reviewer_id in (None, me.pk)
    return {
        "has_second": True,
        "second": second,
        "second_name": name_of(second.reviewer) if second else "",
        "second_ready": is_ready,
        "both": both_marks(submission) if is_ready and review else [],
        # Who is neither of the two sees the marks when both are ready.
        "hides_marks": not is_first and not is_ready and submission.state == Submission.State.WAITING,
    }


def both_marks(submission: Submission) -> list[dict[str, Any]]:
    """Each criterion with the level that either chose, and whether they agree."""
    settings = AssignmentSettings.restored(submission.version.settings)
    first, second = submission.review.levels, submission.second_review.levels
    apart = differing(first, second)
    rows = []
    for row in rubric_of(settings, submission.language):
        levels = {level.place: ": ".join(filter(None, [level.title, level.text])) for level in row.levels}
        chosen = [levels.get(marks.get(row.key), "") for marks in (first, second)]
        rows.append({"title": row.title, "first": chosen[0], "second": chosen[1], "differs": row.key in apart})
    return rows
