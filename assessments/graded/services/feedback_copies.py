"""What happens to files of feedback when it is given to a group, and when what they are copies of is taken away."""

from django.core.files.base import ContentFile
from django.db import transaction

from assessments.graded.models import FeedbackFile, Review, WorkFile
from assessments.graded.services.works import handed_in_with


def copy_to_group(review: Review) -> None:
    """Everybody in the group gets the files of the feedback as their own, so that nobody's go with another's. A file
    that is left without a row, when this fails, is swept away. No query for one's own work."""
    submission = review.submission
    if submission.shared is None:
        return
    files = list(review.files.all())
    others = Review.objects.filter(submission__in=handed_in_with(submission)).exclude(pk=review.pk)
    for other in others.filter(files=None) if files else ():
        for file in files:
            _copy(file, other)


def _copy(file: FeedbackFile, review: Review) -> None:
    kept = ("copy_of_id", "name", "kind", "size", "sha256", "added_at")
    copy = FeedbackFile(review=review, **{name: getattr(file, name) for name in kept})
    with file.file.open("rb") as content:
        copy.file.save(file.name, ContentFile(content.read()), save=False)
    copy.save()


def forget_copies(file: WorkFile) -> None:
    """A file is taken away because a client can be known from it: so can they from its copies in feedback that has
    been given. What is being marked now keeps its file, which may be the covered copy."""
    copies = FeedbackFile.objects.select_for_update().filter(copy_of=file, review__state=Review.State.RELEASED)
    for copy in copies:
        storage, name = copy.file.storage, copy.file.name
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
        copy.delete()
