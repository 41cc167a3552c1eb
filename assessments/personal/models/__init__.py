"""What a person writes for themselves, sealed with a key of their own, and the coach they let walk beside them."""

from assessments.personal.models.addresses import Channel
from assessments.personal.models.coaching import CoachCode, CoachLink, LinkEvent
from assessments.personal.models.entries import Entry
from assessments.personal.models.handing import Handover
from assessments.personal.models.idle import IdleWarning
from assessments.personal.models.measures import FigureConsent, FigureReport, Measurement, Scale, ScaleVersion
from assessments.personal.models.moods import MoodMark
from assessments.personal.models.own import JournalEntry, OwnPage
from assessments.personal.models.reminders import Reminder
from assessments.personal.models.sharing import Share, SharedPart
from assessments.personal.models.sittings import Sitting, SittingNote
from assessments.personal.models.vault import Vault
from assessments.personal.models.ways_back import WayBack
from assessments.personal.models.wishes import CallWish

__all__ = [
    "CallWish",
    "Channel",
    "CoachCode",
    "CoachLink",
    "Entry",
    "FigureConsent",
    "FigureReport",
    "Handover",
    "IdleWarning",
    "JournalEntry",
    "LinkEvent",
    "Measurement",
    "MoodMark",
    "OwnPage",
    "Reminder",
    "Scale",
    "ScaleVersion",
    "Share",
    "SharedPart",
    "Sitting",
    "SittingNote",
    "Vault",
    "WayBack",
]
