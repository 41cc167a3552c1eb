"""What trainers have set by hand of one person's results, as the person reads it."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessments.graded.models import Override
from lms.records.prepared import Prepared


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A result that a trainer has set. Points in hundredths; the trainer was told that the person reads the reason."""

    points: int
    max_points: int
    reason: str
    at: datetime.datetime


def set_by_hand(enrolment_id: int) -> dict[int, SetByHand]:
    """By activity, the results of one enrolment that stand as a trainer set them; one statement."""
    newest = {row[0]: row[1:] for row in _SET.rows(enrolment_id)}
    return {activity: SetByHand(*row) for activity, row in newest.items() if row[0] is not None}


def any_set_by_hand() -> Exists:
    """For a queryset of enrolments: whether anything was ever set by hand, so that it need not be asked for."""
    return Exists(Override.objects.filter(enrolment=OuterRef("pk")))


def _set(enrolment_id: int) -> QuerySet:
    rows = Override.objects.filter(enrolment=enrolment_id).order_by("at", "pk")
    return rows.values_list("activity_id", "points", "max_points", "reason", "at")


_SET = Prepared(_set, -1)
