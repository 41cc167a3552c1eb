"""What the trainers' pages of marking show, worked out before the templates. No queries of its own here."""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import Review, Submission
from assessments.graded.pages.assignments import RubricRow, rubric_of, versions_of
from assessments.graded.pages.naming import files_shown, hides_name, name_of, name_shown
from assessments.graded.queries.assignments import levels_in_words
from assessments.graded.queries.marking import DONE, HELD, MINE, NOBODYS, UNMARKED
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.services.feedback_files import MOST_FEEDBACK_FILES
from lms.accounts.api import User
from lms.ui.uploads import ACCEPT, LARGEST

#: Before the criterion's key in the form.
LEVEL = "level-"


@dataclass(frozen=True)
class Marks:
    """What the form shows: the stored marks, or what was typed and could not be taken."""

    levels: dict[str, str]
    comment: str
    note: str


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue."""

    submission: Submission
    name: str
    holder: str
    #: Who has taken it, one's own name too.
    taker: str
    is_mine: bool
    #: What the reader has to know of a second marker, in words; empty where nothing waits for them.
    second: str


def rows_of(submissions: list[Submission], *, me: User) -> list[QueueRow]:
    """The queue's lines; ``holder`` is somebody else who marks it."""
    rows = []
    for one in submissions:
        review, taker = getattr(one, "review", None), taker_of(one)
        holder = name_of(review.reviewer) if review and review.reviewer_id not in (None, me.pk) else ""
        taken_by = name_of(taker) if taker else ""
        rows.append(QueueRow(one, name_shown(one), holder, taken_by, taker == me, _second_of(one, me, bool(holder))))
    return rows


def _second_of(submission: Submission, me: User, is_held: bool) -> str:
    """Only who is not the first can be the second; that both are ready is told to everybody who may settle it."""
    review = getattr(submission, "review", None)
    is_open = submission.state == Submission.State.WAITING and not (review and review.state == Review.State.HELD)
    if not submission.wants_two or not is_open:
        return ""
    second = getattr(submission, "second_review", None)
    if second and second.done_at:
        return _("Both marks are ready")
    may_begin = is_held and (second is None or second.reviewer_id in (None, me.pk))
    return _("You can mark this second") if may_begin else ""


def taker_of(submission: Submission) -> User | None:
    """The trainer who has taken the work, or got it, to mark."""
    marking = getattr(submission.work, "marking", None)
    return marking.trainer if marking else None


def queue_filters(known: list[tuple[str, str, str, str, bool]], *, run: str, assignment: str) -> dict[str, Any]:
    """The choices of the two lists, without doubles, in order; and whether there is anybody to share marking with."""
    return {
        "runs": list(dict.fromkeys((code, name) for code, name, *_rest in known)),
        "assignments": list(dict.fromkeys((slug, title) for _code, _name, slug, title, _others in known)),
        "has_others": any(others for *_names, others in known),
        "chosen_run": run,
        "chosen_assignment": assignment,
    }


def list_page(chosen: Any, counts: dict[str, int], *, home: str = "marking:queue", mine: str = "") -> dict[str, Any]:
    """What stands around a list of what there is to mark: the ways to its other states and to whose it is."""
    return {
        "chosen": chosen,
        "states": state_links(chosen, counts, home=home),
        "ready": counts[HELD],
        "ready_url": f"{reverse(home)}?{urlencode(chosen.as_query() | {'tila': HELD})}",
        "owners": whose_links(chosen, home=home, mine=mine),
        "is_unmarked": chosen.state == UNMARKED,
        "is_held": chosen.state == HELD,
        "is_done": chosen.state == DONE,
    }


def state_links(chosen: Any, counts: dict[str, int], *, home: str) -> list[dict[str, Any]]:
    """The three lists one can look at on the page ``home``."""
    labels = ((UNMARKED, _("To be marked")), (HELD, _("Ready, not given yet")), (DONE, _("Given")))
    return [
        {
            "label": f"{label} ({counts[state]})" if state in counts else label,
            "url": f"{reverse(home)}?{urlencode(chosen.as_query() | {'tila': state})}",
            "is_here": state == chosen.state,
        }
        for state, label in labels
    ]


def whose_links(chosen: Any, *, home: str, mine: str = "") -> list[dict[str, Any]]:
    """Everybody's, one's own, or those that nobody has taken."""
    labels = (("", _("Everybody's")), (MINE, mine or _("My works")), (NOBODYS, _("Not taken")))
    return [
        {
            "label": label,
            "url": f"{reverse(home)}?{urlencode(chosen.as_query() | {'kenen': whose})}",
            "is_here": whose == chosen.whose,
        }
        for whose, label in labels
    ]


def marks_of(review: Review | None) -> Marks:
    """The stored marks as the form holds them."""
    if review is None:
        return Marks({}, "", "")
    return Marks({key: str(place) for key, place in review.levels.items()}, review.comment, review.note)


@dataclass(frozen=True)
class Said:
    """What somebody has just sent, and how it is answered."""

    typed: Marks | None = None
    problems: tuple[str, ...] = ()
    file_problem: str = ""
    release: str = ""
    #: Somebody else, or another window, saved first: what is stored is shown beside what was typed.
    conflict: bool = False


def marking_page(submission: Submission, *, me: User, said: Said) -> dict[str, Any]:
    """One submission with its rubric. Somebody else's review is shown, not written."""
    review = getattr(submission, "review", None)
    settings = AssignmentSettings.restored(submission.version.settings)
    is_mine = review is None or review.reviewer_id in (None, me.pk)
    is_waiting = submission.state == Submission.State.WAITING
    stored = marks_of(review)
    return head_of(submission) | {
        "review": review,
        "holder": "" if is_mine else name_of(review.reviewer),
        "may_write": is_mine and is_waiting,
        "is_waiting": is_waiting,
        "rubric": choices_of(settings, submission, said.typed or stored),
        "marks": said.typed or stored,
        "typed": said.typed,
        "stored": stored if said.conflict and stored != said.typed else None,
        "stored_levels": levels_in_words(review) if said.conflict and review else [],
        "seq": review.seq if review else 0,
        "writer": secrets.token_hex(8),
        "save_url": reverse("marking:save", args=[submission.pk]),
        "longest": LONGEST_COMMENT,
        "problems": [(target_of(one, settings), sentence_of(one)) for one in said.problems],
        "file_problem": said.file_problem,
        "release": said.release or ("hold" if review and review.state == Review.State.HELD else "now"),
        **files_page(submission, review),
    }


def head_of(submission: Submission) -> dict[str, Any]:
    """What stands above the marks, for whoever marks it."""
    hidden, taker = hides_name(submission), taker_of(submission)
    return {
        "submission": submission,
        "name": name_shown(submission),
        "hides_name": hidden,
        "taker": name_of(taker) if taker else "",
        "run": submission.work.enrolment.run,
        "title": submission.work.activity.title,
        "files": files_shown(submission, list(submission.files.all()), hidden=hidden),
    }


def earlier_page(submission: Submission, earlier: list[Submission]) -> list[dict[str, Any]]:
    """What was handed in before, newest first."""
    hidden = hides_name(submission)
    return [
        {"version": one, "files": files_shown(one.submission, one.files, hidden=hidden)} for one in versions_of(earlier)
    ]


@dataclass(frozen=True)
class GivenRow:
    """One file of the feedback; ``is_copy``: the learner's own, with notes."""

    pk: int
    name: str
    size: int
    url: str
    is_copy: bool = False


def files_page(submission: Submission, review: Review | None) -> dict[str, Any]:
    """The files of the feedback."""
    given = list(review.files.all()) if review else []
    return room_for_files(
        [
            GivenRow(
                one.pk,
                one.name,
                one.size,
                reverse("marking:feedback-file", args=[submission.pk, one.pk]),
                is_copy=one.copy_of_id is not None,
            )
            for one in given
        ]
    )


def room_for_files(given: list[GivenRow]) -> dict[str, Any]:
    """The files that are there, and what may still come."""
    return {
        "feedback_files": given,
        "room_for_files": len(given) < MOST_FEEDBACK_FILES,
        "most_files": MOST_FEEDBACK_FILES,
        "largest": LARGEST // (1024 * 1024),
        "accept": ACCEPT,
    }


def choices_of(settings: AssignmentSettings, submission: Submission, marks: Marks) -> list[dict[str, Any]]:
    """The rubric with what is chosen in it."""
    return [_with_choice(row, marks) for row in rubric_of(settings, submission.language)]


def _with_choice(row: RubricRow, marks: Marks) -> dict[str, Any]:
    return {"row": row, "name": f"{LEVEL}{row.key}", "chosen": marks.levels.get(row.key, "")}


def target_of(missing: str, settings: AssignmentSettings) -> str:
    """The field that a sentence of the error list leads to."""
    first = f"{LEVEL}{settings.criteria[0].key}-0" if settings.criteria else "comment"
    targets = {"levels": first, "comment": "comment", "second": "alone", "file": "file", "saved": "comment"}
    return targets.get(missing, "decision")


def sentence_of(missing: str) -> str:
    """What a decision still needs, said to the trainer."""
    return {
        "decision": _("Choose whether the work is accepted or returned."),
        "levels": _("Choose a level for every criterion before you accept."),
        "comment": _("Write what is to be completed: the learner reads it."),
        "conflict": _("You have marked this in another window too. What you wrote is still here: look and save again."),
        "held": _("Somebody else saved marks first. What you wrote is still here, below what they have saved."),
        "second": _(
            "The second marker is not ready yet. Your marks are kept as a draft: go on to the next one, or tick that "
            "you decide without them."
        ),
        "too_long": _("A comment fits in %(longest)d characters.") % {"longest": LONGEST_COMMENT},
    }[missing]
