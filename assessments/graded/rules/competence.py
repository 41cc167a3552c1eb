"""Verdicts about self-assessments: facts in, verdict out. No ORM, no clock, no request."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

#: The scale has so many steps, worded in ``competence_pages``.
STEPS = 5
#: Figures of fewer people tell of persons, not of a group.
SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Statement:
    """One thing that one can do. ``key`` stays the same through every edit and language."""

    key: str
    texts: dict[str, str]


@dataclass(frozen=True)
class CompetenceSettings:
    """A self-assessment as it was published. Texts by language."""

    moment: str
    titles: dict[str, str]
    intros: dict[str, str]
    statements: tuple[Statement, ...]
    source_language: str = "fi"
    #: The level that the training aims at; 0 in versions from before there was one.
    aim: int = 0

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"statements": [asdict(one) for one in self.statements]}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "CompetenceSettings":
        """What ``stored`` made; names of a later version are ignored."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        return cls(**known | {"statements": tuple(Statement(**one) for one in stored["statements"])})

    def text_in(self, texts: Mapping[str, str], language: str) -> str:
        """The text in ``language``, else in the language it was written in."""
        return texts.get(language) or texts.get(self.source_language) or ""


def levels_given(settings: CompetenceSettings, levels: Mapping[str, str]) -> dict[str, int]:
    """The level of each statement that has one. Whatever is no level of these statements is left out."""
    allowed = {str(number): number for number in range(1, STEPS + 1)}
    return {one.key: allowed[levels[one.key]] for one in settings.statements if levels.get(one.key) in allowed}


def left_to_aim(level: int | None, aim: int) -> int | None:
    """Steps from ``level`` to what the training aims at, none below nought; None where one of the two is missing."""
    return max(0, aim - level) if level and aim else None


#: How many people the figures are of, and by statement the sum of their levels and how many gave one.
Sums = tuple[int, dict[str, tuple[int, int]]]


def sums_of(answers: Sequence[Mapping[str, int]], keys: Sequence[str]) -> Sums:
    """What may be told of a group: only statements that at least five have answered.

    ``answers`` are in the order in which people first answered. Only whole fives count, of people and of those who
    gave a statement a level: when a sixth answers it, the difference to the figures of five would be that one
    person's answer.
    """
    counted = _whole_fives(answers)
    found = {}
    for key in keys:
        given = _whole_fives([levels[key] for levels in counted if key in levels])
        if given:
            found[key] = (sum(given), len(given))
    return len(counted), found


def _whole_fives(given: Sequence[Any]) -> Sequence[Any]:
    return given[: len(given) - len(given) % SMALLEST_GROUP]


def averages(answers: Sequence[Mapping[str, int]], keys: Sequence[str]) -> tuple[int, dict[str, float]]:
    """How many people the figures of one group are of, and the average of each statement that is told."""
    return across([sums_of(answers, keys)])


def across(groups: Sequence[Sums]) -> tuple[int, dict[str, float]]:
    """The same for several groups together. It is made of what each group tells by itself and of nothing else, so no
    subtraction tells more than is shown already."""
    totals: dict[str, tuple[int, int]] = {}
    for _count, found in groups:
        for key, (levels, people) in found.items():
            before = totals.get(key, (0, 0))
            totals[key] = (before[0] + levels, before[1] + people)
    return sum(count for count, _found in groups), {key: round(one[0] / one[1], 1) for key, one in totals.items()}
