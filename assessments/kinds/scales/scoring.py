"""Counting answers, exactly. Answers are the numbers of the chosen options by statement; what is missing is missing.

A subscale's figure is the mean of its answered statements when enough were answered, the total the mean of the
subscales' figures when enough of them have one. Whether two figures differ is judged on exact fractions, never on what
a page has rounded: 0.9 is not beyond 0.9.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessments.kinds.scales.instrument import Instrument, Item, Subscale

Answers = Mapping[str, int | None]


class Way(StrEnum):
    """How a figure has gone. Within the instrument's own error it is the same."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True)
class Sum:
    """A subscale's answers: their sum, how many they are, and whether they are enough."""

    points: int
    count: int
    is_enough: bool

    @property
    def figure(self) -> Fraction | None:
        return Fraction(self.points, self.count) if self.is_enough else None


def worked_out(instrument: Instrument, answers: Answers) -> dict[str, Sum]:
    """The sums by subscale."""
    return {subscale.id: _sum(instrument, subscale, answers) for subscale in instrument.subscales}


def total_of(instrument: Instrument, sums: Mapping[str, Sum]) -> Fraction | None:
    """The mean of the subscales' figures; None when too few have one."""
    figures = [figure for one in sums.values() if (figure := one.figure) is not None]
    enough = len(figures) >= max(1, instrument.least_subscales)
    return sum(figures, Fraction(0)) / len(figures) if enough else None


def change_of(before: Fraction | None, after: Fraction | None, limit: str) -> Way | None:
    """How ``after`` differs from ``before``; None when either is not known."""
    if before is None or after is None:
        return None
    difference = after - before
    if abs(difference) <= Fraction(limit):
        return Way.SAME
    return Way.UP if difference > 0 else Way.DOWN


def way_between(instrument: Instrument, before: Answers, after: Answers) -> dict[str, Way | None]:
    """The change of every subscale."""
    first, then = worked_out(instrument, before), worked_out(instrument, after)
    limit = instrument.limits.subscale
    return {name: change_of(first[name].figure, then[name].figure, limit) for name in first}


def rises_most(instrument: Instrument, before: Answers, after: Answers, most: int = 2) -> list[Item]:
    """The statements whose answers rose most, greatest rise first, in the order of asking; those that did not are
    left out."""
    rises = []
    for place, item in enumerate(instrument.asked):
        first, then = (_points(instrument, item, answers) for answers in (before, after))
        if first is not None and then is not None and then > first:
            rises.append((first - then, place, item))
    return [item for _rise, _place, item in sorted(rises, key=lambda rise: rise[:2])[:most]]


def fits_best(instrument: Instrument, answers: Answers, most: int = 3) -> list[Item]:
    """The statements above the middle of the scale, those that fit best first; there may be none."""
    middle = Fraction(len(instrument.options) + 1, 2)
    plain = [item for item in instrument.asked if not item.reverse]  # agreeing with a reversed one is no strength
    known = [(_points(instrument, item, answers) or 0, place, item) for place, item in enumerate(plain)]
    above = sorted((one for one in known if one[0] > middle), key=lambda one: (-one[0], one[1]))
    return [item for _value, _place, item in above[:most]]


def one_decimal(figure: Fraction) -> str:
    """With one decimal, half upwards."""
    tenths = (20 * figure + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"


def _sum(instrument: Instrument, subscale: Subscale, answers: Answers) -> Sum:
    points = [known for item in subscale.items if (known := _points(instrument, item, answers)) is not None]
    return Sum(points=sum(points), count=len(points), is_enough=len(points) >= max(1, subscale.least))


def _points(instrument: Instrument, item: Item, answers: Answers) -> int | None:
    chosen, most = answers.get(item.id), len(instrument.options)
    if not isinstance(chosen, int) or not 1 <= chosen <= most:
        return None
    return most + 1 - chosen if item.reverse else chosen
