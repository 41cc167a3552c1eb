"""Days as calendar programs take them (RFC 5545)."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vUri

from courses.api import Course
from courses.meetings.deadlines import Deadline
from courses.meetings.models import Meeting
from courses.meetings.rules.times import ZONE, hours_in_words

REFRESH = datetime.timedelta(hours=4)
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
#: The zone as a rule and not as a list of nights: a program that keeps it has no year in which it ends.
EASTERN_EUROPE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:DAYLIGHT
DTSTART:19960331T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
"""


def uid_of(meeting: Meeting) -> str:
    """The same for ever: by it a program knows that a day has moved and is no new one."""
    return f"{meeting.key}@{urlsplit(settings.PUBLIC_BASE_URL).hostname or 'localhost'}"


def calendar_of(
    meetings: Iterable[Meeting],
    *,
    language: str,
    name: str = "",
    method: str = PUBLISH,
    deadlines: Iterable[Deadline] = (),
    page: str = "",
) -> bytes:
    """A calendar with an event for each day, a cancelled one as cancelled, and a moment for each of ``deadlines``.
    ``page`` is what the days lead to instead of the participant's own page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Polku//Contact days//FI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", REFRESH)
    calendar.add_component(Timezone.from_ical(EASTERN_EUROPE))
    for meeting in meetings:
        calendar.add_component(_event(meeting, language, page or page_of(meeting)))
    for deadline in deadlines:
        calendar.add_component(_moment(deadline, language))
    return calendar.to_ical()


def _moment(deadline: Deadline, language: str) -> Event:
    """A date by which something has to be done. It takes no time from the day, so nobody seems to be busy then."""
    event, at = Event(), deadline.at.astimezone(ZONE)
    course = Course(titles=deadline.titles).title_in(language)
    event.add("uid", f"{deadline.key}@{urlsplit(settings.PUBLIC_BASE_URL).hostname or 'localhost'}")
    event.add("dtstamp", timezone.now().astimezone(datetime.UTC))
    event.add("dtstart", at)
    event.add("dtend", at)
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{deadline.title} – {course}")  # noqa: RUF001 -- a dash
    event.add("url", vUri(settings.PUBLIC_BASE_URL + deadline.path))
    return event


def _event(meeting: Meeting, language: str, page: str) -> Event:
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(datetime.UTC))
    event.add("last-modified", meeting.changed_at.astimezone(datetime.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(ZONE))
    event.add("dtend", meeting.ends_at.astimezone(ZONE))
    event.add("summary", f"{meeting.title} – {meeting.run.course.title_in(language)}")  # noqa: RUF001 -- a dash
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    where = ", ".join(part for part in (meeting.place, meeting.address) if part) or meeting.link
    if where:
        event.add("location", where)
    event.add("description", _description(meeting, page))
    event.add("url", vUri(page))
    return event


def page_of(meeting: Meeting) -> str:
    """Where everything about the day stands."""
    return settings.PUBLIC_BASE_URL + reverse("meetings:day", args=[meeting.run.code, meeting.pk])


def _description(meeting: Meeting, page: str) -> str:
    lines = [hours_in_words(meeting.hours)]
    if meeting.link:
        lines.append(_("Online: %(link)s") % {"link": meeting.link})
    if meeting.bring:
        lines.append(_("Bring along: %(things)s") % {"things": meeting.bring})
    return "\n".join([*lines, page])
