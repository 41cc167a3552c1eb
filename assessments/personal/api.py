"""The one door of personal answers."""

from assessments.kinds.exercises import EXERCISES, Exercise, Refused
from assessments.personal.models import CoachCode, CoachLink
from assessments.personal.queries import (
    Answer,
    all_answers_of,
    answers_of,
    entries_for_export,
    newest_answers_of,
    own_answer,
)
from assessments.personal.queries_coaching import (
    OwnShare,
    Walker,
    coach_code,
    coaching_runs,
    codes_of,
    link_of_coach,
    links_of,
    shares_of,
    walkers_of,
    was_shared_with,
    wish_of,
)
from assessments.personal.queries_own import (
    MOODS,
    Kept,
    Written,
    journal_of,
    journal_page_of,
    opened_pages,
    own_page_of,
)
from assessments.personal.services.answers import (
    OlderThanKept,
    OpenPage,
    WrittenElsewhere,
    delete_answer,
    pass_by,
    save_answer,
)
from assessments.personal.services.coaching import (
    CodeOver,
    TooManyCodes,
    end_as_coach,
    end_as_person,
    end_code,
    join_coach,
    make_code,
    show_progress,
)
from assessments.personal.services.journal import NotThere, delete_journal_entry, write_journal
from assessments.personal.services.own_page import (
    ChangedElsewhere,
    move_on_own_page,
    save_own_page,
    take_off_own_page,
)
from assessments.personal.services.passing import open_for, seal_for
from assessments.personal.services.sharing import (
    ChangedMeanwhile,
    read_share,
    share_answer,
    withdraw_share,
)
from assessments.personal.services.vaults import erase_vaults, reown_vaults
from assessments.personal.services.wishes import (
    ask_for_call,
    settle_call,
    take_back_call,
)
from assessments.personal.site_key import make_site_key

__all__ = [
    "EXERCISES",
    "MOODS",
    "Answer",
    "ChangedElsewhere",
    "ChangedMeanwhile",
    "CoachCode",
    "CoachLink",
    "CodeOver",
    "Exercise",
    "Kept",
    "NotThere",
    "OlderThanKept",
    "OpenPage",
    "OwnShare",
    "Refused",
    "TooManyCodes",
    "Walker",
    "Written",
    "WrittenElsewhere",
    "all_answers_of",
    "answers_of",
    "ask_for_call",
    "coach_code",
    "coaching_runs",
    "codes_of",
    "delete_answer",
    "delete_journal_entry",
    "end_as_coach",
    "end_as_person",
    "end_code",
    "entries_for_export",
    "erase_vaults",
    "join_coach",
    "journal_of",
    "journal_page_of",
    "link_of_coach",
    "links_of",
    "make_code",
    "make_site_key",
    "move_on_own_page",
    "newest_answers_of",
    "open_for",
    "opened_pages",
    "own_answer",
    "own_page_of",
    "pass_by",
    "read_share",
    "reown_vaults",
    "save_answer",
    "save_own_page",
    "seal_for",
    "settle_call",
    "share_answer",
    "shares_of",
    "show_progress",
    "take_back_call",
    "take_off_own_page",
    "walkers_of",
    "was_shared_with",
    "wish_of",
    "withdraw_share",
    "write_journal",
]
