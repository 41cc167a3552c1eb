"""The order of the board's table: by name, by how much is done, by when somebody was last seen. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.api import Step
from lms.dashboard.board import Person

NAME, DONE, SEEN = "nimi", "tehty", "viimeksi"
#: In front of an order that runs the other way.
BACK = "-"
BEFORE_ALL = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Column:
    """A head that sorts: its words, the order its link asks for, and how the table is sorted by it now ("" when it is
    not), as ``aria-sort`` says it."""

    words: str
    order: str
    sort: str


def read_order(asked: str) -> str:
    """The order that an address asks for; "" for the usual one."""
    return asked if asked.removeprefix(BACK) in (NAME, DONE, SEEN) else ""


def in_order(people: Sequence[Person], order: str, *, by_name: Sequence[Person], steps: Sequence[Step]) -> list[Person]:
    """``people`` in the order; who has not been seen comes before those seen long ago. ``by_name`` is everybody as
    names go; equals stay in that order."""
    if not order:
        return list(people)
    places = {one.enrolment.pk: place for place, one in enumerate(by_name)}
    found = sorted(people, key=lambda one: places[one.enrolment.pk])
    column, back = order.removeprefix(BACK), order.startswith(BACK)
    if column == DONE:
        found.sort(key=lambda one: sum(step.activity_id in one.done for step in steps), reverse=back)
    elif column == SEEN:
        found.sort(key=lambda one: one.last or BEFORE_ALL, reverse=back)
    elif back:
        found.reverse()
    return found


def columns_of(order: str) -> list[Column]:
    """The heads that sort. A head by which the table is sorted turns the order round."""
    words = {NAME: _("Participant"), DONE: _("Done"), SEEN: _("Last seen")}
    return [_column(name, told, order) for name, told in words.items()]


def _column(name: str, words: str, order: str) -> Column:
    sort = "ascending" if order == name else "descending" if order == BACK + name else ""
    return Column(words, BACK + name if order == name else name, sort)


def seen_words(last: datetime.datetime | None, now: datetime.datetime) -> str:
    """When somebody was last seen, in weeks."""
    if last is None:
        return _("Has not begun yet")
    weeks = (now - last).days // 7
    if weeks < 1:
        return _("Less than a week ago")
    return ngettext("%(counter)s week ago", "%(counter)s weeks ago", weeks) % {"counter": weeks}
