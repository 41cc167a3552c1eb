"""The kinds that ask more than one thing: what they keep, tell back and hand on; and what no form can break."""

import json

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.exercises import EXERCISES, Refused
from assessments.kinds.exercises.base import items_in


def listed(*texts: str, **more: str) -> list[dict]:
    return [{"id": f"o{number}", "value": {"text": text, **more}} for number, text in enumerate(texts, start=1)]


PIECES = [
    {"id": "a", "value": {"lead": "Haluan", "options": "käydä ulkona\n\nnukkua paremmin"}},
    {"id": "b", "value": {"lead": ", koska", "options": ""}},
    {"id": "c", "value": {"lead": "Tänään voin", "options": ""}},
]
BOXES = listed("Minusta", "Muista")
EARLIER = {
    "vahvuudet": {"picked": ["o1"], "texts": {"o1": "Kuuntelen"}},
    "syyt": {"lines": [{"id": "1", "heading": "", "text": "Myöhästyin"}, {"id": "2", "heading": "", "text": "Kiire"}]},
}
VALUES = {
    "chain": {"from": "vahvuudet"},
    "sentence": {"pieces": PIECES},
    "wish": {},
    "ifthen": {"spare": True},
    "sort": {"boxes": BOXES, "from": "syyt"},
    "support": {"options": listed("Kuuntelee", "Tekee kanssani")},
    "scale": {"options": listed("En vielä", "Ehkä", "Kyllä")},
    "ladder": {"count": 3},
    "letter": {"text": "Hei, minä."},
    "mood": {},
    "lines": {"per": "syyt"},
    "pick": {"from": "syyt"},
}


def read(kind: str, form: str, values: dict | None = None):
    return EXERCISES[kind].parse(QueryDict(form), VALUES[kind] | (values or {}), EARLIER)


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        (
            "chain",
            "line-situation=Koira+karkasi&line-did=Hain+sen&line-followed=&choice-strength=o1",
            [
                "What was the situation? Koira karkasi",
                "What did you do? Hain sen",
                "Which strength of yours was in it? Kuuntelen",
            ],
        ),
        ("chain", "choice-strength=o1&line-strength=Sisu", ["Which strength of yours was in it? Sisu"]),
        ("sentence", "choice-a=1&line-b=tulee+parempi+olo.", ["Haluan käydä ulkona, koska tulee parempi olo."]),
        ("sentence", "line-a=Haluan+levätä!&line-c=nukun", ["Haluan levätä! Tänään voin nukun."]),
        ("sentence", "line-b=koska+sataa", ["Koska sataa."]),
        ("wish", "line-wish=Käyn+ulkona&line-obstacle=Väsymys", ["My wish: Käyn ulkona", "My obstacle: Väsymys"]),
        (
            "ifthen",
            "line-if=If+väsyttää&line-then=Then+I+lepään.&line-spare=Käyn+huomenna",
            ["If väsyttää, then I lepään.", "Spare path: Käyn huomenna."],
        ),
        ("ifthen", "line-if=sataa", ["If: sataa"]),
        ("sort", "box-1=o2&box-2=o1&box-9=o1", ["Minusta: Kiire", "Muista: Myöhästyin"]),
        ("support", "line-o2=Sami+ja+Leo", ["Tekee kanssani: Sami ja Leo"]),
        ("scale", "answer=o2", ["Ehkä"]),
        (
            "ladder",
            "line-1=Soitan&hard-1=very&line-2=Katson&hard-2=easy&line-3=Kysyn&hard-3=999",
            ["Easy: Katson", "Very hard: Soitan", "Kysyn"],
        ),
        (
            "letter",
            "answer=Hei.%0D%0AHyvin+menee&open_on=2027-03-01",
            ["Open on 1.3.2027 or later.", "Hei.", "Hyvin menee"],
        ),
        ("mood", "mood=good&energy=half", ["Mood: good", "Energy: half"]),
        ("lines", "line-1=enkä+ennenkään", ["Myöhästyin: enkä ennenkään"]),
        ("pick", "answer=2&answer=9", ["Kiire"]),
    ],
)
def test_an_answer_is_told_back_as_its_person_would_say_it(kind, form, told):
    with override("en"):
        value = read(kind, form)
        assert EXERCISES[kind].summary(value, VALUES[kind]) == told
        assert EXERCISES[kind].deed(value)
    assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("chain", "choice-strength=o9"),
        ("sentence", "choice-a=&line-a=+"),
        ("sort", "box-1=&box-2=o9"),
        ("scale", "answer="),
        ("ladder", "hard-1=easy"),
        ("letter", "answer=Hei,+minä.&open_on=2027-03-01"),
        ("mood", "mood=&energy=kova"),
    ],
)
def test_a_form_without_an_answer_keeps_nothing(kind, form):
    assert read(kind, form) is None


@pytest.mark.parametrize("day", ["huomenna", "2027-02-30", "20270301x", "9" * 5000])
def test_a_letter_with_a_day_that_is_none_comes_back_whole(day):
    with pytest.raises(Refused) as refusal:
        read("letter", f"answer=Hei&open_on={day}")
    shown = EXERCISES["letter"].ask(VALUES["letter"], refusal.value.typed, {})
    assert (shown["text"], shown["open_on"]) == ("Hei", day[:20])


@pytest.mark.parametrize("kind", ["chain", "sentence", "wish", "ifthen", "support", "ladder"])
def test_a_line_that_is_too_long_is_refused_and_comes_back(kind):
    name = EXERCISES[kind].asked(VALUES[kind], EARLIER)[0].id
    with pytest.raises(Refused) as refusal:
        read(kind, f"line-{name}={'a' * 501}")
    shown = EXERCISES[kind].ask(VALUES[kind], refusal.value.typed, EARLIER)
    assert shown["lines"][0]["text"] == "a" * 501


def test_a_suggestion_comes_back_chosen_and_own_words_come_back_written():
    suggested = EXERCISES["sentence"].ask(VALUES["sentence"], read("sentence", "choice-a=2"), {})["lines"][0]
    own = EXERCISES["sentence"].ask(VALUES["sentence"], read("sentence", "line-a=levätä"), {})["lines"][0]
    assert [option["checked"] for option in suggested["options"]] == [False, True]
    assert (suggested["text"], own["text"], own["chosen"]) == ("", "levätä", "")


def test_a_ladder_comes_back_in_the_order_of_how_hard_it_feels_and_keeps_its_names():
    value = read("ladder", "line-1=Soitan&hard-1=very&line-3=Katson&hard-3=easy")
    shown = EXERCISES["ladder"].ask(VALUES["ladder"], value, {})["lines"]
    assert [(line["id"], line["text"]) for line in shown] == [("3", "Katson"), ("1", "Soitan"), ("2", "")]
    assert items_in(value) == [("3", "Katson"), ("1", "Soitan")]


def test_what_was_written_earlier_is_shown_again():
    shown = EXERCISES["writing"].ask({"recall": "syyt"}, None, EARLIER)
    assert shown["recalled"] == ["Myöhästyin", "Kiire"]
    assert "Myöhästyin" in render_to_string("personal/exercises/writing.html", {"values": {}, "ask": shown})
    assert EXERCISES["writing"].ask({"recall": "poissa"}, None, EARLIER)["recalled"] == []


@pytest.mark.parametrize("kind", ["sentence", "sort", "support", "scale"])
def test_a_kind_without_what_it_needs_is_told_to_its_author(kind):
    assert EXERCISES[kind].problems({})
    assert EXERCISES[kind].problems(VALUES[kind]) == []


FORMS = st.dictionaries(
    st.sampled_from(
        ["answer", "open_on", "mood", "energy", "line-a", "line-1", "line-o1", "line-if", "line-then", "line-wish"]
        + ["choice-a", "choice-strength", "box-1", "box-2", "hard-1", "line-situation"]
    ),
    st.text(max_size=40) | st.sampled_from(["o1", "o2", "1", "easy", "very-bad", "full", "Jos ", "niin ", ".", ","]),
)


@given(st.sampled_from(sorted(VALUES)), FORMS)
def test_whatever_is_posted_breaks_nothing_and_what_is_kept_comes_back_the_same(kind, form):
    exercise, values, post = EXERCISES[kind], VALUES[kind], QueryDict(mutable=True)
    post.update(form)
    try:
        value = exercise.parse(post, values, EARLIER)
    except Refused as refusal:
        value = refusal.typed
    told = exercise.summary(value, values)
    assert exercise.is_empty(value) is (value is None)
    assert all(isinstance(line, str) and line.strip() for line in told)
    assert json.loads(json.dumps(value)) == value
    ask = exercise.ask(values, value, EARLIER)
    assert render_to_string(exercise.template, {"values": values, "ask": ask})
    assert render_to_string(exercise.answer_template, {"lines": told})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
SHAPES = st.fixed_dictionaries(
    {},
    optional={
        "text": JSON,
        "open_on": JSON,
        "texts": JSON,
        "picked": st.lists(JSON, max_size=3) | JSON,
        "lines": JSON
        | st.lists(
            st.fixed_dictionaries(
                {"id": JSON, "heading": JSON, "text": JSON}, optional={"hard": JSON, "box": JSON, "step": JSON}
            ),
            max_size=3,
        ),
    },
)


@given(st.sampled_from(sorted(EXERCISES)), SHAPES, SHAPES)
def test_an_answer_of_any_shape_is_shown_and_handed_on(kind, value, other):
    exercise, values = EXERCISES[kind], VALUES.get(kind, {}) | {"recall": "muu"}
    ask = exercise.ask(values, value, {"syyt": other, "vahvuudet": other, "muu": other})
    assert render_to_string(exercise.template, {"values": values, "ask": ask})
    assert all(isinstance(line, str) for line in exercise.summary(value, values))
