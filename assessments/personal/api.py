"""The one door of personal answers."""

from assessments.kinds.exercises import EXERCISES, Exercise, Refused
from assessments.personal.queries import Answer, all_answers_of, answers_of, entries_for_export, newest_answers_of
from assessments.personal.services.answers import OlderThanKept, OpenPage, WrittenElsewhere, delete_answer, save_answer
from assessments.personal.services.passing import open_for, seal_for
from assessments.personal.services.vaults import erase_vaults, reown_vaults
from assessments.personal.site_key import make_site_key

__all__ = [
    "EXERCISES",
    "Answer",
    "Exercise",
    "OlderThanKept",
    "OpenPage",
    "Refused",
    "WrittenElsewhere",
    "all_answers_of",
    "answers_of",
    "delete_answer",
    "entries_for_export",
    "erase_vaults",
    "make_site_key",
    "newest_answers_of",
    "open_for",
    "reown_vaults",
    "save_answer",
    "seal_for",
]
