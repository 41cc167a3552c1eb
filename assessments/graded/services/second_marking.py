"""A second marker reads a work on their own. Only when they are ready do both see what the other one says, and either
of them settles it."""

import contextlib
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import Review, SecondReview, Submission
from assessments.graded.rules import assignments as rules
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.reviewing import NotDecided, NotWaiting
from lms.records.audit import log_fact


class NotSecond(Exception):
    """This person marks it first, or somebody else marks it second, or the assignment has no second marker."""


class SecondIsReady(Exception):
    """It has been shown to the first marker and is changed no more."""


@transaction.atomic
def save_second(
    *,
    submission_id: int,
    reviewer: Any,
    levels: Mapping[str, str],
    comment: str,
    seq: int | None,
    writer: str = "",
    base: int | None = None,
) -> SecondReview:
    """Store the second marker's draft.

    Raises ``NotWaiting``, ``NotSecond``, ``SecondIsReady`` and ``WrittenElsewhere``.
    """
    second, settings = _locked_second(submission_id, reviewer)
    given = rules.levels_given(settings, levels)
    verdict = judge_save(
        stored_seq=second.seq,
        stored_writer=second.writer,
        same_answer=(second.levels, second.comment) == (given, comment),
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise WrittenElsewhere(second)
    if verdict == "store":
        second.levels, second.comment, second.writer = given, comment, writer
        second.seq, second.saved_at = (second.seq + 1 if seq is None else seq), timezone.now()
        second.save(update_fields=["levels", "comment", "writer", "seq", "saved_at"])
    return second


@transaction.atomic
def finish_second(*, submission_id: int, reviewer: Any, decision: str) -> SecondReview:
    """The draft is ready and both markers see both. Raises what ``save_second`` raises, and ``NotDecided``."""
    second, settings = _locked_second(submission_id, reviewer)
    missing = rules.missing_to_decide(settings, decision=decision, levels=second.levels, comment=second.comment)
    if missing:
        raise NotDecided(*missing)
    second.decision, second.done_at = decision, timezone.now()
    second.save(update_fields=["decision", "done_at"])
    log_fact("submission.second_marked", subject=second.submission, actor=reviewer)
    return second


def _locked_second(submission_id: int, reviewer: Any) -> tuple[SecondReview, AssignmentSettings]:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version")
    submission = rows.get(pk=submission_id)
    if submission.state != Submission.State.WAITING:
        raise NotWaiting
    settings = AssignmentSettings.restored(submission.version.settings)
    first = Review.objects.filter(submission=submission).exclude(reviewer=None).first()
    if not settings.second_marker or first is None or first.reviewer_id == reviewer.pk:
        raise NotSecond
    second = SecondReview.objects.select_for_update().filter(submission=submission).first()
    if second is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():
            SecondReview.objects.create(submission=submission, reviewer=reviewer)
        second = SecondReview.objects.select_for_update().get(submission=submission)
    if second.reviewer_id is None:  # whoever wrote it is gone
        second.reviewer = reviewer
        second.save(update_fields=["reviewer"])
    if second.reviewer_id != reviewer.pk:
        raise NotSecond
    if second.done_at:
        raise SecondIsReady
    second.submission = submission
    return second, settings
