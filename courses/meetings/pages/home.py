"""What the home of a training shows of its days: what is ahead, and what still asks for something."""

from dataclasses import dataclass, field

from courses.api import DaysFact, Enrolment
from courses.meetings.queries.for_rules import fact_of
from courses.meetings.queries.own import OwnDay, days_of

#: Coming days that are shown at once.
AHEAD = 2


@dataclass(frozen=True)
class HomeDays:
    """The days shown, how many more there are, and how they all stand."""

    shown: list[OwnDay] = field(default_factory=list)
    hidden: int = 0
    fact: DaysFact = DaysFact()


def days_at_home(enrolment: Enrolment) -> HomeDays:
    """The next days, and missed ones that can be made up or are compulsory. One statement, none for a run that never
    had a day."""
    days = days_of(enrolment) if enrolment.run.contact_days else []
    if not days:
        return HomeDays()
    ahead = [one for one in days if not one.meeting.is_over][:AHEAD]
    asking = [one for one in days if one.asks_make_up or (one.day.missed and one.meeting.compulsory)]
    chosen = {one.meeting.pk for one in ahead + [one for one in asking if not one.meeting.is_cancelled]}
    shown = [one for one in days if one.meeting.pk in chosen]
    return HomeDays(shown, len(days) - len(shown), fact_of(enrolment.run, days))
