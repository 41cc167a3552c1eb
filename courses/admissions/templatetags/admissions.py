"""What pages of the rooms above say of getting in."""

from django import template

from courses.admissions.queries.applications import waiting_in
from courses.api import Run

register = template.Library()


@register.simple_tag
def people_waiting(run: Run) -> int:
    """How many wait for a decision or in the queue of the run; one statement."""
    return waiting_in(run)
