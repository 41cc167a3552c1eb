"""What trainers do about peer reviews: set a level right, keep a comment back, free somebody, cover what tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import PeerReview, PeerTurn, Work
from assessments.graded.rules import assignments as rules
from assessments.graded.services.assignments import locked_work
from assessments.graded.services.finishing import finish_if_ready
from courses.api import Enrolment
from lms.records.audit import log_fact


class NoReason(Exception):
    """What a trainer changes needs a reason: the writer reads it."""


@transaction.atomic
def change_review(*, review_id: int, levels: Mapping[str, str], is_hidden: bool, reason: str, actor: Any) -> PeerReview:
    """Set levels in place of the reader's, and keep the comment from the writer or show it again. What the reader
    wrote is kept. Raises ``NoReason``."""
    if not reason.strip():
        raise NoReason
    rows = PeerReview.objects.select_for_update(of=("self",)).select_related("submission__version")
    review = rows.get(pk=review_id)
    settings = AssignmentSettings.restored(review.submission.version.settings)
    given = rules.levels_given(settings, levels)
    set_levels = {key: place for key, place in given.items() if review.levels.get(key) != place}
    wanted = (set_levels, is_hidden, reason.strip()[:500])
    if wanted == (review.set_levels, review.is_hidden, review.change_reason):
        return review  # the button was pressed twice
    review.set_levels, review.is_hidden, review.change_reason = wanted
    review.changed_by, review.changed_at = actor, timezone.now()
    review.save(update_fields=["set_levels", "is_hidden", "change_reason", "changed_by", "changed_at"])
    log_fact("peer_review.changed", subject=review, actor=actor, reason=review.change_reason)
    return review


@transaction.atomic
def waive_reading(*, enrolment_id: int, activity_id: int, reason: str, actor: Any) -> None:
    """Free somebody from reading others' texts; their assignment is done with it, when nothing else is missing.

    Raises ``NoReason``.
    """
    if not reason.strip():
        raise NoReason
    enrolment = Enrolment.objects.lock(enrolment_id)
    work = locked_work(enrolment, activity_id)
    if work.peer_waiver == reason.strip()[:500]:
        return  # the button was pressed twice
    work.peer_waiver = reason.strip()[:500]
    work.save(update_fields=["peer_waiver"])
    log_fact("work.peers_waived", subject=work, actor=actor, reason=work.peer_waiver)
    finish_if_ready(enrolment_id=enrolment_id, activity_id=activity_id, actor=actor)


def cover_in_reviews(work: Work, passages: Sequence[str], mark: str) -> int:
    """Readers may have quoted what a trainer covers. How many places were covered; the caller's transaction."""
    found = 0
    for turn in PeerTurn.objects.select_for_update().filter(submission__work=work):
        turn.comment, times = rules.covered(turn.comment, passages, mark)
        turn.seq, turn.writer, found = turn.seq + 1, "", found + times  # an open page may not save over this
        turn.save(update_fields=["comment", "seq", "writer"])
    for review in PeerReview.objects.select_for_update().filter(submission__work=work):
        review.comment, times = rules.covered(review.comment, passages, mark)
        found += times
        review.save(update_fields=["comment"])
    return found
