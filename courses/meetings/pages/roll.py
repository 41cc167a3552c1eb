"""The list of names on which a trainer marks who is there: shown, read from a post, and shown again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.api import Attendance as WayOfAttending
from courses.api import Enrolment, type_policy
from courses.meetings.models import Attendance, Meeting
from courses.meetings.rules.times import clock
from courses.meetings.services.marking import NOTHING, Mark, Said, said_in

PRESENT, PART, ABSENT = Attendance.State.PRESENT, Attendance.State.PART, Attendance.State.ABSENT
STATES = {"", PRESENT, PART, ABSENT}
REASON_LENGTH = 200
HALF_HOUR = 30


@dataclass
class Line:
    """One participant on the list. ``said`` is what the page shows, ``stored`` what is known."""

    enrolment: Enrolment
    name: str
    said: Said
    stored: Said
    version: int
    row: Attendance | None
    error: str = ""
    taken_by: str = ""

    @property
    def pk(self) -> int:
        return self.enrolment.pk

    @property
    def state(self) -> str:
        return self.said[0]

    @property
    def minutes(self) -> int:
        return self.said[1]

    @property
    def reason(self) -> str:
        return self.said[2]

    @property
    def was(self) -> str:
        """What the page shows before anybody touches it, for the next post."""
        state, minutes, reason = self.stored
        return f"{self.version}|{state}|{minutes}|{reason}"

    @property
    def mark(self) -> Mark:
        return Mark(self.pk, self.said, version=self.version, was=self.stored)


@dataclass
class Roll:
    """The whole list."""

    meeting: Meeting
    lines: list[Line]
    choices: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_joined(self) -> bool:
        """Whether one joins the day on the web instead of coming to it."""
        return type_policy(self.meeting.run.course.type).attendance == WayOfAttending.JOINED

    @property
    def errors(self) -> list[Line]:
        return [line for line in self.lines if line.error]

    @property
    def marks(self) -> list[Mark]:
        return [line.mark for line in self.lines]

    @property
    def there(self) -> int:
        return sum(line.state in (PRESENT, PART) for line in self.lines)


def roll_of(meeting: Meeting, people: Iterable[Enrolment], rows: dict[int, Attendance]) -> Roll:
    """The list as it is known."""
    lines = []
    for one in people:
        row = rows.get(one.pk)
        said = said_in(row)
        lines.append(Line(one, name_of(one), said, said, row.version if row else 0, row))
    return Roll(meeting, lines, choices_of(meeting))


def name_of(enrolment: Enrolment) -> str:
    return enrolment.learner.name or enrolment.learner.user.email


def choices_of(meeting: Meeting) -> list[tuple[int, str]]:
    """How long of a part day: its parts by their hours first, then by half hours."""
    named: dict[int, list[str]] = {}
    for part in meeting.hours:
        named.setdefault(part.minutes, []).append(f"{clock(part.starts)}–{clock(part.ends)}")  # noqa: RUF001 -- from … to
    if len(meeting.hours) == 1:
        named = {}
    steps = [minutes for minutes in range(HALF_HOUR, meeting.minutes, HALF_HOUR) if minutes not in named]
    parts = [(minutes, f"{hours(minutes)} ({' / '.join(when)})") for minutes, when in named.items()]
    return parts + [(minutes, hours(minutes)) for minutes in steps]


def hours(minutes: int) -> str:
    """3 h, 3,5 h."""
    whole, rest = divmod(minutes, 60)
    return _("%(hours)s h") % {"hours": f"{whole},{rest * 10 // 60}" if rest else str(whole)}


def usual_part(meeting: Meeting) -> int:
    """What is offered when somebody was there for a part: the first part, or half of the day."""
    parts = meeting.hours
    half = max(HALF_HOUR, meeting.minutes // 2 // HALF_HOUR * HALF_HOUR)
    return parts[0].minutes if len(parts) > 1 else half


def read_post(roll: Roll, post: QueryDict) -> None:
    """Put what was posted onto the list. What the post does not name stays as it is known; what cannot be is an
    error beside the name."""
    for line in roll.lines:
        if f"was-{line.pk}" not in post:
            continue
        line.version, line.stored = _before(post[f"was-{line.pk}"], line)
        state = post.get(f"state-{line.pk}", "")
        minutes = post.get(f"minutes-{line.pk}", "")
        reason = " ".join(post.get(f"reason-{line.pk}", "").replace("\x00", "").split())
        line.said, line.error = _read(roll.meeting, state, minutes, reason)


def _before(text: str, line: Line) -> tuple[int, Said]:
    """What the page had shown; nonsense is taken for a page that knew nothing."""
    version, state, minutes, reason = [*text.split("|", 3), "", "", "", ""][:4]
    if not (_is_number(version) and _is_number(minutes)):
        return 0, NOTHING
    return int(version), (state, int(minutes), reason)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _read(meeting: Meeting, state: str, minutes: str, reason: str) -> tuple[Said, str]:
    if state not in STATES:
        return NOTHING, _("Choose one option")
    if len(reason) > REASON_LENGTH:
        return (state, 0, reason[:REASON_LENGTH]), _("The reason is too long.")
    if state != PART:
        return (state, 0, reason if state == ABSENT else ""), ""
    there = int(minutes) if _is_number(minutes) else 0
    if not 0 < there <= meeting.minutes:
        return (state, 0, reason), _("Choose how long the person was there.")
    return (state, there, reason), ""


def fill_in(roll: Roll) -> None:
    """Everybody who is not marked yet is present, those who said that they cannot come are absent. Nothing is saved
    by it."""
    for line in roll.lines:
        if line.state or line.error:
            continue
        cannot = line.row is not None and line.row.cannot_come
        line.said = (ABSENT, 0, line.row.said_reason) if cannot else (PRESENT, 0, "")


def show_theirs(roll: Roll, rows: dict[int, Attendance]) -> None:
    """Somebody else was faster: beside each name stands what they marked. Saving once more is then meant."""
    for line in roll.lines:
        row = rows.get(line.pk)
        if row:
            line.row, line.version, line.stored = row, row.version, said_in(row)
            line.taken_by = row.marked_by.get_full_name() if row.marked_by else _("The participant")


def sheet_parts(meeting: Meeting) -> list[Any]:
    """The columns of the printed list."""
    return [f"{clock(part.starts)}–{clock(part.ends)}" for part in meeting.hours]  # noqa: RUF001 -- from … to
