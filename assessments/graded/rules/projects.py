"""Verdicts about development projects: facts in, verdict out. No ORM, no clock, no request."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

#: How long a supervisor's link works.
LINK_LIFE = datetime.timedelta(days=14)
#: A link goes to an address that we do not know, so nobody can have many sent.
MOST_LINKS_A_DAY = 3
LONGEST_MESSAGE = 4000


@dataclass(frozen=True)
class Stage:
    """One milestone as the judge sees it."""

    is_accepted: bool
    needs_approval: bool = False
    is_approved: bool = False

    @property
    def is_finished(self) -> bool:
        return self.is_accepted and (self.is_approved or not self.needs_approval)


def open_stage(stages: Sequence[Stage]) -> int:
    """The place of the first milestone that is not finished; the number of milestones when all are. It is the only
    one that is written: what comes later rests on it."""
    return next((place for place, stage in enumerate(stages) if not stage.is_finished), len(stages))


def is_finished(stages: Sequence[Stage]) -> bool:
    """Whether the whole project is done; one without milestones never is."""
    return bool(stages) and open_stage(stages) == len(stages)
