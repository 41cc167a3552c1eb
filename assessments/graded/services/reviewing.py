"""Marking: one review per submission, written by its holder, given to the learner at once or together with others."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import Review, SecondReview, Submission, Work
from assessments.graded.rules import assignments as rules
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.feedback_copies import copy_to_group
from assessments.graded.services.finishing import complete_assignment, has_read_enough
from assessments.graded.services.group_work import give_to_all
from assessments.graded.services.notices import tell_feedback
from assessments.graded.services.works import locked_enrolments
from courses.api import Enrolment, Evidence
from lms.records.audit import log_fact


class NotWaiting(Exception):
    """The submission was taken back, or its review has been given: nothing is marked any more."""


class HeldByAnother(Exception):
    """Somebody else is marking it."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__("somebody else is marking this")


class SecondFirst(Exception):
    """Who marks second has to be ready before they see, or go on with, what the first marker says."""


class NotDecided(Exception):
    """A decision lacks something; ``missing`` names it (see ``assignment_rules``). What was written is stored."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


@transaction.atomic
def save_review(
    *,
    submission_id: int,
    reviewer: Any,
    levels: Mapping[str, str],
    comment: str,
    note: str,
    seq: int | None,
    writer: str = "",
    base: int | None = None,
) -> Review:
    """Store a draft of the marks; the first who saves holds the review.

    Raises ``NotWaiting``, ``HeldByAnother`` and ``WrittenElsewhere``.
    """
    review = locked_review(submission_id, reviewer)
    given = rules.levels_given(AssignmentSettings.restored(review.submission.version.settings), levels)
    verdict = judge_save(
        stored_seq=review.seq,
        stored_writer=review.writer,
        same_answer=(review.levels, review.comment, review.note) == (given, comment, note),
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise WrittenElsewhere(review)
    if verdict == "store":
        review.levels, review.comment, review.note, review.writer = given, comment, note, writer
        review.seq, review.saved_at = (review.seq + 1 if seq is None else seq), timezone.now()
        review.save(update_fields=["levels", "comment", "note", "writer", "seq", "saved_at"])
    return review


def locked_review(submission_id: int, reviewer: Any) -> Review:
    """The review of a submission that waits, made and held on the way when nobody has it.

    Raises ``NotWaiting`` and ``HeldByAnother``.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version")
    submission = rows.get(pk=submission_id)  # locked first, so that it cannot be taken back meanwhile
    if submission.state != Submission.State.WAITING:
        raise NotWaiting
    review = Review.objects.select_for_update().filter(submission=submission).first()
    if review is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():
            Review.objects.create(submission=submission, reviewer=reviewer)
        review = Review.objects.select_for_update().get(submission=submission)
    if review.reviewer_id is None:  # whoever held it is gone
        review.reviewer = reviewer
        review.save(update_fields=["reviewer"])
    if review.reviewer_id != reviewer.pk:
        raise HeldByAnother(review)
    review.submission = submission
    return review


@transaction.atomic
def take_over(*, submission_id: int, reviewer: Any) -> None:
    """Mark on from where somebody else stopped. Raises ``NotWaiting`` and ``SecondFirst``."""
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    if submission.state != Submission.State.WAITING:
        raise NotWaiting
    if SecondReview.objects.filter(submission=submission, reviewer=reviewer, done_at=None).exists():
        raise SecondFirst
    changed = Review.objects.filter(submission=submission).exclude(reviewer=reviewer)
    if changed.update(reviewer=reviewer, writer=""):
        log_fact("review.taken_over", subject=submission, actor=reviewer)


@transaction.atomic
def decide(*, submission_id: int, reviewer: Any, decision: str, hold: bool, alone: bool = False) -> Review:
    """Accept or return what the stored review says. Held back, or given at once: then accepting completes the
    requirement in this same transaction, and with it perhaps the training. Where a second marker belongs to the
    assignment, one decides ``alone`` only by saying so.

    Raises ``NotWaiting``, ``HeldByAnother`` and ``NotDecided``.
    """
    enrolment = _lock_enrolment_of(submission_id)
    review = locked_review(submission_id, reviewer)
    settings = AssignmentSettings.restored(review.submission.version.settings)
    missing = rules.missing_to_decide(settings, decision=decision, levels=review.levels, comment=review.comment)
    if settings.second_marker and not alone and not _is_marked_twice(submission_id):
        missing = [*missing, "second"]
    if missing:
        raise NotDecided(*missing)
    review.decision, review.state = decision, Review.State.HELD
    review.save(update_fields=["decision", "state"])
    if not hold:
        _give(review, enrolment=enrolment, actor=reviewer)
    return review


def _is_marked_twice(submission_id: int) -> bool:
    return SecondReview.objects.filter(submission=submission_id, done_at__isnull=False).exists()


def _lock_enrolment_of(submission_id: int) -> Enrolment:
    """Before everything else, as completion does; with it those of everybody it was handed in together with."""
    submission = Submission.objects.only("shared", "work__enrolment_id").select_related("work").get(pk=submission_id)
    return locked_enrolments(submission)[submission.work.enrolment_id]


def _give(review: Review, *, enrolment: Enrolment, actor: Any) -> None:
    """The review becomes the learner's; the work follows its decision."""
    submission = review.submission
    review.state, review.released_at, review.planned = Review.State.RELEASED, timezone.now(), None
    review.save(update_fields=["state", "released_at", "planned"])
    Submission.objects.filter(pk=submission.pk).update(state=review.decision)
    Work.objects.filter(pk=submission.work_id).update(state=review.decision)
    log_fact(f"submission.{review.decision}", subject=submission, actor=actor)
    tell_feedback(submission, enrolment=enrolment)
    give_to_all(review, actor=actor)
    copy_to_group(review)
    if review.decision == Review.Decision.ACCEPTED and has_read_enough(submission):
        evidence = Evidence(kind="assignment_accepted", id=submission.pk)
        activity_id = Work.objects.values_list("activity_id", flat=True).get(pk=submission.work_id)
        complete_assignment(enrolment=enrolment, activity_id=activity_id, evidence=evidence, actor=actor)


def give_held(*, submission_ids: Iterable[int], actor: Any, plan_id: int | None = None) -> int:
    """Give every one of these reviews that is ready, with ``plan_id`` only if it is still planned so; one transaction
    each. How many were given."""
    return sum(_give_one(pk, actor, {"planned": plan_id} if plan_id else {}) for pk in submission_ids)


@transaction.atomic
def _give_one(submission_id: int, actor: Any, planned: Mapping[str, int]) -> bool:
    enrolment = _lock_enrolment_of(submission_id)
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    held = Review.objects.select_for_update().filter(submission=submission, state=Review.State.HELD, **planned)
    review = held.first()
    has_left = enrolment.status == Enrolment.Status.CANCELLED
    if review is None or has_left or submission.state != Submission.State.WAITING:
        return False
    review.submission = submission
    _give(review, enrolment=enrolment, actor=actor)
    return True


def note_seen(submissions: Iterable[Submission]) -> None:
    """Remember that the feedback on these submissions has been opened by whose they are; a statement only at the first
    time. In a group whoever opens it has opened it."""
    reviews = [getattr(one, "review", None) for one in submissions]
    new = [one.pk for one in reviews if one is not None and one.is_released and one.seen_at is None]
    if new:
        Review.objects.filter(pk__in=new, seen_at=None).update(seen_at=timezone.now())
