"""Reading others' texts: taking the next one, writing about it, sending it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import Assignment, PeerReview, PeerTurn, Submission
from assessments.graded.queries.peer import texts_to_read, turns_in
from assessments.graded.rules import assignments as assignment_rules
from assessments.graded.rules import peer as peer_rules
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.finishing import finish_if_ready
from assessments.graded.services.notices import tell_peer_feedback
from courses.api import Enrolment
from lms.records.audit import log_fact


class NothingToRead(Exception):
    """There is no text for this reader now: nobody else has handed in, or every text has its readers."""


class AlreadySent(Exception):
    """The review has been sent, or the text is gone with its writer: nothing in it is written any more."""


class CannotSend(Exception):
    """Something is missing; ``missing`` names it (see ``peer_rules``). What was written is stored."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


@transaction.atomic
def take_turn(*, enrolment: Enrolment, activity_id: int, activity_key: UUID, wanted: int) -> PeerTurn:
    """Give ``enrolment`` the next text to read, or the one that is still open. Raises ``NothingToRead``.

    One reader at a time is served in an assignment, so that what is dealt out stays even.
    """
    Enrolment.objects.lock(enrolment.pk)
    Assignment.objects.select_for_update().get(key=activity_key)
    texts = texts_to_read(enrolment.run_id, activity_id)
    own = PeerTurn.objects.filter(enrolment=enrolment, activity_id=activity_id, submission__isnull=False)
    if held := own.filter(sent_at=None).first():
        return held
    if enrolment.pk not in {text.owner for text, _submission in texts.values()}:
        raise NothingToRead  # who has not handed in reads nobody's text
    turns = turns_in(enrolment.run_id, activity_id)
    chosen = [text for text, _submission in texts.values()]
    work = peer_rules.choose(chosen, turns, reader=enrolment.pk, wanted=wanted)
    # Locked, so that its writer does not take it back while it is given; taken back by now, it is given to nobody.
    text = Submission.objects.select_for_update().filter(pk=texts[work][1]) if work else Submission.objects.none()
    if not text.exclude(state=Submission.State.WITHDRAWN):
        raise NothingToRead
    return PeerTurn.objects.create(enrolment=enrolment, activity_id=activity_id, submission_id=texts[work][1])


@transaction.atomic
def save_turn(
    *,
    turn_id: int,
    levels: Mapping[str, str],
    comment: str,
    seq: int | None,
    writer: str = "",
    base: int | None = None,
) -> PeerTurn:
    """Store what was written if it is newer; when this returns, it is committed.

    Raises ``AlreadySent`` and ``WrittenElsewhere``.
    """
    turn = _locked(turn_id)
    if turn.sent_at:
        raise AlreadySent
    given = assignment_rules.levels_given(settings_of(turn), levels)
    verdict = judge_save(
        stored_seq=turn.seq,
        stored_writer=turn.writer,
        same_answer=(turn.levels, turn.comment) == (given, comment),
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise WrittenElsewhere(turn)
    if verdict == "store":
        turn.levels, turn.comment, turn.writer = given, comment, writer
        turn.seq, turn.saved_at = (turn.seq + 1 if seq is None else seq), timezone.now()
        turn.save(update_fields=["levels", "comment", "writer", "seq", "saved_at"])
    return turn


def _locked(turn_id: int) -> PeerTurn:
    """A turn whose text is still there. Raises ``AlreadySent``."""
    turn = PeerTurn.objects.select_for_update().filter(pk=turn_id, submission__isnull=False).first()
    if turn is None:
        raise AlreadySent
    return turn


def settings_of(turn: PeerTurn) -> AssignmentSettings:
    """The rules under which the text was handed in."""
    return AssignmentSettings.restored(turn.submission.version.settings)


@transaction.atomic
def send_turn(*, turn_id: int, enrolment: Enrolment) -> PeerReview:
    """Send the stored review. Sending again changes nothing. The reader's own assignment is done with it, when
    nothing else is missing. Raises ``CannotSend`` and, when the text is gone, ``AlreadySent``."""
    Enrolment.objects.lock(enrolment.pk)
    _one_at_a_time(turn_id)
    turn = _locked(turn_id)
    if turn.sent_at:
        return turn.review
    keys = [criterion.key for criterion in settings_of(turn).criteria]
    missing = peer_rules.missing_to_send(criteria=keys, levels=turn.levels, comment=turn.comment)
    if missing:
        raise CannotSend(*missing)
    turn.sent_at = timezone.now()
    turn.save(update_fields=["sent_at"])
    review = PeerReview.objects.create(
        submission_id=turn.submission_id, turn=turn, levels=turn.levels, comment=turn.comment, sent_at=turn.sent_at
    )
    log_fact("peer_review.sent", subject=review, actor=enrolment.learner.user)
    finish_if_ready(enrolment_id=enrolment.pk, activity_id=turn.activity_id, actor=enrolment.learner.user)
    _tell_writer(turn)
    return review


def _one_at_a_time(turn_id: int) -> None:
    """Readers of one assignment send one after another, as they take turns: of two who send the last reviews at once
    each would count without the other's, and the writer would never be told."""
    keys = PeerTurn.objects.filter(pk=turn_id).values("activity__key")
    list(Assignment.objects.select_for_update().filter(key__in=keys).values_list("pk"))


def _tell_writer(turn: PeerTurn) -> None:
    """Once, when as many have read as were to."""
    reviews = PeerReview.objects.filter(submission__work_id=turn.submission.work_id).count()
    if reviews >= settings_of(turn).peer_reviews:
        rows = Enrolment.objects.select_related("run", "learner__user")
        tell_peer_feedback(turn.submission, enrolment=rows.get(works=turn.submission.work_id))
