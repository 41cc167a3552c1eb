"""What pages of the rooms above say of getting in."""

from typing import Any

from django import template

from courses.admissions.queries.applications import waiting_in
from courses.admissions.queries.mine import Awaited, Pending, awaited_by
from courses.api import Run

register = template.Library()


@register.simple_tag
def people_waiting(run: Run) -> int:
    """How many wait for a decision or in the queue of the run; one statement."""
    return waiting_in(run)


@register.simple_tag(takes_context=True)
def awaited_in(context: Any, run: Run) -> Pending | None:
    """What the reader waits for in this run; None for a visitor. One statement a page, however many runs it shows."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return None
    known: Awaited | None = getattr(request, "awaited", None)
    if known is None:
        known = request.awaited = awaited_by(request.user)
    return next((one for one in [*known.offers, *known.others] if one.run_code == run.code), None)
