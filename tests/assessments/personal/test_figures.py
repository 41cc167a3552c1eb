"""An attack on the figures of groups: everything shown is combined, and nobody may be told apart (C-59).

The attacker knows which cells exist and takes every linear combination of the shown sums, exactly as if nothing had
been rounded. A group is laid bare when some combination depends on its people alone. Here that is looked for by brute
force over all groups, with the rank of matrices; the rule under test thinks in graphs.
"""

import itertools
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assessments.kinds.scales import one_decimal
from assessments.personal.rules_figures import Compared, report_of, rounded, shown_runs


def rank(rows: list[list[int]]) -> int:
    matrix = [[Fraction(cell) for cell in row] for row in rows]
    found = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((place for place in range(found, len(matrix)) if matrix[place][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for place in range(found + 1, len(matrix)):
            factor = matrix[place][column] / matrix[found][column]
            matrix[place] = [a - factor * b for a, b in zip(matrix[place], matrix[found], strict=True)]
        found += 1
    return found


def laid_bare(crowd: Counter, shown: dict, least: int) -> list[tuple]:
    """Groups of atoms (run, half-year) below ``least`` people that some combination of all reports' sums speaks of
    alone. ``shown`` holds the runs shown in each half-year's report; where nothing is shown, no entry."""
    atoms = sorted(crowd)
    published = [[int(atom[1] == half) for atom in atoms] for half in shown]
    published += [[int(atom == (run, half)) for atom in atoms] for half, runs in shown.items() for run in runs]
    full = rank(published)
    bare = []
    for size in range(1, len(atoms) + 1):
        for group in itertools.combinations(range(len(atoms)), size):
            if sum(crowd[atoms[place]] for place in group) >= least:
                continue
            rest = [[row[place] for place in range(len(atoms)) if place not in group] for row in published]
            if (rank(rest) if rest and rest[0] else 0) < full:
                bare.append(tuple(atoms[place] for place in group))
    return bare


def all_reports(crowd: Counter, least: int) -> dict:
    """What every half-year's report shows."""
    halves = {half: {run: n for (run, when), n in crowd.items() if when == half} for _run, half in crowd}
    reports = {half: shown_runs(runs, least=least) for half, runs in halves.items()}
    return {half: runs for half, runs in reports.items() if runs is not None}


tables = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("12")), st.integers(1, 24), min_size=1, max_size=7
)


@hypothesis_settings(max_examples=150, deadline=None)
@given(tables, st.sampled_from([5, 10]))
def test_no_combination_of_all_reports_lays_a_small_group_bare(table, least):
    crowd = Counter(table)
    assert laid_bare(crowd, all_reports(crowd, least), least) == []


def test_the_attack_succeeds_where_cells_are_hidden_by_their_size_alone():
    """Otherwise the attack above would prove nothing: run B can be had by subtraction."""
    by_size = Counter({("A", "1"): 30, ("B", "1"): 4})
    assert laid_bare(by_size, {"1": {"A"}}, 10) == [(("B", "1"),)]
    assert laid_bare(by_size, all_reports(by_size, 10), 10) == []


@pytest.mark.parametrize(
    ("crowd", "shown"),
    [
        ({"A": 9}, None),
        ({"A": 10}, {"A"}),
        # the small run goes, and the other with it: it would be had by subtraction
        ({"A": 12, "B": 4}, set()),
        # two small runs hide each other
        ({"A": 12, "B": 6, "C": 6}, {"A"}),
        # the smallest that could be shown keeps the small one company
        ({"A": 20, "B": 15, "C": 4}, {"A"}),
        ({"A": 20, "B": 15}, {"A", "B"}),
        ({"A": 4, "B": 4, "C": 4}, set()),
    ],
)
def test_what_is_shown_of_small_tables(crowd, shown):
    assert shown_runs(crowd, least=10) == (None if shown is None else frozenset(shown))


def people(crowd: dict) -> list[Compared]:
    return [
        Compared(run, {"hope": Fraction(2)}, {"hope": Fraction(5, 2)})
        for run, count in crowd.items()
        for _number in range(count)
    ]


def test_a_report_says_nothing_of_a_hidden_cell():
    made = report_of(people({"a": 30, "b": 12, "c": 4}), least=10, whole="Kaikki", runs={"a": "A", "b": "B", "c": "C"})
    assert (made.whole.people, made.whole.start, made.whole.end) == (45, {"hope": "2.0"}, {"hope": "2.5"})
    assert [(cell.name, cell.people) for cell in made.runs] == [("A", 30), ("B", None), ("C", None)]
    assert [cell.start for cell in made.runs[1:]] == [{}, {}]


def test_a_group_below_five_is_never_shown_whatever_is_set():
    made = report_of(people({"a": 4}), least=1, whole="Kaikki", runs={"a": "Avoin"})
    assert (made.whole.people, made.runs) == (None, [])


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_people_are_counted_in_fives(count, shown):
    assert rounded(count) == shown


@pytest.mark.parametrize(("figure", "shown"), [("2", "2.0"), ("2.25", "2.3"), ("2.24", "2.2"), ("4.96", "5.0")])
def test_figures_have_one_decimal(figure, shown):
    assert one_decimal(Fraction(figure)) == shown
