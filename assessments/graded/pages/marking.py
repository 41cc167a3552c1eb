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
from assessments.graded.queries.assignments import DONE, HELD, UNMARKED
from assessments.graded.rules.assignments import LONGEST_COMMENT
from lms.accounts.api import User

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


def name_of(user: User | None) -> str:
    """What staff call a person: the name, else the address one signs in with."""
    return (user.get_full_name() or user.email) if user else _("Name not given")


def rows_of(submissions: list[Submission], *, me: User) -> list[QueueRow]:
    """The queue's lines; ``holder`` is somebody else who marks it."""
    rows = []
    for one in submissions:
        review = getattr(one, "review", None)
        holder = name_of(review.reviewer) if review and review.reviewer_id not in (None, me.pk) else ""
        rows.append(QueueRow(one, name_of(one.work.enrolment.learner.user), holder))
    return rows


def queue_filters(known: list[tuple[str, str, str, str]], *, run: str, assignment: str) -> dict[str, Any]:
    """The choices of the two lists, without doubles, in order."""
    return {
        "runs": list(dict.fromkeys((code, name) for code, name, _slug, _title in known)),
        "assignments": list(dict.fromkeys((slug, title) for _code, _name, slug, title in known)),
        "chosen_run": run,
        "chosen_assignment": assignment,
    }


def state_links(chosen: str, counts: dict[str, int], *, run: str, assignment: str) -> list[dict[str, Any]]:
    """The three lists one can look at."""
    home = reverse("marking:queue")
    labels = ((UNMARKED, _("To be marked")), (HELD, _("Ready, not given yet")), (DONE, _("Given")))
    return [
        {
            "label": f"{label} ({counts[state]})" if state in counts else label,
            "url": f"{home}?{urlencode({'tila': state, 'toteutus': run, 'tehtava': assignment})}",
            "is_here": state == chosen,
        }
        for state, label in labels
    ]


def marks_of(review: Review | None) -> Marks:
    """The stored marks as the form holds them."""
    if review is None:
        return Marks({}, "", "")
    return Marks({key: str(place) for key, place in review.levels.items()}, review.comment, review.note)


def marking_page(
    submission: Submission,
    earlier: list[Submission],
    *,
    me: User,
    typed: Marks | None = None,
    problems: tuple[str, ...] = (),
    release: str = "",
    instructions: str = "",
) -> dict[str, Any]:
    """One submission with its rubric. Somebody else's review is shown, not written."""
    review = getattr(submission, "review", None)
    settings = AssignmentSettings.restored(submission.version.settings)
    is_mine = review is None or review.reviewer_id in (None, me.pk)
    is_waiting = submission.state == Submission.State.WAITING
    marks = typed or marks_of(review)
    return {
        "submission": submission,
        "name": name_of(submission.work.enrolment.learner.user),
        "run": submission.work.enrolment.run,
        "title": submission.work.activity.title,
        "files": list(submission.files.all()),
        "review": review,
        "holder": "" if is_mine else name_of(review.reviewer),
        "may_write": is_mine and is_waiting,
        "is_waiting": is_waiting,
        "rubric": [_with_choice(row, marks) for row in rubric_of(settings, submission.language)],
        "marks": marks,
        "seq": review.seq if review else 0,
        "writer": secrets.token_hex(8),
        "save_url": reverse("marking:save", args=[submission.pk]),
        "longest": LONGEST_COMMENT,
        "problems": [(target_of(one, settings), sentence_of(one)) for one in problems],
        "release": release or ("hold" if review and review.state == Review.State.HELD else "now"),
        "earlier": versions_of(earlier),
        "instructions": instructions,
    }


def _with_choice(row: RubricRow, marks: Marks) -> dict[str, Any]:
    return {"row": row, "name": f"{LEVEL}{row.key}", "chosen": marks.levels.get(row.key, "")}


def target_of(missing: str, settings: AssignmentSettings) -> str:
    """The field that a sentence of the error list leads to."""
    first = f"{LEVEL}{settings.criteria[0].key}-0" if settings.criteria else "comment"
    return {"levels": first, "comment": "comment"}.get(missing, "decision")


def sentence_of(missing: str) -> str:
    """What a decision still needs, said to the trainer."""
    return {
        "decision": _("Choose whether the work is accepted or returned."),
        "levels": _("Choose a level for every criterion before you accept."),
        "comment": _("Write what is to be completed: the learner reads it."),
        "conflict": _("You have marked this in another window too. What you wrote is still here: look and save again."),
        "too_long": _("A comment fits in %(longest)d characters.") % {"longest": LONGEST_COMMENT},
    }[missing]
