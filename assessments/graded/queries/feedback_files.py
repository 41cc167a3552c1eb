"""Reading files that come with feedback: the run's trainers at any time, its learner once it is given."""

from typing import Any

from django.db.models import F

from assessments.graded.models import AnswerFeedbackFile, FeedbackFile, Response, Review
from assessments.graded.queries.marking import submission_for
from courses.api import enrolment_for


def given_file(learner: Any, run_code: str, slug: str, pk: int) -> FeedbackFile | None:
    """A file of feedback that the learner has been given; two queries."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    rows = FeedbackFile.objects.filter(
        review__state=Review.State.RELEASED, review__submission__work__enrolment=enrolment
    )
    return rows.filter(review__submission__work__activity__slug=slug, pk=pk).first()


def file_for_trainer(user: Any, submission: int, pk: int) -> FeedbackFile | None:
    """A file of a review in a run that ``user`` teaches."""
    found = submission_for(user, submission)
    return FeedbackFile.objects.filter(review__submission=found, pk=pk).first() if found else None


def files_for_export(learner: Any) -> list[dict[str, Any]]:
    """Files that came with a person's feedback. What is not given yet is not told."""
    rows = FeedbackFile.objects.filter(
        review__submission__work__enrolment__learner=learner, review__state=Review.State.RELEASED
    )
    names = ("review__submission__work__activity__title", "name", "size", "added_at")
    return [
        {"activity__title": title, "name": name, "size": size, "added_at": added}
        for title, name, size, added in rows.order_by("pk").values_list(*names)
    ]


def given_answers_file(learner: Any, run_code: str, slug: str, pk: int) -> AnswerFeedbackFile | None:
    """A file that came with the marking of the learner's own answer, once it is given; two queries. It goes with the
    trainer's word: where the test's settings do not show that, its result page leads to none."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    rows = AnswerFeedbackFile.objects.filter(
        mark__released_at__isnull=False,
        mark__response__attempt__enrolment=enrolment,
        mark__response__attempt__activity__slug=slug,
    )
    return rows.filter(pk=pk).first()


def file_of_mark(response: Response, pk: int) -> AnswerFeedbackFile | None:
    """A file of this very answer's mark."""
    return AnswerFeedbackFile.objects.filter(mark__response=response, pk=pk).first()


def answer_files_for_export(learner: Any) -> list[dict[str, Any]]:
    """Files that came with the marking of a person's test answers. What is not given yet is not told."""
    rows = AnswerFeedbackFile.objects.filter(
        mark__response__attempt__enrolment__learner=learner, mark__released_at__isnull=False
    )
    return list(
        rows.order_by("pk").values("name", "size", "added_at", quiz=F("mark__response__attempt__activity__title"))
    )
