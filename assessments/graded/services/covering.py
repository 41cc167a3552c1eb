"""Covering what identifies a client: the text is replaced wherever the work has it, and the work goes back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.graded.models import Review, Submission, Work, WorkFile
from assessments.graded.rules import assignments as rules
from assessments.graded.services.notices import tell_feedback
from assessments.graded.services.peer_oversight import cover_in_reviews
from assessments.graded.services.reviewing import NotWaiting
from courses.api import Enrolment
from lms.records.audit import log_fact


class NothingCovered(Exception):
    """None of the passages stands in the work, and no file was chosen. Nothing was changed."""


@transaction.atomic
def cover_and_return(
    *, submission_id: int, passages: Sequence[str], file_ids: Iterable[int], reason: str, actor: Any
) -> int:
    """Cover passages and take files away in the draft and in every version, and return the work with the reason.
    Nothing of what was covered is kept. Returns how many places were covered.

    Raises ``NothingCovered`` and ``NotWaiting``.
    """
    enrolment_id = Submission.objects.values_list("work__enrolment_id", flat=True).get(pk=submission_id)
    rows = Enrolment.objects.select_related("run", "learner__user").select_for_update(of=("self",))
    enrolment = rows.get(pk=enrolment_id)
    submission = Submission.objects.select_for_update(of=("self",)).select_related("work__activity").get(
        pk=submission_id
    )  # fmt: skip
    if submission.state != Submission.State.WAITING:
        raise NotWaiting
    found = _cover_texts(submission.work, passages, mark_in(enrolment.run.language))
    found += _take_files_away(submission.work, set(file_ids))
    if not found:
        raise NothingCovered
    _return(submission, reason=reason.strip(), actor=actor)
    log_fact("submission.covered", subject=submission, actor=actor, detail={"places": found})
    tell_feedback(submission, enrolment=enrolment)
    return found


def mark_in(language: str) -> str:
    """What stands where something was covered."""
    with translation.override(language):
        return _("[covered]")


def _cover_texts(work: Work, passages: Sequence[str], mark: str) -> int:
    """The draft, every version, and what trainers and participants have written of it: they may have quoted it."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    work.text, found = rules.covered(work.text, passages, mark)
    work.seq += 1  # a page that is still open holds the old text: it may not save over this
    work.writer = ""
    work.save(update_fields=["text", "seq", "writer"])
    for one in work.submissions.select_for_update():
        one.text, times = rules.covered(one.text, passages, mark)
        if times:
            one.words, one.covered_at, found = rules.words_in(one.text), timezone.now(), found + times
            one.save(update_fields=["text", "words", "covered_at"])
    for review in Review.objects.select_for_update().filter(submission__work=work):
        review.comment, in_comment = rules.covered(review.comment, passages, mark)
        review.note, in_note = rules.covered(review.note, passages, mark)
        found += in_comment + in_note
        review.save(update_fields=["comment", "note"])
    return found + cover_in_reviews(work, passages, mark)


def _take_files_away(work: Work, wanted: set[int]) -> int:
    """The files themselves go; their rows stay without a name, so that every version still tells what it had."""
    taken = 0
    for file in WorkFile.objects.select_for_update().filter(work=work, pk__in=wanted, covered_at=None):
        storage, name = file.file.storage, file.file.name
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
        file.name, file.file, file.in_draft, file.covered_at = f".{file.kind}", "", False, timezone.now()
        file.sha256 = ""
        file.save(update_fields=["name", "file", "in_draft", "covered_at", "sha256"])
        taken += 1
    return taken


def _return(submission: Submission, *, reason: str, actor: Any) -> None:
    """Given at once, whoever holds the review: what identifies somebody does not wait."""
    review, _made = Review.objects.get_or_create(submission=submission, defaults={"reviewer": actor})
    review.comment = "\n\n".join(filter(None, [reason, review.comment]))
    review.reviewer, review.decision = actor, Review.Decision.RETURNED
    review.state, review.released_at = Review.State.RELEASED, timezone.now()
    review.seq += 1
    review.save()
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.RETURNED)
    Work.objects.filter(pk=submission.work_id).update(state=Work.State.RETURNED)
