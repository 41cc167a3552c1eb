"""A participant's days as a rule of completion judges them."""

from collections.abc import Sequence

from django.utils import timezone

from courses.api import Completion, DaysFact, Enrolment, Run, type_policy
from courses.meetings.queries.own import OwnDay, counting, days_of
from courses.meetings.queries.planned import lacking_days
from courses.meetings.rules.attending import standing_of


def days_for_rules(enrolment: Enrolment) -> DaysFact:
    """How a participant's days stand. Two statements, one when the run is at hand."""
    if not Enrolment.run.is_cached(enrolment):
        enrolment.run = Run.objects.select_related("course").get(pk=enrolment.run_id)
    return fact_of(enrolment.run, days_of(enrolment))


def fact_of(run: Run, days: Sequence[OwnDay]) -> DaysFact:
    """The same from days that have been read. Where the days complete the training, those that are planned and not
    made yet are days too, and before the run's last day more of them may come."""
    standing = standing_of(counting(days))
    by_days = type_policy(run.course.type).completion == Completion.DAYS
    lacking = len(lacking_days(run)) if by_days and not run.closed_at else 0
    goes_on = by_days and not run.closed_at and bool(run.ends and run.ends > timezone.localdate())
    return DaysFact(
        attended=standing.counted,
        compulsory_missing=standing.missing,
        compulsory=standing.compulsory,
        of=standing.of + lacking,
        ahead=(standing.ahead and not run.closed_at) or bool(lacking) or goes_on,
    )
