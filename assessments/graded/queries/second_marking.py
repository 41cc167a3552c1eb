"""What second markers have said."""

from typing import Any

from assessments.graded.models import Review, SecondReview
from assessments.graded.queries.assignments import levels_in_words


def second_reviews_for_export(learner: Any) -> list[dict[str, Any]]:
    """What second markers have said of a person's assignments, once the feedback is given."""
    rows = SecondReview.objects.filter(
        submission__work__enrolment__learner=learner,
        submission__review__state=Review.State.RELEASED,
        done_at__isnull=False,
    )
    rows = rows.select_related("submission__work__activity", "submission__version").order_by("pk")
    return [
        {
            "activity__title": one.submission.work.activity.title,
            "number": one.submission.number,
            "decision": one.get_decision_display(),
            "levels": [f"{title}: {text}" for title, text in levels_in_words(one)],
            "comment": one.comment,
        }
        for one in rows
    ]
