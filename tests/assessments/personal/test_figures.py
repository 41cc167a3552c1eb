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
from assessments.personal.rules_figures import (
    HALF,
    RUN,
    Compared,
    report_of,
    rounded,
    shown_cells,
)


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


def laid_bare(crowd: Counter, shown: frozenset, least: int) -> list[tuple]:
    """Groups of atoms below ``least`` people that some combination of the shown sums speaks of alone."""
    atoms = sorted(crowd)
    published = [[1] * len(atoms)]
    published += [[int(atom[0] == name) for atom in atoms] for side, name in shown if side == RUN]
    published += [[int(atom[1] == name) for atom in atoms] for side, name in shown if side == HALF]
    full = rank(published)
    bare = []
    for size in range(1, len(atoms) + 1):
        for group in itertools.combinations(range(len(atoms)), size):
            if sum(crowd[atoms[place]] for place in group) >= least:
                continue
            rest = [[row[place] for place in range(len(atoms)) if place not in group] for row in published]
            if (rank(rest) if rest[0] else 0) < full:
                bare.append(tuple(atoms[place] for place in group))
    return bare


tables = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("123")), st.integers(1, 24), min_size=1, max_size=7
)


@hypothesis_settings(max_examples=150, deadline=None)
@given(tables, st.sampled_from([5, 10]))
def test_no_combination_of_all_that_is_shown_lays_a_small_group_bare(table, least):
    crowd = Counter(table)
    shown = shown_cells(crowd, least=least)
    if shown is None:
        assert sum(crowd.values()) < least
        return
    assert laid_bare(crowd, shown, least) == []


def test_the_attack_succeeds_where_cells_are_hidden_by_their_size_alone():
    """Otherwise the attack above would prove nothing: run B can be had by subtraction, and so can a corner."""
    by_size = Counter({("A", "1"): 30, ("B", "1"): 4})
    assert laid_bare(by_size, frozenset({(RUN, "A"), (HALF, "1")}), 10) == [(("B", "1"),)]
    corner = Counter({("A", "1"): 28, ("A", "2"): 2, ("B", "2"): 25})
    every = frozenset({(RUN, "A"), (RUN, "B"), (HALF, "1"), (HALF, "2")})
    assert (("A", "2"),) in laid_bare(corner, every, 10)
    assert laid_bare(corner, shown_cells(corner, least=10), 10) == []


@pytest.mark.parametrize(
    ("crowd", "shown"),
    [
        ({("A", "1"): 9}, None),
        ({("A", "1"): 10}, {(RUN, "A"), (HALF, "1")}),
        # the small half goes, and the other with it: it would be had by subtraction
        ({("A", "1"): 12, ("A", "2"): 4}, {(RUN, "A")}),
        # two small halves hide each other
        ({("A", "1"): 12, ("A", "2"): 6, ("A", "3"): 6}, {(RUN, "A"), (HALF, "1")}),
        ({("A", "1"): 20, ("A", "2"): 15}, {(RUN, "A"), (HALF, "1"), (HALF, "2")}),
    ],
)
def test_what_is_shown_of_small_tables(crowd, shown):
    assert shown_cells(crowd, least=10) == (shown and frozenset(shown))


def people(crowd: dict) -> list[Compared]:
    return [
        Compared(run, half, {"hope": Fraction(2)}, {"hope": Fraction(5, 2)})
        for (run, half), count in crowd.items()
        for _number in range(count)
    ]


def test_a_report_says_nothing_of_a_hidden_cell():
    made = report_of(people({("a", "2026/1"): 12, ("a", "2026/2"): 4}), least=10, whole="Kaikki", runs={"a": "Avoin"})
    assert (made.whole.people, made.whole.start, made.whole.end) == (15, {"hope": "2.0"}, {"hope": "2.5"})
    assert [(cell.name, cell.people) for cell in made.runs] == [("Avoin", 15)]
    assert [(cell.name, cell.people, cell.start) for cell in made.halves] == [
        ("2026/1", None, {}),
        ("2026/2", None, {}),
    ]


def test_a_group_below_five_is_never_shown_whatever_is_set():
    made = report_of(people({("a", "2026/1"): 4}), least=1, whole="Kaikki", runs={"a": "Avoin"})
    assert (made.whole.people, made.runs, made.halves) == (None, [], [])


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_people_are_counted_in_fives(count, shown):
    assert rounded(count) == shown


@pytest.mark.parametrize(("figure", "shown"), [("2", "2.0"), ("2.25", "2.3"), ("2.24", "2.2"), ("4.96", "5.0")])
def test_figures_have_one_decimal(figure, shown):
    assert one_decimal(Fraction(figure)) == shown
