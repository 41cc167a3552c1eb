"""Participants by requirements, in words. Pure: steps and who has done what in, table rows out."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from courses.api import Enrolment, MatrixRow, Progress, Run, Step, read_rule
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
    #: What is counted besides, a cell for each column.
    beside: list[str]


def lines_of(
    rows: list[MatrixRow],
    *,
    steps: list[Step],
    home: str,
    begun: dict[int, dict[int, str]] | None = None,
    beside: dict[int, list[str]] | None = None,
) -> list[Line]:
    """The matrix; ``home`` is the address of the run's page, ``begun`` has words for what is there though it is not
    done, by enrolment and activity; ``beside`` has further cells by enrolment."""
    required = [step.activity_id for step in steps if step.required]
    words, open_word, begun = evidence_words(), _("Not yet"), begun or {}
    more = beside or {}
    return [
        _line(row, required, words, (begun.get(row.enrolment.pk, {}), open_word), home, more.get(row.enrolment.pk, []))
        for row in rows
    ]


def _line(
    row: MatrixRow,
    required: list[int],
    words: dict[str, str],
    not_done: tuple[dict[int, str], str],
    home: str,
    beside: list[str],
) -> Line:
    begun, open_word = not_done
    cells = [words[row.done[pk]] if pk in row.done else begun.get(pk, open_word) for pk in required]
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
        beside=beside,
    )


def evidence_words() -> dict[str, str]:
    """How a requirement was done, in a word or two that fit a narrow column."""
    kinds = Progress.Evidence
    return dict(kinds.choices) | {
        kinds.SELF_MARKED: _("Done"),
        kinds.VIEWED: _("Done"),
        kinds.QUIZ_SENT: _("Sent"),
        kinds.SUBMITTED: _("Handed in"),
        kinds.ATTENDED: _("Attended"),
        kinds.MADE_UP: _("Made up for"),
        kinds.QUIZ_PASSED: _("Passed"),
        kinds.EXERCISE_SAVED: _("Done"),
        kinds.ASSIGNMENT_ACCEPTED: _("Accepted"),
        kinds.PEER_REVIEWED: _("Done"),
        kinds.PRIOR_LEARNING: _("Recognised"),
        kinds.ATTENDED: _("Attended"),
        kinds.MADE_UP: _("Made up for"),
        kinds.BY_HAND: _("By hand"),
    }


def name_of(learner: Learner) -> str:
    """What staff call a participant: the name, else the address one signs in with."""
    return learner.name or (learner.user.email if learner.user_id else "") or _("Name not given")


def outline_differs(run: Run, steps: list[Step]) -> bool:
    """Whether the author's newest outline may differ from the run's own: a hint that costs no statement."""
    if run.rule != run.course.rule:
        return True
    have = [(step.section_key, step.activity_key, step.required, step.rule) for step in steps]
    return have != [
        (UUID(section["key"]), UUID(item["activity"]), item["required"], read_rule(item.get("rule", {})))
        for section in run.course.outline
        for item in section["items"]
    ]
