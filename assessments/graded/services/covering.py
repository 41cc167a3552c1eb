"""Covering what identifies a client: the text is replaced wherever the work has it, and the work goes back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.graded.models import Review, SecondReview, Submission, Work, WorkFile
from assessments.graded.rules import assignments as rules
from assessments.graded.services.feedback_copies import copy_to_group, forget_copies
from assessments.graded.services.group_work import give_to_all
from assessments.graded.services.notices import tell_feedback
from assessments.graded.services.peer_oversight import cover_in_reviews
from assessments.graded.services.reviewing import NotWaiting
from assessments.graded.services.works import group_work_of, handed_in_with, locked_enrolments
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
    seen = Submission.objects.only("shared", "work__enrolment_id").select_related("work").get(pk=submission_id)
    enrolment = locked_enrolments(seen)[seen.work.enrolment_id]
    submission = Submission.objects.select_for_update(of=("self",)).select_related("work__activity").get(
        pk=submission_id
    )  # fmt: skip
    if submission.state != Submission.State.WAITING:
        raise NotWaiting
    works, mark = _works_of(submission), mark_in(enrolment.run.language)
    found = max(_cover_texts(work, passages, mark) for work in works)  # a group's members have the same text
    found += _take_files_away(works, set(file_ids))
    if not found:
        raise NothingCovered
    review = _return(submission, reason=reason.strip(), actor=actor)
    log_fact("submission.covered", subject=submission, actor=actor, detail={"places": found})
    tell_feedback(submission, enrolment=enrolment)
    give_to_all(review, actor=actor)
    copy_to_group(review)
    return found


def _works_of(submission: Submission) -> list[Work]:
    """The work, with those of everybody it was handed in together with, and the group's own draft."""
    others = Work.objects.filter(submissions__in=handed_in_with(submission)).exclude(pk=submission.work_id)
    return [submission.work, *group_work_of(submission), *others.order_by("pk")]


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
    for second in SecondReview.objects.select_for_update().filter(submission__work=work):
        second.comment, times = rules.covered(second.comment, passages, mark)
        found += times
        second.save(update_fields=["comment"])
    return found + cover_in_reviews(work, passages, mark)


def _take_files_away(works: list[Work], wanted: set[int]) -> int:
    """The files themselves go; their rows stay without a name, so that every version still tells what it had."""
    taken = 0
    for file in WorkFile.objects.select_for_update().filter(work__in=works, pk__in=wanted, covered_at=None):
        storage, name = file.file.storage, file.file.name
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
        file.name, file.file, file.in_draft, file.covered_at = f".{file.kind}", "", False, timezone.now()
        file.sha256 = ""
        file.save(update_fields=["name", "file", "in_draft", "covered_at", "sha256"])
        forget_copies(file)
        taken += 1
    return taken


def _return(submission: Submission, *, reason: str, actor: Any) -> Review:
    """Given at once, whoever holds the review: what identifies somebody does not wait."""
    review, _made = Review.objects.get_or_create(submission=submission, defaults={"reviewer": actor})
    review.comment = "\n\n".join(filter(None, [reason, review.comment]))
    review.reviewer, review.decision = actor, Review.Decision.RETURNED
    review.state, review.released_at = Review.State.RELEASED, timezone.now()
    review.seq += 1
    review.save()
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.RETURNED)
    Work.objects.filter(pk=submission.work_id).update(state=Work.State.RETURNED)
    review.submission = submission
    return review
