"""The order of the book of results: by name, by how much is done, by state, by the points of one requirement. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.graded.api import NOTHING
from courses.api import Step
from lms.dashboard.results import DONE as COMPLETED
from lms.dashboard.results import GOING, NOT_BEGUN, BookRow, Outcomes, has_points
from lms.dashboard.table_order import BACK, Column, column_of, in_order

NAME, DONE, STATE = "nimi", "tehty", "tila"
#: In front of a requirement's slug.
POINTS = "pisteet-"
STATES = (NOT_BEGUN, GOING, COMPLETED)


def orders_in(steps: Sequence[Step]) -> list[str]:
    """Every order that a book of these requirements has."""
    return [NAME, DONE, STATE, *(POINTS + step.slug for step in steps if has_points(step))]


def rows_in_order(rows: Sequence[BookRow], order: str, *, steps: Sequence[Step], outcomes: Outcomes) -> list[BookRow]:
    """``rows``, which stand as names go, in the order. Who has no points comes before the fewest."""
    name = order.removeprefix(BACK)
    activity = next((step.activity_id for step in steps if name == POINTS + step.slug), 0)

    def points(row: BookRow) -> int:
        reached = outcomes.get((row.enrolment.pk, activity), NOTHING).points
        return -1 if reached is None else reached

    keys = {DONE: lambda row: row.done, STATE: lambda row: STATES.index(row.state)}
    return in_order(rows, order, points if activity else keys.get(name))


def columns_of(order: str) -> list[Column]:
    """The first heads."""
    words = {NAME: _("Participant"), DONE: _("Done"), STATE: _("State")}
    return [column_of(name, told, order) for name, told in words.items()]


def heads_of(steps: Sequence[Step], order: str) -> list[tuple[Step, Column | None]]:
    """The requirements; those with points sort."""
    return [
        (step, column_of(POINTS + step.slug, str(number), order, step.title) if has_points(step) else None)
        for number, step in enumerate(steps, start=1)
    ]
