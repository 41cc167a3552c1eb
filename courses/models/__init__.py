"""Who studies what, and how far."""

from courses.models.catalogue import Activity, Course, Publication, PublicationRef
from courses.models.invitations import Invitation
from courses.models.progress import Enrolment, Progress
from courses.models.runs import Group, Run, RunItem, RunSection, RunStaff

__all__ = [
    "Activity",
    "Course",
    "Enrolment",
    "Group",
    "Invitation",
    "Progress",
    "Publication",
    "PublicationRef",
    "Run",
    "RunItem",
    "RunSection",
    "RunStaff",
]
