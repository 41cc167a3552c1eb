"""When the assignments and milestones of a run are due, for the page that makes the next run from it."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from assessments.graded.models import AssignmentVersion
from assessments.graded.rules.assignments import due_at
from courses.api import Activity, DatedLine, Run


def due_dates_of(run: Run) -> list[DatedLine]:
    """The due dates that are counted from the run's first day: they move along by themselves. One query, and none for
    a run without a first day. A date that the run has set itself is told by its steps."""
    if run.starts is None:
        return []
    newest = AssignmentVersion.objects.filter(assignment__key=OuterRef("key")).order_by("-number")
    own = Q(run_items__run=run, run_items__due_at=None, kind=Activity.Kind.ASSIGNMENT)
    rows = (
        Activity.objects.filter(own | Q(milestone__project__run_items__run=run))
        .annotate(rules=Subquery(newest.values("settings")[:1]))
        .order_by("pk")
        .values_list("title", "rules")
    )
    days = [(title, (rules or {}).get("due_days")) for title, rules in rows]
    dates = [
        (title, due_at(extended_until=None, set_for_run=None, starts=run.starts, due_days=after))
        for title, after in days
    ]
    return [DatedLine(_("%(title)s is due") % {"title": title}, when) for title, when in dates if when]
