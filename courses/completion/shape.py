"""A rule of completion or of opening as it is stored, and what it is judged by. Pure.

Stored: ``{"all": [...]}`` or ``{"of": n, "conditions": [...]}`` with at least ``n`` of the conditions; a condition is
``{"is": "required"}``, ``{"is": "module", "key": …}``, ``{"is": "step", "key": …}``,
``{"is": "score", "key": …, "percent": 1–100}``, ``{"is": "days", "count": …}``, ``{"is": "days", "percent": 1–100}``,
``{"is": "approval"}``, or a group again; of opening also ``{"is": "prior", "key": …}``, recognised prior learning for a
step, and ``{"is": "group", "name": …}``. Keys are those of modules and activities, as text. The empty rule asks for
what the type of the training asks for (``defaults``), which is every required step unless the type says otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

#: A rule within a rule within a rule says nothing that a person can follow.
DEEPEST = 2


class BadRule(ValueError):
    """What is stored is no rule."""


class Kind(StrEnum):
    """What one condition asks for."""

    REQUIRED = "required"
    MODULE = "module"
    STEP = "step"
    SCORE = "score"
    DAYS = "days"
    APPROVAL = "approval"
    PRIOR = "prior"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must be so. ``key`` names a module or a step; ``percent`` belongs to a score, and either
    ``percent`` or ``count`` to contact days; ``name`` is that of a group of the run."""

    kind: Kind
    key: str = ""
    percent: int = 0
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions, of which ``least`` must hold; None for all of them."""

    conditions: tuple["Condition | Group", ...]
    least: int | None = None


#: What the empty rule means.
EVERYTHING = Group((Condition(Kind.REQUIRED),))


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step of the run as the judge sees it."""

    key: str
    title: str
    section: str
    required: bool
    done: bool
    #: Done because the participant's prior learning was recognised.
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class DaysFact:
    """Contact days: how many were attended or made up for out of how many (``of``), the compulsory ones by name, and
    those of them that are still missing. ``ahead``: the days are not over yet, or more may come."""

    attended: int = 0
    compulsory_missing: tuple[str, ...] = ()
    compulsory: tuple[str, ...] = ()
    of: int = 0
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a rule may ask about one enrolment. ``scores`` are (points, most points) in whole hundredths
    by the quiz's key; ``group`` is the name of the participant's group in the run."""

    steps: tuple[StepFact, ...] = ()
    days: DaysFact = DaysFact()
    scores: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    approved: bool = False
    group: str = ""


def parse(stored: Any, *, depth: int = 0) -> Group:
    """The rule that is stored as ``stored``. Raises ``BadRule``."""
    if stored == {}:
        return EVERYTHING
    if not isinstance(stored, dict) or depth > DEEPEST:
        raise BadRule(stored)
    if "all" in stored:
        return Group(_conditions(stored["all"], depth))
    conditions = _conditions(stored.get("conditions"), depth)
    return Group(conditions, least=_whole(stored.get("of"), 1, len(conditions)))


def _conditions(stored: Any, depth: int) -> tuple[Condition | Group, ...]:
    if not isinstance(stored, list) or not stored:
        raise BadRule(stored)
    return tuple(_condition(one) if "is" in one else parse(one, depth=depth + 1) for one in stored)


def _condition(stored: dict[str, Any]) -> Condition:
    try:
        kind = Kind(stored["is"])
    except ValueError as unknown:
        raise BadRule(stored) from unknown
    share = kind == Kind.SCORE or (kind == Kind.DAYS and "percent" in stored)
    named = kind in (Kind.MODULE, Kind.STEP, Kind.SCORE, Kind.PRIOR)
    for name in ["key"] if named else ["name"] if kind == Kind.GROUP else []:
        if not (isinstance(stored.get(name), str) and stored[name]):
            raise BadRule(stored)
    return Condition(
        kind,
        key=stored["key"] if named else "",
        percent=_whole(stored.get("percent"), 1, 100) if share else 0,
        count=_whole(stored.get("count"), 1, 1000) if kind == Kind.DAYS and not share else 0,
        name=stored["name"] if kind == Kind.GROUP else "",
    )


def _whole(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadRule(value)
    return value


def leaves(group: Group) -> Iterator[Condition]:
    """Every condition of the rule, whatever group it stands in."""
    for one in group.conditions:
        yield from leaves(one) if isinstance(one, Group) else (one,)


def asks_for(group: Group, kind: Kind) -> bool:
    """Whether the rule has a condition of this kind anywhere."""
    return any(leaf.kind == kind for leaf in leaves(group))
