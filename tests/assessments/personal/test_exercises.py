"""The exercise kinds: what is kept, what is refused, what is told back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.exercises import EXERCISES, Refused
from tests.factories.personal import LINES, MESSAGE, NARROW, PICK, REASONS, WRITING

PICKED = {"picked": ["hyva", "virtaa"], "texts": {"hyva": REASONS["hyva"], "virtaa": REASONS["virtaa"]}}
EARLIER = {"syy": PICKED}


def read(kind: str, values: dict, form: str, earlier: dict | None = None):
    return EXERCISES[kind].parse(QueryDict(form), values, earlier or {})


@pytest.mark.parametrize(
    ("kind", "values", "form", "lines"),
    [
        ("pick", PICK, "answer=hyva&answer=virtaa", [REASONS["hyva"], REASONS["virtaa"]]),
        ("pick", PICK, "answer=hyva&answer=hyva&answer=keksitty", [REASONS["hyva"]]),
        ("pick", NARROW, "answer=virtaa", [REASONS["virtaa"]]),
        ("writing", WRITING, "answer=+Eka%0D%0A%0D%0Atoka%00+", ["Eka", "toka"]),
        ("lines", LINES, "line-hyva=eilen+%0A+illalla&line-virtaa=&line-muu=x", [f"{REASONS['hyva']}: eilen illalla"]),
        ("lines", {"count": 2}, "line-1=koira&line-2=kissa&line-3=hevonen", ["koira", "kissa"]),
        ("message", MESSAGE, "answer=Hei.+Oma+viesti.", ["Hei. Oma viesti."]),
    ],
)
def test_an_answer_is_told_back_in_plain_lines(kind, values, form, lines):
    value = read(kind, values, form, EARLIER)
    assert EXERCISES[kind].summary(value, values) == lines
    assert EXERCISES[kind].is_empty(value) is False
    assert EXERCISES[kind].deed(value)


@pytest.mark.parametrize(
    ("kind", "values", "form"),
    [
        ("pick", PICK, ""),
        ("pick", PICK, "answer=keksitty"),
        ("pick", NARROW, "answer=muu"),
        ("writing", WRITING, "answer=+%0D%0A+"),
        ("writing", WRITING, ""),
        ("lines", LINES, "line-hyva=+&line-virtaa="),
        ("message", MESSAGE, "answer=Moi.+Missä+olen+hyvä?"),
    ],
)
def test_an_empty_or_unknown_or_untouched_answer_is_none(kind, values, form):
    value = read(kind, values, form, EARLIER)
    assert value is None
    assert EXERCISES[kind].is_empty(value) is True


@pytest.mark.parametrize(
    ("kind", "values", "form", "kept"),
    [
        ("pick", PICK, "answer=hyva&answer=virtaa&answer=muu", list(REASONS.values())),
        ("pick", PICK | {"min": 2}, "answer=hyva", [REASONS["hyva"]]),
        ("writing", WRITING, f"answer={'a' * 10_001}", ["a" * 10_001]),
        ("lines", {"count": 1}, f"line-1={'a' * 501}", ["a" * 501]),
        ("message", MESSAGE, f"answer={'a' * 2_001}", ["a" * 2_001]),
    ],
)
def test_what_is_too_much_is_refused_and_comes_back(kind, values, form, kept):
    with pytest.raises(Refused) as refusal:
        read(kind, values, form)
    assert EXERCISES[kind].summary(refusal.value.typed, values) == kept


def test_a_card_that_is_reworded_or_removed_keeps_the_words_that_were_picked():
    value = read("pick", PICK, "answer=hyva")
    assert EXERCISES["pick"].summary(value, PICK | {"options": []}) == [REASONS["hyva"]]


def test_an_emoji_family_stays_one_family():
    assert read("writing", WRITING, "answer=👩‍👧‍👦") == {"text": "👩‍👧‍👦"}


@given(
    st.sampled_from(sorted(EXERCISES)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "lines", "picked", "x"]), inner),
    ),
)
def test_an_answer_of_another_shape_breaks_no_page(kind, value):
    """An exercise may have been of another kind when the answer was given."""
    exercise = EXERCISES[kind]
    assert isinstance(exercise.summary(value, {}), list)
    assert "target" in exercise.ask({"options": [], "text": "x"}, value, {})
    assert exercise.deed(value)


@pytest.mark.parametrize("kind", sorted(EXERCISES))
def test_every_kind_has_a_key_and_a_title(kind):
    fields = {field.name: field for field in EXERCISES[kind].fields}
    assert (fields["key"].kind, fields["title"].kind) == ("key", "line")
    assert fields["key"].translated is False


def test_a_pick_without_cards_is_told_to_its_author():
    assert len(EXERCISES["pick"].problems({"min": 4, "max": 2})) == 2
    assert EXERCISES["pick"].problems(PICK) == []
    assert EXERCISES["pick"].problems(NARROW) == []
