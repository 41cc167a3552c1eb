"""Figures of groups that nobody can be picked out of: which cells may be shown together, and how they are rounded.

A report is a closed set: the whole programme in one half-year, and its runs; nothing can be filtered. Each person is
in one run of one report and in no other report, ever. So all that can be worked out by adding and subtracting is what
is hidden within one report: its hidden runs together. They are as large as the smallest group, or there are none;
where they are fewer, the smallest run that could be shown is hidden with them (complementary suppression).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.kinds.scales import one_decimal

#: Nothing can be set so low that groups below this are shown.
NEVER_BELOW = 5
ROUND_TO = 5


@dataclass(frozen=True)
class Compared:
    """One person's start and end: the figures of every subscale and the total, all of them known."""

    run: Hashable
    start: Mapping[str, Fraction]
    end: Mapping[str, Fraction]


@dataclass
class Cell:
    """What is shown of a group; nothing when ``people`` is None."""

    name: str
    people: int | None = None
    start: dict[str, str] = field(default_factory=dict)
    end: dict[str, str] = field(default_factory=dict)


@dataclass
class Report:
    """All that is ever shown of a half-year's report, on the screen and in the file."""

    whole: Cell
    runs: list[Cell]


def report_of(people: Iterable[Compared], *, least: int, whole: str, runs: Mapping[Hashable, str]) -> Report:
    """The report: ``runs`` are names of runs by what stands in ``Compared.run``."""
    people = list(people)
    present = Counter(one.run for one in people)
    shown = shown_runs(present, least=max(least, NEVER_BELOW))
    if shown is None:
        return Report(Cell(whole), [])
    return Report(
        whole=_cell(whole, people),
        runs=[
            _cell(name, [one for one in people if one.run == run] if run in shown else [])
            for run, name in runs.items()
            if run in present
        ],
    )


def shown_runs(crowd: Mapping[Hashable, int], *, least: int) -> frozenset[Hashable] | None:
    """Which runs may be shown beside the whole; None when the whole is too small itself. ``crowd`` counts people."""
    if sum(crowd.values()) < least:
        return None
    shown = sorted((run for run, count in crowd.items() if count >= least), key=lambda run: (crowd[run], str(run)))
    hidden = sum(count for count in crowd.values() if count < least)
    if 0 < hidden < least:
        del shown[0]  # with it they are enough; without any there would be fewer than ``least`` in all
    return frozenset(shown)


def _cell(name: str, people: list[Compared]) -> Cell:
    if not people:
        return Cell(name)
    return Cell(name, rounded(len(people)), _means([one.start for one in people]), _means([one.end for one in people]))


def _means(figures: list[Mapping[str, Fraction]]) -> dict[str, str]:
    return {key: one_decimal(sum((one[key] for one in figures), Fraction(0)) / len(figures)) for key in figures[0]}


def rounded(count: int) -> int:
    """To the nearest five, so that one more or one less is seldom seen."""
    return (2 * count + ROUND_TO) // (2 * ROUND_TO) * ROUND_TO
