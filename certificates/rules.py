"""Who gets a certificate, and what state it is in: facts in, verdict out."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Obstacle(StrEnum):
    """Why nothing is awarded (yet)."""

    NO_TEMPLATE = "no_template"
    TEACHES = "teaches"
    NOT_COMPLETED = "not_completed"
    STEPS_MISSING = "steps_missing"
    NO_NAME = "no_name"


@dataclass(frozen=True)
class Requirement:
    """One step of the run as the judge and the snapshot see it.

    ``was_there``: whether the step existed when the enrolment was completed; what came later binds nobody.
    """

    section: str
    title: str
    kind: str
    required: bool
    done_at: datetime.datetime | None
    evidence: str | None
    version: tuple[str, int, str]
    was_there: bool = True


@dataclass(frozen=True)
class Claim:
    """What speaks for an award and against it, read in the awarding transaction. ``by_steps``: every required step is
    asked for, and no rule of the author's own that may let one be left out."""

    template_active: bool
    completed: bool
    has_name: bool
    teaches: bool
    requirements: tuple[Requirement, ...]
    by_steps: bool = True


@dataclass(frozen=True)
class Verdict:
    """Whether to award; if not, why, and which steps are missing."""

    obstacles: tuple[Obstacle, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def entitled(self) -> bool:
        return not self.obstacles


def judge_claim(claim: Claim) -> Verdict:
    """Every condition is looked at again here, not only the completion that was announced. A run without steps is
    completed by its days, so that no step is missing there."""
    required = [step for step in claim.requirements if step.required and step.was_there and claim.by_steps]
    missing = tuple(step.title for step in required if step.done_at is None)
    checks = (
        (Obstacle.NO_TEMPLATE, not claim.template_active),
        (Obstacle.TEACHES, claim.teaches),
        (Obstacle.NOT_COMPLETED, not claim.completed),
        (Obstacle.STEPS_MISSING, bool(missing)),
        (Obstacle.NO_NAME, not claim.has_name),
    )
    return Verdict(obstacles=tuple(obstacle for obstacle, holds in checks if holds), missing=missing)


class State(StrEnum):
    """What a verifier is told."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


def judge_state(*, superseded_at: datetime.datetime | None, revoked_at: datetime.datetime | None) -> State:
    """Revoked weighs more than superseded."""
    if revoked_at:
        return State.REVOKED
    return State.SUPERSEDED if superseded_at else State.VALID
