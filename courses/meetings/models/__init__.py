"""Contact days of a run, who was there, and what people need."""

from courses.meetings.models.attendance import Attendance, WalkIn
from courses.meetings.models.calendar import CalendarFeed
from courses.meetings.models.files import MeetingFile
from courses.meetings.models.meetings import Meeting
from courses.meetings.models.needs import Need
from courses.meetings.models.sign_ups import SignUp

__all__ = ["Attendance", "CalendarFeed", "Meeting", "MeetingFile", "Need", "SignUp", "WalkIn"]
