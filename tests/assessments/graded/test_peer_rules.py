"""Dealing out texts to readers: even, never one's own, never twice, whoever comes when."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.graded.rules.peer import (
    Text,
    Turn,
    choose,
    is_finished,
    is_waited_for,
    lacking,
    may_see_reviews,
    missing_to_send,
    score_of,
)

NOW = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)


def texts_of(people):
    """A text of everybody; its key tells nothing of its owner's."""
    return [Text(100 + person, person) for person in people]


def loads_of(texts, turns):
    counted = Counter(turn.work for turn in turns)
    return {text.work: counted[text.work] for text in texts}


@st.composite
def gatherings(draw):
    """(number of people, texts each reads, an order in which they ask)."""
    wanted = draw(st.integers(1, 3))
    people = draw(st.integers(wanted + 1, 9))
    asks = [person for person in range(people) for _ in range(wanted)]
    return people, wanted, draw(st.permutations(asks))


@settings(max_examples=300, deadline=None)
@given(gatherings())
def test_texts_when_all_are_here_are_read_equally_often_in_whatever_order_people_ask(gathering):
    people, wanted, asks = gathering
    texts, turns = texts_of(range(people)), []
    for reader in asks:
        turns.append(Turn(reader, choose(texts, turns, reader=reader, wanted=wanted), True))
    assert set(loads_of(texts, turns).values()) == {wanted}
    assert all(turn.work != 100 + turn.reader for turn in turns)
    assert len({(turn.reader, turn.work) for turn in turns}) == len(turns)


@settings(max_examples=300, deadline=None)
@given(gatherings(), st.data())
def test_no_text_when_all_are_here_is_at_any_moment_far_ahead_of_another(gathering, data):
    """One reader who asks alone cannot read their own; a text is passed over only for an even end."""
    people, wanted, asks = gathering
    asks = asks[: data.draw(st.integers(0, len(asks)))]
    texts, turns = texts_of(range(people)), []
    for reader in asks:
        turns.append(Turn(reader, choose(texts, turns, reader=reader, wanted=wanted), True))
    loads = loads_of(texts, turns).values()
    assert max(loads) - min(loads) <= 2


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3), st.lists(st.sampled_from(["come", "ask"]), max_size=40), st.data())
def test_people_who_come_and_ask_in_any_order_never_get_their_own_or_the_same_and_no_text_is_overburdened(
    wanted, acts, data
):
    texts, turns, here = [], [], 0
    for act in acts:
        if act == "come" or not here:
            texts, here = [*texts, *texts_of([here])], here + 1
            continue
        reader = data.draw(st.integers(0, here - 1))
        asked = sum(turn.reader == reader for turn in turns)
        work = choose(texts, turns, reader=reader, wanted=wanted)
        if work is None:
            had = {turn.work for turn in turns if turn.reader == reader} | {100 + reader}
            left = [load for work, load in loads_of(texts, turns).items() if work not in had]
            assert not left or (asked >= wanted and min(left) >= wanted)
            continue
        turns.append(Turn(reader, work, True))
        assert work != 100 + reader
    assert len({(turn.reader, turn.work) for turn in turns}) == len(turns)
    assert max(loads_of(texts, turns).values(), default=0) <= wanted + 1


@settings(max_examples=200, deadline=None)
@given(gatherings(), st.data())
def test_somebody_who_never_reads_is_replaced(gathering, data):
    """Their place is free again; when everybody else has read and may read on, every text has its readers."""
    people, wanted, asks = gathering
    idle = data.draw(st.integers(0, people - 1))
    texts = texts_of(range(people))
    turns = [Turn(idle, choose(texts, [], reader=idle, wanted=wanted), False)]
    for reader in [*asks, *(person for person in range(people) for _ in range(wanted))]:
        work = None if reader == idle else choose(texts, turns, reader=reader, wanted=wanted)
        turns += [Turn(reader, work, True)] if work else []
    possible = min(wanted, people - 2)  # neither the writer nor the one who never reads
    counted = loads_of(texts, [turn for turn in turns if turn.counts])
    assert all(load >= possible for work, load in counted.items() if work != 100 + idle)


def test_nobody_else_yet_means_nothing_to_read():
    assert choose([], [], reader=1, wanted=1) is None
    assert choose(texts_of([1]), [], reader=1, wanted=1) is None


def test_who_has_read_enough_reads_on_only_what_others_have_not_read():
    texts = texts_of([1, 2, 3])
    turns = [Turn(1, 102, True), Turn(2, 101, True)]
    assert choose(texts, turns, reader=1, wanted=1) == 103
    assert choose(texts, [*turns, Turn(2, 103, True)], reader=1, wanted=1) is None


def test_three_hundred_people_are_dealt_out_quickly_enough_to_wait_for():
    texts, turns = texts_of(range(300)), []
    turns = [Turn(n, 100 + (n + step) % 300, True) for n in range(290) for step in (1, 2)]
    started = datetime.datetime.now(tz=datetime.UTC)
    assert choose(texts, turns, reader=295, wanted=3) is not None
    assert datetime.datetime.now(tz=datetime.UTC) - started < datetime.timedelta(seconds=5)


@pytest.mark.parametrize(
    ("days", "is_here", "expected"), [(0, True, True), (6, True, True), (7, True, False), (0, False, False)]
)
def test_an_unsent_review_is_waited_for_a_week_and_only_from_who_is_here(days, is_here, expected):
    now = NOW + datetime.timedelta(days=days)
    assert is_waited_for(taken_at=NOW, is_here=is_here, now=now) is expected


@pytest.mark.parametrize(
    ("sent", "days", "wait_days", "expected"),
    [(0, 99, 14, False), (1, 13, 14, False), (1, 14, 14, True), (2, 0, None, True), (1, 99, None, False)],
)
def test_reviews_are_seen_when_enough_came_or_long_enough_has_passed(sent, days, wait_days, expected):
    now = NOW + datetime.timedelta(days=days)
    seen = may_see_reviews(sent=sent, wanted=2, handed_in_at=NOW, wait_days=wait_days, now=now)
    assert seen is expected


@pytest.mark.parametrize(
    ("levels", "comment", "missing"),
    [
        ({"a": 0, "b": 1}, "Hyvä.", []),
        ({"a": 0}, "Hyvä.", ["levels"]),
        ({"a": 0, "b": 1}, " \n", ["comment"]),
        ({}, "", ["levels", "comment"]),
    ],
)
def test_a_review_needs_a_level_for_every_criterion_and_a_comment(levels, comment, missing):
    assert missing_to_send(criteria=["a", "b"], levels=levels, comment=comment) == missing


@pytest.mark.parametrize(
    ("levels", "expected"),
    [({"a": 1, "b": 2}, (5, 5)), ({"a": 0, "b": 1}, (1, 5)), ({"a": 1}, None), ({"a": 1, "b": 9}, None), ({}, None)],
)
def test_a_score_is_what_the_levels_are_worth_together_and_none_when_one_is_missing(levels, expected):
    assert score_of({"a": [0, 2], "b": [0, 1, 3]}, levels) == expected


def test_a_rubric_without_points_gives_no_score():
    assert score_of({"a": [0, 0]}, {"a": 1}) is None
    assert score_of({}, {}) is None


@pytest.mark.parametrize(
    ("state", "needs_accepting", "wanted", "sent", "waived", "expected"),
    [
        ("accepted", True, 2, 2, False, True),
        ("accepted", True, 2, 1, False, False),
        ("accepted", True, 2, 0, True, True),
        ("handed_in", True, 2, 2, False, False),
        ("handed_in", False, 2, 2, False, True),
        ("returned", False, 2, 2, False, False),
        ("draft", False, 2, 2, False, False),
        ("accepted", True, 0, 0, False, True),
        ("handed_in", False, 0, 0, False, False),
    ],
)
def test_an_assignment_is_done_with_its_own_text_and_the_reviews(
    state, needs_accepting, wanted, sent, waived, expected
):
    facts = {"state": state, "needs_accepting": needs_accepting, "wanted": wanted, "sent": sent, "waived": waived}
    assert is_finished(**facts) is expected


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3), st.lists(st.sampled_from(["come", "read"]), min_size=4, max_size=40), st.data())
def test_everybody_who_hands_in_is_read_or_is_on_the_trainers_list_and_a_later_one_reads_the_unread_first(
    wanted, acts, data
):
    people, turns = 0, []
    for act in acts:
        if act == "come" or not people:
            people += 1
            continue
        reader, texts = data.draw(st.integers(0, people - 1)), texts_of(range(people))
        given_text = choose(texts, turns, reader=reader, wanted=wanted)
        if given_text is not None:
            turns.append(Turn(reader, given_text, True))
    people += 1  # the last one, who reads everything that is asked
    late, texts = people - 1, texts_of(range(people))
    unread = {work for work, load in lacking(texts, turns, wanted=wanted).items() if not load} - {100 + late}
    for _turn in range(wanted):
        given_text = choose(texts, turns, reader=late, wanted=wanted)
        if given_text is not None:
            turns.append(Turn(late, given_text, True))
    listed, loads = lacking(texts, turns, wanted=wanted), loads_of(texts, turns)
    assert all(loads[text.work] >= 1 or text.work in listed for text in texts)
    left = [work for work in unread if not loads[work]]
    assert len(left) <= max(0, len(unread) - wanted)


def test_a_text_that_lacks_readers_is_listed_with_how_many_it_has_and_the_least_read_first():
    texts = texts_of(range(3))
    turns = [Turn(0, 101, True), Turn(2, 101, True), Turn(1, 102, True), Turn(1, 100, False)]
    assert lacking(texts, turns, wanted=2) == {100: 0, 102: 1}
