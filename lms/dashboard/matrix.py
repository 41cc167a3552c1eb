"""Participants by requirements, in words. Pure: steps and who has done what in, table rows out."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from courses.api import Enrolment, MatrixRow, Progress, Run, Step
from lms.accounts.api import Learner


@dataclass(frozen=True, slots=True)
class Line:
    """One participant: ``cells`` are words, one for each requirement, in order."""

    name: str
    url: str
    done: int
    total: int
    status: str
    kind: str
    cells: list[str]


def lines_of(rows: list[MatrixRow], *, steps: list[Step], home: str) -> list[Line]:
    """The matrix; ``home`` is the address of the run's page."""
    required = [step.activity_id for step in steps if step.required]
    words = evidence_words()
    open_word = _("Not yet")
    return [_line(row, required, words, open_word, home) for row in rows]


def _line(row: MatrixRow, required: list[int], words: dict[str, str], open_word: str, home: str) -> Line:
    cells = [words[row.done[pk]] if pk in row.done else open_word for pk in required]
    done = sum(pk in row.done for pk in required)
    completed = row.enrolment.status == Enrolment.Status.COMPLETED
    return Line(
        name=name_of(row.enrolment.learner),
        url=f"{home}osallistuja/{row.enrolment.pk}/",
        done=done,
        total=len(required),
        status=_("Completed") if completed else _("In progress") if done else _("Not started"),
        kind="done" if completed else "todo" if done else "",
        cells=cells,
    )


def evidence_words() -> dict[str, str]:
    """How a requirement was done, in a word or two that fit a narrow column."""
    kinds = Progress.Evidence
    return {
        kinds.SELF_MARKED: _("Done"),
        kinds.QUIZ_PASSED: _("Passed"),
        kinds.EXERCISE_SAVED: _("Done"),
        kinds.ASSIGNMENT_ACCEPTED: _("Accepted"),
        kinds.PEER_REVIEWED: _("Done"),
        kinds.PRIOR_LEARNING: _("Recognised"),
        kinds.BY_HAND: _("By hand"),
    }


def name_of(learner: Learner) -> str:
    """What staff call a participant: the name, else the address one signs in with."""
    return learner.name or (learner.user.email if learner.user_id else "") or _("Name not given")


def outline_differs(run: Run, steps: list[Step]) -> bool:
    """Whether the author's newest outline may differ from the run's own: a hint that costs no statement."""
    have = [(step.section_key, step.activity_key, step.required) for step in steps]
    return have != [
        (UUID(section["key"]), UUID(item["activity"]), item["required"])
        for section in run.course.outline
        for item in section["items"]
    ]
