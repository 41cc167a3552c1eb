"""When steps open: each rule by table, and that doing more never locks anything."""

import datetime
import uuid
from dataclasses import dataclass, field, replace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.access_rules import (
    ORDINARY,
    Lock,
    Opens,
    StepRule,
    lock_in_words,
    locks_of,
    read_rule,
    rule_in_sentences,
    stored_rule,
)

NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
TOMORROW = NOW + datetime.timedelta(days=1)


@dataclass(frozen=True)
class Placed:
    """A step of an outline, as far as locks go."""

    slug: str
    section_key: str = "m1"
    rule: StepRule = ORDINARY
    is_done: bool = False
    required: bool = True
    opens_at: datetime.datetime | None = None
    publication_id: int | None = 1
    kind: str = "lesson"
    activity_key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def title(self) -> str:
        return self.slug.upper()

    @property
    def section_title(self) -> str:
        return self.section_key.upper()


def opens(how: str, key: object = "", **more) -> StepRule:
    return StepRule(opens=how, key=str(key), **more)


A = Placed("a")
B = Placed("b", required=False)
PREVIOUS, MODULE = opens("previous"), opens("module")
AFTER_A = opens("step", A.activity_key)
LATER = Placed("later", section_key="m2")

TABLE = [
    # Open at once, and done things stay open.
    ([A, B], [None, None]),
    ([A, replace(B, rule=PREVIOUS, is_done=True)], [None, None]),
    # After the step before.
    ([A, replace(B, rule=PREVIOUS)], [None, "A"]),
    ([replace(A, is_done=True), replace(B, rule=PREVIOUS)], [None, None]),
    ([replace(A, rule=PREVIOUS)], [None]),
    ([A, replace(B, publication_id=None), replace(LATER, rule=PREVIOUS)], [None, None, "A"]),
    # After the module before: what is required of it, all of it where nothing is.
    ([A, B, replace(LATER, rule=MODULE)], [None, None, "M1"]),
    ([replace(A, is_done=True), B, replace(LATER, rule=MODULE)], [None, None, None]),
    ([B, replace(LATER, rule=MODULE)], [None, "M1"]),
    ([replace(B, is_done=True), replace(LATER, rule=MODULE)], [None, None]),
    ([A, replace(B, rule=MODULE)], [None, None]),
    # After a chosen step; one that the run has not, or that comes later, asks for nothing.
    ([A, B, replace(LATER, rule=AFTER_A)], [None, None, "A"]),
    ([replace(A, is_done=True), B, replace(LATER, rule=AFTER_A)], [None, None, None]),
    ([B, replace(LATER, rule=AFTER_A)], [None, None]),
    ([replace(LATER, rule=AFTER_A), A], [None, None]),
]


@pytest.mark.parametrize(("steps", "locked_by"), TABLE)
def test_what_a_step_waits_for_by_table(steps, locked_by):
    assert [lock and lock.title for lock, _hidden in locks_of(steps, now=NOW)] == locked_by


def test_a_lock_leads_to_the_first_thing_to_do():
    done = replace(A, is_done=True)
    steps = [done, replace(A, slug="second", kind="quiz"), replace(LATER, rule=MODULE)]
    assert locks_of(steps, now=NOW)[-1][0] == Lock(Opens.MODULE, "M1", "second", "quiz")


@pytest.mark.parametrize(
    ("rule", "opens_at", "is_done", "hidden"),
    [
        (opens("previous", hidden=True), None, False, True),
        (opens("previous", hidden=True), None, True, False),
        (opens("previous"), None, False, False),
        (StepRule(hidden=True), None, False, False),
        (StepRule(hidden=True), TOMORROW, False, True),
        (StepRule(hidden=True), NOW - datetime.timedelta(days=1), False, False),
    ],
)
def test_hidden_is_what_is_to_be_hidden_and_not_open(rule, opens_at, is_done, hidden):
    steps = [A, replace(B, rule=rule, opens_at=opens_at, is_done=is_done)]
    assert locks_of(steps, now=NOW)[-1][1] is hidden


def test_what_waits_for_something_hidden_does_not_name_it():
    steps = [A, replace(B, rule=opens("previous", hidden=True)), replace(LATER, rule=PREVIOUS)]
    lock = locks_of(steps, now=NOW)[-1][0]
    assert lock == Lock(Opens.PREVIOUS)
    with override("fi"):
        assert "B" not in lock_in_words(lock)


RULES = st.sampled_from(["", "previous", "module", "step"])


@given(
    st.lists(st.tuples(RULES, st.integers(0, 7), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=8),
    st.sets(st.integers(0, 7)),
    st.sets(st.integers(0, 7)),
)
def test_doing_more_never_locks_or_hides_anything_and_something_can_always_be_done(drawn, done, more):
    keys = [uuid.UUID(int=number) for number in range(8)]

    def outline(finished: set[int]) -> list[Placed]:
        return [
            Placed(
                f"s{place}",
                section_key=f"m{place // 3}",
                rule=StepRule(opens=how, key=str(keys[after]), hidden=hidden),
                is_done=place in finished,
                required=required,
                publication_id=1 if published else None,
                activity_key=keys[place],
            )
            for place, (how, after, hidden, required, published) in enumerate(drawn)
        ]

    steps = outline(done)
    before, after = locks_of(steps, now=NOW), locks_of(outline(done | more), now=NOW)
    for (lock, hidden), (lock_then, hidden_then) in zip(before, after, strict=True):
        assert lock is not None or lock_then is None
        assert hidden or not hidden_then
    usable = [place for place, step in enumerate(steps) if step.publication_id and not step.is_done]
    assert not usable or any(before[place][0] is None for place in usable)


@given(st.sampled_from(["", "viewed"]), RULES, st.booleans())
def test_a_rule_is_read_as_it_was_stored_and_the_ordinary_one_is_empty(done, how, hidden):
    key = "k" if how == "step" else ""
    stored = stored_rule(done=done, opens=how, key="k", hidden=hidden)
    assert read_rule(stored) == StepRule(done=done, opens=how, key=key, hidden=hidden)
    assert (stored == {}) == (read_rule(stored) == ORDINARY)


def test_every_choice_is_one_sentence_for_its_author():
    rule = StepRule(done="viewed", opens="step", key="k", hidden=True)
    with override("en"):
        assert rule_in_sentences(rule, "Two", "One") == [
            "“Two” opens when “One” is done.",
            "“Two” is not shown before it opens.",
            "“Two” is done when one goes on from it.",
        ]
        assert rule_in_sentences(ORDINARY, "Two") == []
