"""What is ready to be given in the runs that one teaches, and what will be given at a set time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from assessments.graded.models import PlannedRelease, Response, Submission
from assessments.graded.queries.hand_marking import answers_to_mark
from assessments.graded.queries.marking import HELD, queue_of


@dataclass(frozen=True)
class Ready:
    """Everything that could be given now."""

    submissions: QuerySet[Submission]
    answers: QuerySet[Response]

    def chosen(self, items: list[str]) -> tuple[list[int], list[int]]:
        """Keys of the submissions and answers that ``items`` names ("s12", "a7"); what is not ready is left out."""
        known = [
            [f"{letter}{pk}" for pk in rows.values_list("pk", flat=True)]
            for letter, rows in (("s", self.submissions), ("a", self.answers))
        ]
        return tuple([int(one[1:]) for one in names if one in set(items)] for names in known)


def ready_for(user: Any, *, run: str = "", assignment: str = "") -> Ready:
    """What ``user`` may give."""
    return Ready(
        queue_of(user, state=HELD, run=run, assignment=assignment).select_related("review__planned"),
        answers_to_mark(user, state=HELD, run=run, assignment=assignment).select_related("mark__planned"),
    )


def plan_of(user: Any, pk: int) -> PlannedRelease | None:
    """A release with something of a run that ``user`` teaches in it, still to come."""
    plan = PlannedRelease.objects.filter(pk=pk, given_at=None, cancelled_at=None).first()
    if plan is None:
        return None
    ready = ready_for(user)
    is_own = (
        ready.submissions.filter(review__planned=plan).exists() or ready.answers.filter(mark__planned=plan).exists()
    )
    return plan if is_own else None
