"""The one door of questions that come and go."""

from assessments.interchange.encodings import too_large
from assessments.interchange.export_facts import Written
from assessments.interchange.facts import MAX_BYTES, EmbeddedPicture, Reading, UnusableFile
from assessments.interchange.planning import Plan, Planned, Verdict, plan_import, too_long
from assessments.interchange.reading import read_file
from assessments.interchange.services import WRITERS, export_questions, import_questions

__all__ = [
    "MAX_BYTES",
    "WRITERS",
    "EmbeddedPicture",
    "Plan",
    "Planned",
    "Reading",
    "UnusableFile",
    "Verdict",
    "Written",
    "export_questions",
    "import_questions",
    "plan_import",
    "too_long",
    "read_file",
    "too_large",
]
