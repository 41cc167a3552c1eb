"""The one door of privacy."""

from lms.privacy.declarations import Declaration, declarations, personal_declarations
from lms.privacy.erasure import CannotErase, erase_learner, what_stays
from lms.privacy.export import export_learner, sections_of

__all__ = [
    "CannotErase",
    "Declaration",
    "declarations",
    "erase_learner",
    "export_learner",
    "personal_declarations",
    "sections_of",
    "what_stays",
]
