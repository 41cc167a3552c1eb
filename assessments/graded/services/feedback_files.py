"""Files that come with feedback, on works and on test answers. They follow what they belong to: nobody but the run's
trainers sees one before it is given."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.graded.models import AnswerFeedbackFile, FeedbackFile, ResponseMark, WorkFile
from assessments.graded.services.hand_marking import open_mark
from assessments.graded.services.reviewing import locked_review
from lms.ui.uploads import RefusedFile, Upload

MOST_FEEDBACK_FILES = 3
Given = TypeVar("Given", FeedbackFile, AnswerFeedbackFile)


def add_feedback_file(
    *, submission_id: int, reviewer: Any, upload: Upload, copy_of: WorkFile | None = None
) -> FeedbackFile:
    """Put a checked file into the draft of a review. ``copy_of`` is the file of the submission that it is a copy of,
    with notes. Raises ``RefusedFile``, and whatever ``locked_review`` raises."""

    def place(file: FeedbackFile) -> None:
        file.review = locked_review(submission_id, reviewer)
        _check_room(file.review.files.count())

    return _kept(FeedbackFile(copy_of=copy_of), upload, place)


def add_answer_feedback_file(*, response_id: int, marker: Any, upload: Upload) -> AnswerFeedbackFile:
    """Put a checked file into the draft of an answer's mark. Raises ``RefusedFile``, and whatever ``open_mark``
    raises."""

    def place(file: AnswerFeedbackFile) -> None:
        file.mark = open_mark(response_id, marker)
        _check_room(file.mark.files.count())

    with transaction.atomic():
        file = _kept(AnswerFeedbackFile(), upload, place)
        _tell(file.mark)
    return file


def _check_room(number: int) -> None:
    if number >= MOST_FEEDBACK_FILES:
        told = _("There are %(number)d files already. Take one away first.")
        raise RefusedFile(told % {"number": MOST_FEEDBACK_FILES})


def _kept(file: Given, upload: Upload, place: Callable[[Given], None]) -> Given:
    """The file is written first and its row second: a row never points to nothing. ``place`` locks what it belongs
    to, and may refuse."""
    file.name, file.kind, file.size, file.sha256 = upload.name, upload.kind, len(upload.content), upload.sha256
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            place(file)
            file.save()
    except BaseException:
        file.file.delete(save=False)
        raise
    return file


@transaction.atomic
def remove_feedback_file(*, submission_id: int, reviewer: Any, pk: int) -> None:
    """Take a file out of a review that has not been given. Raises whatever ``locked_review`` raises."""
    _remove(locked_review(submission_id, reviewer).files.filter(pk=pk).first())


@transaction.atomic
def remove_answer_feedback_file(*, response_id: int, marker: Any, pk: int) -> None:
    """Take a file out of a mark that has not been given. Raises whatever ``open_mark`` raises."""
    mark = open_mark(response_id, marker)
    _remove(mark.files.filter(pk=pk).first())
    _tell(mark)


def _remove(file: FeedbackFile | AnswerFeedbackFile | None) -> None:
    if file is None:
        return
    storage, name = file.file.storage, file.file.name
    transaction.on_commit(lambda: storage.delete(name))
    file.delete()


def _tell(mark: ResponseMark) -> None:
    """The mark tells of its files itself, so that a result shows them without asking."""
    mark.attached = [{"id": one.pk, "name": one.name, "size": one.size} for one in mark.files.all()]
    mark.save(update_fields=["attached"])
