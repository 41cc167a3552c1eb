"""How one gets into a run: its way in, applications, employers' approvals, and the one queue for its places."""

from courses.admissions.models.applications import Application, Approval
from courses.admissions.models.queue import Turn
from courses.admissions.models.ways import Admission, Question

__all__ = ["Admission", "Application", "Approval", "Question", "Turn"]
