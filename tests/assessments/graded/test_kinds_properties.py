"""What holds for every kind of question, whatever is sent, stored or shuffled."""

import json

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from assessments.kinds.ordering import MOVE
from assessments.kinds.question import FULL, UnusableAnswer, share_of
from tests.factories.kinds import RIGHT, VALUES, WRONG

TRIALS = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
MARKED_BY_RULE = [slug for slug, kind in KINDS.items() if kind.marks_at_once]
PLACES = ["hoito", "muokkaus", "kuntoutus", "elake"]
#: Texts that the forms do send, beside any other.
ANSWERS = [*RIGHT.values(), *WRONG.values()]
KNOWN = sorted({text for sent in ANSWERS for text in ([sent] if isinstance(sent, str) else sent)})
NEAR = [*KNOWN, "a", "b", "c", "", "tera:", ":laaki", "tera:tera"]
WHOLE = st.sampled_from([[sent] if isinstance(sent, str) else sent for sent in ANSWERS])
SENT = WHOLE | st.lists(st.text(max_size=40) | st.sampled_from(NEAR), max_size=6)
TEXT = st.text(max_size=12) | st.sampled_from(KNOWN)
MOVES = st.sampled_from(["", "up:elake", "down:hoito", "up", "x:y"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def values_of(kind: str, **changes) -> dict:
    return value_in(KINDS[kind].fields, {"fi": VALUES[kind] | changes}, "fi")


def posted(*answers: str, **more: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.setlist("answer", answers)
    query.update(more)
    return query


def parsed(kind: str, sent: str | list[str]):
    return KINDS[kind].parse(values_of(kind), posted(*([sent] if isinstance(sent, str) else sent)), "answer")


def test_the_factories_know_every_kind():
    assert set(VALUES) == set(KINDS)
    assert set(RIGHT) == set(WRONG) == set(MARKED_BY_RULE)


@pytest.mark.parametrize("kind", MARKED_BY_RULE)
def test_the_right_answer_gives_all_points_and_the_wrong_one_none(kind):
    rule, values = KINDS[kind], values_of(kind)
    assert rule.mark(values, parsed(kind, RIGHT[kind])).is_full
    assert rule.mark(values, parsed(kind, WRONG[kind])).share == 0
    assert rule.mark(values, None).share == 0
    assert all(comment.right for comment in rule.feedback(values, parsed(kind, RIGHT[kind])) if comment.chosen)


@TRIALS
@given(kind=st.sampled_from(sorted(KINDS)), sent=SENT, move=MOVES)
def test_whatever_is_sent_is_refused_or_marked_between_nothing_and_all(kind, sent, move):
    rule, values = KINDS[kind], values_of(kind)
    try:
        answer = rule.parse(values, posted(*sent, **{MOVE: move}), "answer")
    except UnusableAnswer as refusal:
        assert str(refusal)
        return
    assert json.loads(json.dumps(answer)) == answer
    again = rule.parse(values, posted(*rule.as_posted(values, answer)), "answer")
    assert again == answer, "what the form shows again is the answer that was stored"
    mark = rule.mark(values, answer)
    assert 0 <= mark.share <= FULL if mark else rule.by_hand and answer
    assert isinstance(rule.answer_text(values, answer), str)
    assert rule.field(values, rule.as_posted(values, answer), [id for id, _text in rule.options(values)]) is not None


@TRIALS
@given(kind=st.sampled_from(sorted(KINDS)), answer=JSON, order=st.lists(st.text(max_size=5), max_size=4))
def test_whatever_is_stored_is_marked_and_shown(kind, answer, order):
    rule, values = KINDS[kind], values_of(kind)
    mark = rule.mark(values, answer)
    assert mark is None or 0 <= mark.share <= FULL
    for comment in rule.feedback(values, answer):
        assert isinstance(comment.text, str)
        assert isinstance(comment.answer, str)
    assert isinstance(rule.answer_text(values, answer), str)
    assert rule.field(values, rule.as_posted(values, answer), order) is not None


@TRIALS
@given(
    kind=st.sampled_from(sorted(KINDS)),
    given_texts=SENT,
    order=st.permutations(PLACES),
)
def test_a_field_shows_again_whatever_was_sent(kind, given_texts, order):
    rule, values = KINDS[kind], values_of(kind)
    rule.field(values, given_texts, order)


def shuffled_values(kind: str, draw: st.DataObject) -> dict:
    """The same question with the items of its first list in another order; of an ordering the order is the answer."""
    values = values_of(kind)
    name = next(field.name for field in KINDS[kind].fields if field.kind == "list")
    return values | {name: draw.draw(st.permutations(values[name]))}


@TRIALS
@given(kind=st.sampled_from(["matching", "grouping", "gap_fill", "multiple_choice", "single_choice"]), draw=st.data())
def test_the_order_in_which_things_are_written_changes_no_mark(kind, draw):
    other = shuffled_values(kind, draw)
    for sent in (RIGHT[kind], WRONG[kind]):
        answer = parsed(kind, sent)
        assert KINDS[kind].mark(other, answer) == KINDS[kind].mark(values_of(kind), answer)


@TRIALS
@given(order=st.permutations(PLACES))
def test_an_order_is_full_only_when_it_is_the_right_one(order):
    mark = KINDS["ordering"].mark(values_of("ordering"), order)
    assert mark.is_full is (order == RIGHT["ordering"])
    assert mark.share == share_of(sum(a == b for a, b in zip(order, RIGHT["ordering"], strict=True)), 4)


@TRIALS
@given(
    kind=st.sampled_from(["matching", "grouping"]),
    right=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_parts_are_full_only_when_each_is_right(kind, right):
    wrong = {"matching": WRONG["matching"][0].partition(":")[2], "grouping": ""}
    sent = []
    for is_right, pair in zip(right, RIGHT[kind], strict=True):
        item = pair.partition(":")[0]
        sent.append(pair if is_right else f"{item}:{wrong[kind]}" if wrong[kind] else "")
    mark = KINDS[kind].mark(values_of(kind), parsed(kind, sent))
    assert mark.share == share_of(sum(right), 3)
    assert mark.is_full is all(right)


@given(right=st.integers(0, 40), of=st.integers(1, 40))
def test_a_share_is_whole_and_full_only_for_all(right, of):
    right = min(right, of)
    assert (share_of(right, of) == FULL) is (right == of)
    assert 0 <= share_of(right, of) <= FULL
    assert share_of(0, 0) == 0


def test_no_id_in_the_form_tells_which_choice_is_right():
    """A choice that carried its item's id, or its text, would be found in the page's source."""
    for sent in RIGHT["matching"]:
        item, _colon, choice = sent.partition(":")
        assert item not in choice
    pieces = KINDS["gap_fill"].field(values_of("gap_fill"), [], [])["pieces"]
    gap = next(piece for piece in pieces if piece.get("choices"))
    assert [choice["label"] for choice in gap["choices"]] == ["Kelan", "TE-toimiston", "Työmarkkinatorin"]
    assert all(choice["label"].lower() not in choice["value"] for choice in gap["choices"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_plain_data_that_survives_being_written_and_read(kind):
    rule, values = KINDS[kind], VALUES[kind]
    restored = value_in(rule.fields, json.loads(json.dumps({"fi": values})), "fi")
    assert restored == values_of(kind)
    assert rule.problems(restored) == []
