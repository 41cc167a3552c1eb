"""The dates of a run, as the page shows them that makes the next run."""

from django.utils.translation import gettext as _

from courses.copying import DatedLine, RunDates, first_day, told_dates
from courses.models import Run


def dates_of(run: Run) -> RunDates:
    """Every date of the run: its own, those of its steps, and those that other rooms keep. A new start is counted
    from its first day, else from the earliest date of any kind."""
    lines = own_dates(run) + step_dates(run) + told_dates(run)
    return RunDates(lines=lines, base=run.starts or first_day(lines))


def own_dates(run: Run) -> list[DatedLine]:
    """The dates of the run itself."""
    known = (
        (_("The run starts"), run.starts),
        (_("The run ends"), run.ends),
        (_("Enrolment opens"), run.enrolment_opens),
        (_("Enrolment closes"), run.enrolment_closes),
    )
    return [DatedLine(what, when) for what, when in known if when]


def step_dates(run: Run) -> list[DatedLine]:
    """When its steps open, are due and close; one query."""
    words = {"opens_at": _("%(title)s opens"), "due_at": _("%(title)s is due"), "closes_at": _("%(title)s closes")}
    rows = run.items.order_by("section__position", "position").values("activity__title", *words)
    return [
        DatedLine(sentence % {"title": row["activity__title"]}, row[field])
        for row in rows
        for field, sentence in words.items()
        if row[field]
    ]
