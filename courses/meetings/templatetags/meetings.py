"""What templates of days need to say."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import get_language

from courses.api import Run
from courses.meetings.models import Meeting
from courses.meetings.queries.own import OwnDay
from courses.meetings.queries.sign_ups import days_shown_of
from courses.meetings.rules.times import hours_in_words

register = template.Library()


@register.filter
def hours_of(meeting: Meeting) -> str:
    """9.00–12.00, 13.00–16.00."""
    return hours_in_words(meeting.hours)


@register.filter
def title_of_run(run: Run) -> str:
    """What the run's training is called in the language of the page, and the run when it has a name of its own."""
    title = run.course.title_in(get_language())
    return title if run.name == title else f"{title}: {run.name}"


@register.simple_tag
def public_days(rows: Iterable[Any]) -> dict[int, list[Meeting]]:
    """By run the coming days that its public page shows, for rows with a ``run``; one statement for all."""
    return days_shown_of([row.run for row in rows])


@register.filter
def days_of_run(days: dict[int, list[Meeting]], run: Run) -> list[Meeting]:
    """Those of one run."""
    return days.get(run.pk, [])


@register.inclusion_tag("meetings/_status.html")
def day_status(own: OwnDay) -> dict:
    """Where a participant stands with a day, as a tag."""
    return {"own": own, "meeting": own.meeting, "day": own.day}
