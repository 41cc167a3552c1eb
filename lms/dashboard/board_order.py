"""The order of the board's table: by name, by how much is done, by when somebody was last seen. Pure."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.api import Step
from lms.dashboard.board import Person
from lms.dashboard.table_order import BACK, Column, column_of, in_order

NAME, DONE, SEEN = ORDERS = ("nimi", "tehty", "viimeksi")
BEFORE_ALL = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def people_in_order(
    people: Sequence[Person], order: str, *, by_name: Sequence[Person], steps: Sequence[Step]
) -> list[Person]:
    """``people`` in the order; who has not been seen comes before those seen long ago. ``by_name`` is everybody as
    names go; equals stay in that order."""
    if not order:
        return list(people)
    places = {one.enrolment.pk: place for place, one in enumerate(by_name)}
    keys = {
        DONE: lambda one: sum(step.activity_id in one.done for step in steps),
        SEEN: lambda one: one.last or BEFORE_ALL,
    }
    found = sorted(people, key=lambda one: places[one.enrolment.pk])
    return in_order(found, order, keys.get(order.removeprefix(BACK)))


def columns_of(order: str) -> list[Column]:
    """The heads that sort."""
    words = {NAME: _("Participant"), DONE: _("Done"), SEEN: _("Last seen")}
    return [column_of(name, told, order) for name, told in words.items()]


def seen_words(last: datetime.datetime | None, now: datetime.datetime) -> str:
    """When somebody was last seen, in weeks."""
    if last is None:
        return _("Has not begun yet")
    weeks = (now - last).days // 7
    if weeks < 1:
        return _("Less than a week ago")
    return ngettext("%(counter)s week ago", "%(counter)s weeks ago", weeks) % {"counter": weeks}
