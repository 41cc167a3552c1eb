"""What templates of days need to say."""

from django import template

from courses.meetings.models import Meeting
from courses.meetings.queries.own import OwnDay
from courses.meetings.rules.times import hours_in_words

register = template.Library()


@register.filter
def hours_of(meeting: Meeting) -> str:
    """9.00–12.00, 13.00–16.00."""
    return hours_in_words(meeting.hours)


@register.inclusion_tag("meetings/_status.html")
def day_status(own: OwnDay) -> dict:
    """Where a participant stands with a day, as a tag."""
    return {"own": own, "meeting": own.meeting, "day": own.day}
