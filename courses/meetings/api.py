"""The one door of contact days."""

from courses.meetings.deadlines import Deadline, set_deadline_provider
from courses.meetings.models import Meeting, SignUp
from courses.meetings.pages.day import counts_first
from courses.meetings.pages.home import HomeDays, days_at_home
from courses.meetings.queries.board import (
    Presence,
    RunDays,
    coming_days,
    days_outside,
    make_ups_waiting,
    run_days,
)
from courses.meetings.queries.own import OwnDay, attendance_of, days_of, days_with_dates, missed_day_column
from courses.meetings.queries.planned import lacking_days
from courses.meetings.queries.sign_ups import sign_up_with, sign_ups_of
from courses.meetings.rules.attending import Day, Standing, standing_of
from courses.meetings.rules.times import Part, hours_in_words
from courses.meetings.services.from_plan import make_planned_days
from courses.meetings.services.marking import Mark, save_roll
from courses.meetings.services.planning import Plan, make_meeting
from courses.meetings.services.signing_up import sign_up_by

__all__ = [
    "Day",
    "Deadline",
    "HomeDays",
    "Mark",
    "Meeting",
    "OwnDay",
    "Part",
    "Plan",
    "Presence",
    "RunDays",
    "SignUp",
    "Standing",
    "attendance_of",
    "coming_days",
    "counts_first",
    "days_at_home",
    "days_of",
    "days_outside",
    "days_with_dates",
    "hours_in_words",
    "lacking_days",
    "make_meeting",
    "make_planned_days",
    "make_ups_waiting",
    "missed_day_column",
    "run_days",
    "save_roll",
    "set_deadline_provider",
    "sign_up_by",
    "sign_up_with",
    "sign_ups_of",
    "standing_of",
]
