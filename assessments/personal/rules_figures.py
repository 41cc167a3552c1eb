"""Figures of groups that nobody can be picked out of: which cells may be shown together, and how they are rounded.

A report is a closed set: the whole programme, its runs, and its half-years; nothing can be filtered. Each person is in
one run and one half-year, so people are the edges of a graph whose two sides are the runs and the half-years, and
whatever can be worked out by adding and subtracting the shown cells is a difference of potentials on that graph. A
group that can be told apart is then an edge cut. So the report is safe exactly when no cut is smaller than the
smallest group; as long as one is, the smallest cell beside it is merged into "the others" of its side, which is
complementary suppression carried to its end. (Tables of two margins; Stoer and Wagner's minimum cut.)
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.kinds.scales import one_decimal

#: Nothing can be set so low that groups below this are shown.
NEVER_BELOW = 5
ROUND_TO = 5
RUN, HALF, REST = "run", "half", "rest"
Node = tuple[str, Hashable]


@dataclass(frozen=True)
class Compared:
    """One person's start and end: the figures of every subscale and the total, all of them known."""

    run: Hashable
    half: Hashable
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
    halves: list[Cell]


def report_of(people: Iterable[Compared], *, least: int, whole: str, runs: Mapping[Hashable, str]) -> Report:
    """The report: ``runs`` are names of runs by what stands in ``Compared.run``. Half-years are named by themselves."""
    people = list(people)
    least = max(least, NEVER_BELOW)
    shown = shown_cells(Counter((one.run, one.half) for one in people), least=least)
    if shown is None:
        return Report(Cell(whole), [], [])
    halves = sorted({one.half for one in people}, key=str)
    present = {one.run for one in people}
    return Report(
        whole=_cell(whole, people),
        runs=[
            _cell(name, [one for one in people if one.run == run] if (RUN, run) in shown else [])
            for run, name in runs.items()
            if run in present
        ],
        halves=[
            _cell(str(half), [one for one in people if one.half == half] if (HALF, half) in shown else [])
            for half in halves
        ],
    )


def shown_cells(crowd: Mapping[tuple[Hashable, Hashable], int], *, least: int) -> frozenset[Node] | None:
    """Which runs and half-years may be shown beside the whole; None when the whole is too small itself.

    ``crowd`` counts people by (run, half-year).
    """
    crowd = {pair: count for pair, count in crowd.items() if count > 0}
    if sum(crowd.values()) < least:
        return None
    sizes: Counter[Node] = Counter()
    for (run, half), count in crowd.items():
        sizes[RUN, run] += count
        sizes[HALF, half] += count
    shown = set(sizes)
    while cut := _small_cut(_edges(crowd, shown), least):
        shown.remove(min(_to_hide(cut, shown), key=lambda node: (sizes[node], str(node))))
    return frozenset(shown)


def _to_hide(cut: list[tuple[Node, Node]], shown: set[Node]) -> set[Node]:
    """The cells of which the smallest is hidden next. What is hidden already needs company of its own side; else one
    of those beside the cut goes."""
    ends = {node for edge in cut for node in edge}
    lonely = {side for side in (RUN, HALF) if (side + REST, "") in ends}
    return {node for node in shown if node[0] in lonely} or ends & shown


def _edges(crowd: Mapping[tuple[Hashable, Hashable], int], shown: set[Node]) -> Counter[tuple[Node, Node]]:
    """People by the cells they are told apart by: hidden cells of one side are one cell together."""
    edges: Counter[tuple[Node, Node]] = Counter()
    for (run, half), count in crowd.items():
        left = (RUN, run) if (RUN, run) in shown else (RUN + REST, "")
        right = (HALF, half) if (HALF, half) in shown else (HALF + REST, "")
        edges[left, right] += count
    return edges


def _small_cut(edges: Counter[tuple[Node, Node]], least: int) -> list[tuple[Node, Node]]:
    """The edges of a cut lighter than ``least``; empty when there is none. Parts that do not hang together are cut by
    themselves."""
    nodes = sorted({node for edge in edges for node in edge}, key=str)
    for part in _parts(nodes, edges):
        weight, side = _lightest_cut(part, edges)
        if weight < least:
            return [edge for edge in edges if (edge[0] in side) != (edge[1] in side)]
    return []


def _parts(nodes: list[Node], edges: Counter[tuple[Node, Node]]) -> list[list[Node]]:
    """The nodes by the parts of the graph that hang together."""
    label = {node: place for place, node in enumerate(nodes)}
    for left, right in edges:
        old, new = label[left], label[right]
        label = {node: new if mark == old else mark for node, mark in label.items()}
    return [[node for node in nodes if label[node] == mark] for mark in sorted(set(label.values()))]


def _lightest_cut(nodes: list[Node], edges: Counter[tuple[Node, Node]]) -> tuple[int, set[Node]]:
    """The weight of the lightest cut of a connected graph, and one side of it (Stoer and Wagner)."""
    weights = {node: Counter[Node]() for node in nodes}
    for (left, right), weight in edges.items():
        if left in weights:
            weights[left][right] += weight
            weights[right][left] += weight
    merged = {node: {node} for node in nodes}
    best: tuple[int, set[Node]] | None = None
    while len(weights) > 1:
        last, before, weight = _phase(weights)
        if best is None or weight < best[0]:
            best = (weight, set(merged[last]))
        merged[before] |= merged.pop(last)
        for other, amount in weights.pop(last).items():
            del weights[other][last]
            if other != before:
                weights[before][other] += amount
                weights[other][before] += amount
    assert best is not None  # a part has at least a run and a half-year
    return best


def _phase(weights: Mapping[Node, Counter[Node]]) -> tuple[Node, Node, int]:
    """The last two nodes of a maximum adjacency order, and what holds the last one."""
    waiting = sorted(weights, key=str)
    pull = Counter(dict.fromkeys(waiting, 0))
    before = last = waiting[0]
    weight = 0
    while waiting:
        before, last = last, max(waiting, key=lambda node: pull[node])
        weight = pull[last]
        waiting.remove(last)
        for other, amount in weights[last].items():
            pull[other] += amount
    return last, before, weight


def _cell(name: str, people: list[Compared]) -> Cell:
    if not people:
        return Cell(name)
    return Cell(name, rounded(len(people)), _means([one.start for one in people]), _means([one.end for one in people]))


def _means(figures: list[Mapping[str, Fraction]]) -> dict[str, str]:
    return {key: one_decimal(sum((one[key] for one in figures), Fraction(0)) / len(figures)) for key in figures[0]}


def rounded(count: int) -> int:
    """To the nearest five, so that one more or one less is seldom seen."""
    return (2 * count + ROUND_TO) // (2 * ROUND_TO) * ROUND_TO
