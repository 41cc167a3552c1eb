"""The scale engine against results worked out by hand (C-57)."""

import dataclasses
from fractions import Fraction

import pytest

from assessments.kinds.scales import (
    Band,
    Instrument,
    Item,
    Limits,
    Option,
    Subscale,
    Way,
    change_of,
    from_plain,
    problems_in,
    rises_most,
    said_in,
    to_plain,
    total_of,
    way_between,
    worked_out,
)

HOPE = Subscale("hope", {"fi": "Toivo"}, tuple(Item(f"h{n}", {"fi": f"Toivo {n}"}) for n in range(1, 5)), least=3)
CALM = Subscale(
    "calm",
    {"fi": "Rauha"},
    (Item("c1", {"fi": "Hätä"}, reverse=True), Item("c2", {"fi": "Rauha"}), Item("c3", {"fi": "Lepo"})),
    least=2,
)


def instrument(**values) -> Instrument:
    whole = Instrument(
        titles={"fi": "Mittari"},
        intros={},
        timeframes={},
        moments="ends",
        options=tuple(Option({"fi": f"askel {n}"}) for n in range(1, 6)),
        subscales=(HOPE, CALM),
        least_subscales=2,
        bands=(Band("2.5", {"fi": "alku"}), Band("", {"fi": "loppu"})),
        limits=Limits("0.9", "0.5"),
        licence="Oma.",
    )
    return dataclasses.replace(whole, **values)


@pytest.mark.parametrize(
    ("answers", "hope", "calm", "total"),
    [
        # (4 + 3 + 5 + 2) / 4 = 7/2; reversed 1 is 5: (5 + 4 + 3) / 3 = 4; (7/2 + 4) / 2 = 15/4
        ({"h1": 4, "h2": 3, "h3": 5, "h4": 2, "c1": 1, "c2": 4, "c3": 3}, "7/2", "4", "15/4"),
        # one of four missing is enough: (1 + 2 + 2) / 3; reversed 5 is 1: (1 + 2) / 2
        ({"h1": 1, "h2": 2, "h3": None, "h4": 2, "c1": 5, "c2": 2}, "5/3", "3/2", "19/12"),
        # two of four missing is too much, and so the total lacks a subscale
        ({"h1": 5, "h2": 5, "c1": 3, "c2": 3, "c3": 3}, None, "3", None),
        ({}, None, None, None),
        # numbers that no option has are no answers
        ({"h1": 6, "h2": 0, "h3": 3, "h4": 3, "c2": 5, "c3": 5}, None, "5", None),
        # the ends of the range
        ({"h1": 1, "h2": 1, "h3": 1, "h4": 1, "c1": 5, "c2": 1, "c3": 1}, "1", "1", "1"),
        ({"h1": 5, "h2": 5, "h3": 5, "h4": 5, "c1": 1, "c2": 5, "c3": 5}, "5", "5", "5"),
    ],
)
def test_figures_equal_what_was_worked_out_by_hand(answers, hope, calm, total):
    sums = worked_out(instrument(), answers)
    assert sums["hope"].figure == (hope and Fraction(hope))
    assert sums["calm"].figure == (calm and Fraction(calm))
    assert total_of(instrument(), sums) == (total and Fraction(total))


def test_a_total_is_the_mean_of_the_subscales_that_are_known_when_enough_are():
    lenient = instrument(least_subscales=1)
    assert total_of(lenient, worked_out(lenient, {"c2": 4, "c3": 5})) == Fraction(9, 2)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("2", "2.9", Way.SAME),  # 0.9 is not beyond 0.9
        ("2", "2.91", Way.UP),
        ("11/4", "15/4", Way.UP),
        ("15/4", "11/4", Way.DOWN),
        ("2.9", "2", Way.SAME),
        ("3", "3", Way.SAME),
        ("2.75", "3.5", Way.SAME),
    ],
)
def test_a_change_is_one_only_beyond_the_error(before, after, way):
    assert change_of(Fraction(before), Fraction(after), "0.9") is way


def test_without_one_of_the_figures_there_is_no_change():
    assert change_of(None, Fraction(3), "0.9") is None
    assert change_of(Fraction(3), None, "0.9") is None


def test_four_points_in_four_statements_are_a_change_and_three_are_not():
    before = {"h1": 2, "h2": 2, "h3": 2, "h4": 2}
    assert way_between(instrument(), before, before | {"h1": 3, "h2": 3, "h3": 3})["hope"] is Way.SAME
    assert way_between(instrument(), before, dict.fromkeys(before, 3))["hope"] is Way.UP


def test_the_statements_that_rose_most_are_named_and_reversed_ones_rise_downward():
    before = {"h1": 2, "h2": 2, "h3": 2, "c1": 5, "c2": 3}
    after = {"h1": 3, "h2": 2, "h3": 1, "c1": 2, "c2": 3}
    assert [item.id for item in rises_most(instrument(), before, after)] == ["c1", "h1"]
    assert rises_most(instrument(), before, before) == []
    assert rises_most(instrument(), {}, after) == []


def test_statements_are_asked_in_turns():
    assert [item.id for item in instrument().asked] == ["h1", "c1", "h2", "c2", "h3", "c3", "h4"]


def test_an_instrument_comes_back_from_json_as_it_was():
    assert from_plain(to_plain(instrument())) == instrument()


@pytest.mark.parametrize(("figure", "words"), [("5/2", "alku"), ("2.51", "loppu"), ("5", "loppu"), ("1", "alku")])
def test_a_band_holds_its_bound(figure, words):
    assert instrument().band_of(Fraction(figure)).texts["fi"] == words


def test_a_missing_language_falls_back_to_finnish():
    assert said_in({"fi": "Toivo", "sv": ""}, "sv") == "Toivo"
    assert said_in({"sv": "Hopp"}, "en") == "Hopp"
    assert said_in({}, "en") == ""


def test_a_whole_instrument_has_no_problems():
    assert problems_in(instrument()) == []


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"options": ()}, "2 to 10 options"),
        ({"subscales": ()}, "at least one group"),
        ({"subscales": (dataclasses.replace(HOPE, items=()),), "least_subscales": 1}, "no statements"),
        ({"subscales": (dataclasses.replace(HOPE, least=5),), "least_subscales": 1}, "fewest answers"),
        ({"least_subscales": 3}, "fewest groups"),
        ({"subscales": (HOPE, HOPE)}, "copied"),
        ({"limits": Limits("0", "0.5")}, "above zero"),
        ({"limits": Limits("0.9", "paljon")}, "above zero"),
        ({"bands": ()}, "at least one wording"),
        ({"bands": (Band("3", {"fi": "a"}), Band("2", {"fi": "b"}), Band("", {"fi": "c"}))}, "that grow"),
        ({"bands": (Band("", {"fi": "a"}), Band("", {"fi": "b"}))}, "that grow"),
        ({"titles": {"sv": "Mätare"}}, "missing in Finnish"),
        ({"licence": " "}, "whose statements"),
    ],
)
def test_what_is_wrong_is_said_before_anybody_is_asked(values, part):
    assert [problem for problem in problems_in(instrument(**values)) if part in problem]


def test_a_look_in_words_needs_no_limits_and_no_bands():
    assert problems_in(instrument(moments="halfway", limits=Limits("", ""), bands=())) == []
