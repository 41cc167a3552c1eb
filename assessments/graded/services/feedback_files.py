"""Files that come with feedback. They follow the review: nobody but the run's trainers sees one before it is given."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.graded.models import FeedbackFile, WorkFile
from assessments.graded.services.reviewing import locked_review
from lms.ui.uploads import RefusedFile, Upload

MOST_FEEDBACK_FILES = 3


def add_feedback_file(
    *, submission_id: int, reviewer: Any, upload: Upload, copy_of: WorkFile | None = None
) -> FeedbackFile:
    """Put a checked file into the draft of a review. ``copy_of`` is the file of the submission that it is a copy of,
    with notes. Raises ``RefusedFile``, and whatever ``locked_review`` raises.

    The file is written first and its row second: a row never points to nothing.
    """
    file = FeedbackFile(name=upload.name, kind=upload.kind, size=len(upload.content), sha256=upload.sha256)
    file.copy_of = copy_of
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            file.review = locked_review(submission_id, reviewer)
            if file.review.files.count() >= MOST_FEEDBACK_FILES:
                raise RefusedFile(
                    _("There are %(number)d files already. Take one away first.") % {"number": MOST_FEEDBACK_FILES}
                )
            file.save()
    except BaseException:
        file.file.delete(save=False)
        raise
    return file


@transaction.atomic
def remove_feedback_file(*, submission_id: int, reviewer: Any, pk: int) -> None:
    """Take a file out of a review that has not been given. Raises whatever ``locked_review`` raises."""
    file = locked_review(submission_id, reviewer).files.filter(pk=pk).first()
    if file is None:
        return
    storage, name = file.file.storage, file.file.name
    transaction.on_commit(lambda: storage.delete(name))
    file.delete()
