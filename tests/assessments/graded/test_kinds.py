"""Marks against hand-computed figures, for every kind; and that nothing an answer holds can leave their range."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.facts.quizzes import Band
from assessments.graded.rules.quizzes import band_for, is_passed, judge_save, points_for, points_needed, shuffled
from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from assessments.kinds.question import FULL, UnusableAnswer
from assessments.kinds.short_text import fits
from tests.factories.graded import VALUES, options


def values_of(kind: str, **changes) -> dict:
    return value_in(KINDS[kind].fields, {"fi": VALUES[kind] | changes}, "fi")


def posted(*answers: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.setlist("answer", answers)
    return query


THREE_RIGHT = options(("a", True), ("b", True), ("c", True), ("d", False), ("e", False))

MARKS = [
    ("single_choice", {}, "kela", 10_000),
    ("single_choice", {}, "tk", 0),
    ("single_choice", {}, None, 0),
    ("multiple_choice", {}, ["a", "b"], 10_000),
    ("multiple_choice", {}, ["a"], 5_000),
    ("multiple_choice", {}, ["a", "c"], 0),
    ("multiple_choice", {}, ["a", "b", "c"], 5_000),
    ("multiple_choice", {}, ["a", "b", "c", "d"], 0),
    ("multiple_choice", {}, ["c", "d"], 0),
    ("multiple_choice", {}, None, 0),
    ("multiple_choice", {"options": THREE_RIGHT}, ["a"], 3_333),
    ("multiple_choice", {"options": THREE_RIGHT}, ["a", "b"], 6_667),
    ("multiple_choice", {"options": THREE_RIGHT}, ["a", "b", "c", "d"], 6_667),
    ("true_false", {}, "false", 10_000),
    ("true_false", {}, "true", 0),
    ("true_false", {"answer": True}, "true", 10_000),
    ("true_false", {"answer": True}, None, 0),
    ("short_text", {}, "Kela", 10_000),
    ("short_text", {}, "  KELA ", 10_000),
    ("short_text", {}, "Kansaneläkelaitos päättää", 10_000),
    ("short_text", {}, "kansanela\u0308kelaitos", 10_000),
    ("short_text", {}, "Kela ja lääkäri", 0),
    ("short_text", {}, "ei Kela", 0),
    ("short_text", {"patterns": "*työ*kyky*"}, "hyvä työ- ja  toimintakyky", 10_000),
    ("short_text", {"patterns": "kela."}, "kelax", 0),
    ("short_text", {}, None, 0),
]


@pytest.mark.parametrize(("kind", "changes", "answer", "share"), MARKS)
def test_a_mark_is_what_was_computed_by_hand(kind, changes, answer, share):
    assert KINDS[kind].mark(values_of(kind, **changes), answer).share == share


@pytest.mark.parametrize(
    ("text", "pattern", "fit"),
    [("", "", True), ("a", "*", True), ("ab", "a*b", True), ("a", "a*a", False), ("aXbYc", "a*b*c", True),
     ("abc", "a*c*b", False), ("aab", "a*ab", True), ("a" * 300, "*a" * 60 + "b", False)],
)  # fmt: skip
def test_a_star_is_any_text(text, pattern, fit):
    assert fits(text, pattern) is fit


@pytest.mark.parametrize("kind", KINDS)
def test_the_factory_question_has_no_problems_and_an_empty_one_has(kind):
    assert KINDS[kind].problems(values_of(kind)) == []
    empty = value_in(KINDS[kind].fields, {"fi": {}}, "fi")
    assert KINDS[kind].problems(empty) != []


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("single_choice", {"options": options(("a", False), ("b", False))}, "Exactly one"),
        ("single_choice", {"options": options(("a", True), ("b", True))}, "Exactly one"),
        ("single_choice", {"options": options(("a", True))}, "at least 2"),
        ("single_choice", {"options": options(("a", True), ("a", False))}, "told apart"),
        ("multiple_choice", {"options": options(("a", False), ("b", False))}, "At least one"),
        ("short_text", {"patterns": "kela\n*"}, "only *"),
        ("short_text", {"example": "TE-toimisto"}, "does not fit"),
        ("true_false", {"feedback_wrong": " "}, "empty"),
    ],
)
def test_an_authors_mistake_is_named(kind, changes, said):
    assert said in " ".join(KINDS[kind].problems(values_of(kind, **changes)))


def test_an_option_without_feedback_is_a_mistake():
    silent = options(("a", True), ("b", False))
    silent[1]["value"]["feedback"] = ""
    assert len(KINDS["single_choice"].problems(values_of("single_choice", options=silent))) == 1


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("single_choice", ["muu"]),
        ("single_choice", ["kela", "tk"]),
        ("single_choice", ["x" * 10_000]),
        ("multiple_choice", ["a", "muu"]),
        ("true_false", ["1"]),
        ("true_false", ["True"]),
        ("short_text", ["x" * 301]),
        ("short_text", ["a", "b"]),
    ],
)
def test_what_the_form_cannot_send_is_no_answer(kind, sent):
    with pytest.raises(UnusableAnswer):
        KINDS[kind].parse(values_of(kind), posted(*sent), "answer")


def test_several_choices_are_kept_once_and_in_the_authors_order():
    assert KINDS["multiple_choice"].parse(values_of("multiple_choice"), posted("d", "a", "a"), "answer") == ["a", "d"]


@given(shares=st.lists(st.integers(0, FULL), min_size=1, max_size=8), full=st.integers(1, 10_000))
def test_points_never_exceed_the_full_ones(shares, full):
    points = [points_for(share, full) for share in shares]
    assert 0 <= sum(points) <= full * len(points)
    assert points_for(FULL, full) == full


@pytest.mark.parametrize(
    ("share", "full", "points"), [(3_333, 100, 33), (6_667, 100, 67), (5_000, 25, 13), (3_333, 300, 100), (0, 100, 0)]
)
def test_points_are_rounded_once_to_the_nearest(share, full, points):
    assert points_for(share, full) == points


@pytest.mark.parametrize(
    ("score", "percent", "passed"),
    [(420, 70, True), (419, 70, False), (0, 0, True), (600, 100, True), (599, 100, False)],
)
def test_the_pass_mark_is_exact(score, percent, passed):
    assert is_passed(score, 600, percent) is passed
    assert (score >= points_needed(600, percent)) is passed


def test_the_highest_band_reached_speaks():
    bands = [Band(0, {}), Band(100, {}), Band(70, {})]
    assert [band_for(bands, score, 600).from_percent for score in (0, 419, 420, 599, 600)] == [0, 0, 70, 70, 100]
    assert band_for([Band(50, {})], 0, 600) is None


def test_the_same_seed_gives_the_same_order():
    orders = {tuple(shuffled("abcdef", seed=seed, position=1)) for seed in range(20)}
    assert len(orders) > 5
    assert shuffled("abcdef", seed=7, position=1) == shuffled("abcdef", seed=7, position=1)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"seq": 6, "writer": "a", "base": 0}, "store"),
        ({"seq": None, "writer": "a", "base": 0}, "store"),
        ({"seq": 5, "writer": "a", "base": 0}, "conflict"),
        ({"seq": 5, "writer": "a", "base": 0, "same_answer": True}, "repeat"),
        ({"seq": 9, "writer": "b", "base": 5}, "store"),
        ({"seq": 9, "writer": "b", "base": 4}, "conflict"),
        ({"seq": 9, "writer": "b", "base": None}, "conflict"),
        ({"seq": None, "writer": "b", "base": 4}, "conflict"),
        ({"seq": None, "writer": "b", "base": 4, "same_answer": True}, "repeat"),
    ],
)
def test_an_answer_is_stored_only_over_what_its_page_has_seen(said, verdict):
    facts = {"stored_seq": 5, "stored_writer": "a", "same_answer": False} | said
    assert judge_save(**facts) == verdict
