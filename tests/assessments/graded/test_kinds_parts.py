"""Numbers, pairs, orders, groups, gaps and longer texts: marks, mistakes and words by hand."""

from copy import deepcopy

import pytest

from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from assessments.kinds.gap_fill import problems_of_gap
from assessments.kinds.question import UnusableAnswer
from assessments.kinds.short_text import accepts
from tests.assessments.graded.test_kinds_properties import parsed, posted, values_of
from tests.factories.kinds import GAPS, GROUPS, ORDER, PAIRS, RIGHT, choice

WIDE = {"answer": "-4 000,25", "tolerance": "0,005", "unit": "€"}
MARKS = [
    ("numeric", {}, "150", 10_000),
    ("numeric", {}, "150,5", 10_000),
    ("numeric", {}, "150.51", 0),
    ("numeric", {}, "149,5 päivää", 10_000),
    ("numeric", {}, "149,4999999999999999999999999999999999", 0),
    ("numeric", {"tolerance": ""}, "150,0", 10_000),
    ("numeric", {"tolerance": ""}, "150,0000000000000000000000000000000001", 0),
    ("numeric", WIDE, "−4\u00a0000,25 €", 10_000),
    ("numeric", WIDE, "-4000,255", 10_000),
    ("numeric", WIDE, "-4000,25 Euroa", 10_000),
    ("numeric", {"unit": "%"}, "150 prosenttia", 10_000),
    ("numeric", {"unit": "€"}, "150 e", 10_000),
    ("short_text", {}, "Kela.", 10_000),
    ("short_text", {"patterns": "esim.", "example": "esim."}, "esim", 10_000),
    ("short_text", {"patterns": "it's", "example": "it's"}, "it’s", 10_000),
    ("short_text", {"patterns": "työ-elämä", "example": "työ-elämä"}, "työ\u2011elämä", 10_000),
    ("short_text", {}, "ke\u00adla\u200b", 10_000),
    ("short_text", {}, "...", 0),
    ("short_text", {}, "ke.la", 0),
    ("gap_fill", {}, {"paattaja": "Kela."}, 5_000),
    ("numeric", {"unit": ""}, "150", 10_000),
    ("numeric", WIDE, "-4000,2551", 0),
    ("numeric", WIDE, "4000,25", 0),
    ("matching", {}, {"kela": choice("matching", "Nuoren kuntoutus", "kela").partition(":")[2]}, 3_333),
    ("ordering", {}, ["hoito", "kuntoutus", "muokkaus", "elake"], 5_000),
    ("ordering", {}, ["muokkaus", "hoito", "kuntoutus", "elake"], 5_000),
    ("ordering", {}, ["hoito"], 2_500),
    ("grouping", {}, {"tera": "laaki", "kokeilu": "laaki", "koulutus": "amma"}, 6_667),
    ("gap_fill", {}, {"paattaja": "KANSANELÄKElaitos"}, 5_000),
    ("gap_fill", {}, {"kanava": "Työmarkkinatorin"}, 0),
    ("scale", {}, "5", 0),
    ("description", {}, "read", 0),
]


@pytest.mark.parametrize(("kind", "changes", "answer", "share"), MARKS)
def test_a_mark_is_what_was_computed_by_hand(kind, changes, answer, share):
    assert KINDS[kind].mark(values_of(kind, **changes), answer).share == share


def test_an_essay_waits_for_a_person_and_an_empty_one_is_worth_nothing():
    rule, values = KINDS["essay"], values_of("essay")
    assert rule.mark(values, "Ensin kysyn.") is None
    assert rule.mark(values, None).share == 0
    assert "Vain arvioijalle" not in str([rule.feedback(values, "x"), rule.field(values, ["x"], [])])


def changed(values: dict, name: str, place: int, **change) -> dict:
    """One item of a list with other values."""
    values = deepcopy(values)
    values[name][place]["value"] |= change
    return {name: values[name]}


TWICE = deepcopy(GROUPS["groups"])
TWICE[1]["value"]["items"][0]["value"]["text"] = "fysioterapia "
SAME_ID = deepcopy(GROUPS["groups"])
SAME_ID[1]["value"]["items"][0]["id"] = "tera"
EMPTY_GROUP = deepcopy(GROUPS["groups"])
EMPTY_GROUP[1]["value"]["items"] = []


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("numeric", {"answer": "sata"}, "not a number"),
        ("numeric", {"answer": "4.000"}, "not a number"),
        ("numeric", {"answer": ""}, "empty"),
        ("numeric", {"tolerance": "-1"}, "0 or more"),
        ("numeric", {"tolerance": "vähän"}, "0 or more"),
        ("matching", changed(PAIRS, "pairs", 0, match="palkkatuki"), "twice"),
        ("matching", {"pairs": PAIRS["pairs"][:1]}, "at least 2"),
        ("matching", changed(PAIRS, "pairs", 0, feedback=""), "one explanation"),
        ("ordering", {"items": ORDER["items"][:2]}, "at least 3"),
        ("grouping", {"groups": TWICE}, "twice"),
        ("grouping", {"groups": SAME_ID}, "told apart"),
        ("grouping", {"groups": EMPTY_GROUP}, "at least 1"),
        ("gap_fill", {"text": "Päätöksen tekee [[1]]."}, "“2” must stand both"),
        ("gap_fill", {"text": "[[1]] [[2]] [[3]]"}, "“3” must stand both"),
        ("gap_fill", {"text": "[[1]] [[2]] [[1]]"}, "stands in the text once"),
        ("gap_fill", changed(GAPS, "gaps", 1, answers="a\nb"), "one right choice"),
        ("gap_fill", changed(GAPS, "gaps", 1, wrong="työmarkkinatorin"), "every choice once"),
        ("gap_fill", changed(GAPS, "gaps", 0, answers="Kel*"), "has no *"),
        ("gap_fill", changed(GAPS, "gaps", 0, answers="Kela\n*"), "only *"),
        ("gap_fill", changed(GAPS, "gaps", 0, answers=" \n"), "empty"),
        ("scale", {"scale": "own", "steps": "yksi"}, "2 to 10"),
        ("scale", {"scale": "muu"}, "no such scale"),
        ("description", {"text": ""}, "empty"),
    ],
)
def test_an_authors_mistake_is_named(kind, changes, said):
    assert said in " ".join(KINDS[kind].problems(values_of(kind, **changes)))


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        ("numeric", ["noin 150"], "as a number"),
        ("numeric", ["150 viikkoa"], "as a number"),
        ("numeric", ["1e9"], "as a number"),
        ("numeric", ["١٥٠"], "as a number"),
        ("numeric", ["1,5,0"], "as a number"),
        ("numeric", ["4.000"], "with a space"),
        ("numeric", ["1", "2"], "one answer"),
        ("numeric", ["1" * 41], "too long"),
        ("matching", ["kela:kela"], "among the options"),
        ("matching", ["muu:x"], "among the options"),
        ("matching", [RIGHT["matching"][0]] * 2, "one for each"),
        ("ordering", ["hoito", "elake"], "one place"),
        ("ordering", ["hoito", "hoito", "kuntoutus", "elake"], "one place"),
        ("grouping", ["tera:tera"], "among the options"),
        ("grouping", ["tera:laaki"] * 4, "one for each"),
        ("gap_fill", ["Kela"], "for each gap"),
        ("gap_fill", ["Kela", "Työmarkkinatorin"], "among the options"),
        ("gap_fill", ["x" * 101, ""], "too long"),
        ("essay", ["x" * 20_001], "too long"),
        ("scale", ["6"], "one of the options"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_a_reason(kind, sent, said):
    with pytest.raises(UnusableAnswer, match=said):
        parsed(kind, sent)


@pytest.mark.parametrize("kind", ["numeric", "matching", "ordering", "grouping", "gap_fill", "essay", "scale"])
def test_an_untouched_form_is_no_answer(kind):
    empty = [""] if kind in ("numeric", "essay", "scale") else ["", ""]
    assert parsed(kind, []) is None
    assert parsed(kind, empty) is None


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("up:kuntoutus", ["hoito", "kuntoutus", "muokkaus", "elake"]),
        ("down:hoito", ["muokkaus", "hoito", "kuntoutus", "elake"]),
        ("up:hoito", RIGHT["ordering"]),
        ("down:elake", RIGHT["ordering"]),
        ("up:muu", RIGHT["ordering"]),
        ("sideways:hoito", RIGHT["ordering"]),
    ],
)
def test_a_button_moves_one_thing_by_one_place(move, order):
    sent = posted(*RIGHT["ordering"], move=move)
    assert KINDS["ordering"].parse(values_of("ordering"), sent, "answer") == order


def test_an_order_never_begins_as_the_right_one():
    rows = KINDS["ordering"].field(values_of("ordering"), [], RIGHT["ordering"])["rows"]
    assert [row["id"] for row in rows] == ["muokkaus", "kuntoutus", "elake", "hoito"]


@pytest.mark.parametrize(
    ("kind", "sent", "text"),
    [
        ("numeric", "150", "150 päivää"),
        ("numeric", "150 PÄIVÄÄ", "150 PÄIVÄÄ"),
        ("matching", RIGHT["matching"][:1], "Kela: Nuoren kuntoutus"),
        ("ordering", RIGHT["ordering"], "1. Keino hoito; 2. Keino muokkaus; 3. Keino kuntoutus; 4. Keino elake"),
        ("grouping", ["koulutus:amma"], "Koulutus: Ammatillinen"),
        ("gap_fill", ["", RIGHT["gap_fill"][1]], "–; Työmarkkinatorin"),
        ("essay", "Yksi\r\nkaksi", "Yksi\nkaksi"),
    ],
)
def test_an_answer_is_told_in_words(kind, sent, text):
    assert KINDS[kind].answer_text(values_of(kind), parsed(kind, sent)) == text


def test_long_choices_are_numbered_and_listed_in_full():
    long = "Työvoimaviranomainen, hyvinvointialue ja Kela yhdessä"
    values = values_of("matching", **changed(PAIRS, "pairs", 0, match=long))
    order = [id for id, _text in KINDS["matching"].options(values)]
    field = KINDS["matching"].field(values, [], order)
    assert field["listed"][0] == long
    assert field["rows"][1]["choices"][0]["label"] == f"1. {long}"
    assert KINDS["matching"].field(values_of("matching"), [], order)["listed"] == []


def test_a_part_that_is_wrong_is_told_with_what_was_right_and_why():
    sent = [choice("matching", "Palkkatuki", "kela"), RIGHT["matching"][1]]
    wrong, right, missing = KINDS["matching"].feedback(values_of("matching"), parsed("matching", sent))
    assert (wrong.answer, wrong.model, wrong.right) == ("Palkkatuki", "Nuoren kuntoutus", False)
    assert wrong.feedback == "Palaute kela"
    assert (right.answer, right.right) == ("Kuntouttava työtoiminta", True)
    assert (missing.chosen, missing.right, missing.answer) == (False, False, "")


def test_gaps_keep_their_order_in_the_text_whatever_their_order_in_the_list():
    turned = values_of("gap_fill", gaps=GAPS["gaps"][::-1])
    sent = posted(*RIGHT["gap_fill"])
    assert KINDS["gap_fill"].parse(turned, sent, "answer") == parsed("gap_fill", RIGHT["gap_fill"])
    assert KINDS["gap_fill"].body(turned) == "Päätöksen tekee ____ (1).\nTukea haetaan ____ (2) kautta."


def test_a_scale_of_ones_own_has_ones_own_steps():
    values = values_of("scale", scale="own", steps="Ei\nJoskus\nAina")
    assert KINDS["scale"].options(values) == [("1", "Ei"), ("2", "Joskus"), ("3", "Aina")]
    assert KINDS["scale"].answer_text(values, "2") == "Joskus"


def test_a_translated_question_marks_the_same_answer():
    pairs = deepcopy(PAIRS)
    for pair in pairs["pairs"]:
        pair["value"] |= {"text": f"sv {pair['value']['text']}", "match": f"sv {pair['value']['match']}"}
    rule = KINDS["matching"]
    swedish = value_in(rule.fields, {"fi": PAIRS, "sv": pairs}, "sv")
    answer = parsed("matching", RIGHT["matching"])
    assert rule.mark(swedish, answer).is_full
    assert rule.answer_text(swedish, answer).startswith("sv Kela: sv Nuoren kuntoutus")


@pytest.mark.parametrize("kind", ["matching", "ordering", "grouping", "gap_fill"])
@pytest.mark.parametrize(("explanation", "told", "problems"), [("", "", 1), (" ", " ", 1), ("Näin on.", "", 0)])
def test_one_explanation_is_enough_for_all_parts(kind, explanation, told, problems):
    def silenced(value):
        if isinstance(value, dict):
            return {name: told if name == "feedback" else silenced(inner) for name, inner in value.items()}
        return [silenced(one) for one in value] if isinstance(value, list) else value

    values = silenced(values_of(kind)) | {"feedback": explanation}
    assert len(KINDS[kind].problems(values)) == problems


@pytest.mark.parametrize(
    ("pattern", "answer", "is_right"),
    [
        (".", ".", True),
        ("...", "…", True),
        ("*.", "mitä vain", False),
        ("*.", "Valmis.", True),
        ("työ*.", "työkyky", False),
        ("työkyky", "Työkyky.", True),
        ("työkyky.", "työkyky", True),
        ("työ*", "työkyky.", True),
    ],
)
def test_a_full_stop_is_forgiven_and_never_accepts_what_the_author_did_not(pattern, answer, is_right):
    assert accepts([pattern], answer) is is_right


@pytest.mark.parametrize(("right", "wrong"), [("–", "-"), ("esim.", "esim"), (".", "?")])
def test_a_list_of_a_gap_may_differ_in_signs_alone(right, wrong):
    assert problems_of_gap({"gap": "1", "answers": right, "wrong": wrong}) == []
