"""What contact days do when courses tell or ask something."""

from typing import Any

from django.utils.translation import gettext as _

from courses.api import (
    DatedLine,
    Run,
    RunFull,
    enrolment_asked,
    enrolments_folding,
    entrance,
    run_closed,
    run_copied,
    tell_compulsory,
    tell_days,
    tells_dates,
)
from courses.discussions.api import Draft, let_drafts_be_kept
from courses.meetings.models import Meeting
from courses.meetings.queries.for_rules import days_for_rules
from courses.meetings.queries.own import may_make_up
from courses.meetings.queries.sign_ups import LIGHT, event_column, event_of, places_left_at
from courses.meetings.services.folding import join_calendars, move_days
from courses.meetings.services.planning import copy_meetings
from courses.meetings.services.settling import settle_by_days
from lms.accounts.api import accounts_joining


def register() -> None:
    """Called once, when the app is ready."""
    let_drafts_be_kept(Draft.Kind.MAKE_UP, may_make_up)
    enrolments_folding.receiver(move_days)
    accounts_joining.receiver(join_calendars)
    enrolment_asked.receiver(leave_their_places)
    entrance(event_of, last=True, event_day=event_column())
    run_copied.receiver(copy_days)
    tells_dates(dates_of)
    run_closed.receiver(settle_the_closed)
    tell_days(days_for_rules)
    tell_compulsory(compulsory_days)


def leave_their_places(*, run_id: int, learner_id: int | None, invited: bool) -> None:
    """Nobody takes the place of somebody who signed up without an account. Raises ``RunFull``."""
    run = Run.objects.select_for_update().filter(pk=run_id, course__type__in=LIGHT).first()
    if run and places_left_at(run) == 0:
        raise RunFull(_("This run is full."))


def copy_days(*, source_id: int, target_id: int, days: int) -> None:
    """A run was made from an earlier one: its days come along."""
    source, target = Run.objects.get(pk=source_id), Run.objects.get(pk=target_id)
    copy_meetings(source=source, target=target, days=days, actor=None)


def dates_of(run: Any) -> list[DatedLine]:
    """The run's days, for the page that makes the next run from it."""
    days = Meeting.objects.filter(run=run, cancelled_at=None) if run.contact_days else []
    return [DatedLine(_("Contact day: %(title)s") % {"title": day.title}, day.starts_at) for day in days]


def settle_the_closed(*, run_id: int) -> None:
    """No more days come: whoever has attended enough of them is ready."""
    settle_by_days([run_id])


def compulsory_days(run_id: int) -> tuple[str, ...]:
    """What the run's compulsory days are called."""
    days = Meeting.objects.filter(run=run_id, compulsory=True, cancelled_at=None)
    return tuple(days.order_by("starts_at").values_list("title", flat=True))
