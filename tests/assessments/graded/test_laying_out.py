"""Sections and orders: what each attempt meets, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.api import QuizSettings, Response, Section
from assessments.graded.services.laying_out import mixed_within_sections
from tests.factories.graded import make_taking


def section(first: int, title: str) -> Section:
    return Section(first=first, titles={"fi": title}, intros={"fi": f"Johdanto: {title}"})


SECTIONS = (section(1, "Alku"), section(3, "Loppu"))


@given(st.integers(0, 2**48), st.lists(st.booleans(), min_size=1, max_size=12), st.sets(st.integers(1, 12), max_size=4))
def test_nothing_leaves_its_section_and_what_stays_stays(seed, stays, firsts):
    settings = QuizSettings(titles={}, sections=tuple(section(first, "x") for first in sorted(firsts)))
    places = [(None, number) for number in range(1, len(stays) + 1)]
    mixed = mixed_within_sections(places, stays, settings=settings, seed=seed)
    assert sorted(number for _slot, number in mixed) == sorted(number for _slot, number in places)
    for position, ((_slot, number), fixed) in enumerate(zip(mixed, stays, strict=True), start=1):
        assert settings.section_of(number) == settings.section_of(position)
        assert not fixed or number == position
    assert mixed == mixed_within_sections(places, stays, settings=settings, seed=seed)


def test_questions_are_mixed_when_the_author_says_so(learner):
    taking = make_taking(learner, *["true_false"] * 30, shuffle_questions=True)
    attempt = taking.start()
    met = list(attempt.responses.order_by("position").values_list("slot__position", flat=True))
    assert met != sorted(met)
    assert sorted(met) == list(range(1, 31))


@pytest.mark.parametrize(("shuffle", "same"), [(True, False), (False, True)])
def test_options_stay_in_the_authors_order_when_the_author_says_so(learner, shuffle, same):
    attempt = make_taking(learner, *["multiple_choice"] * 20, shuffle_options=shuffle).start()
    orders = [tuple(order) for order in attempt.responses.values_list("option_order", flat=True)]
    assert (set(orders) == {("a", "b", "c", "d")}) is same


def test_an_order_that_is_the_answer_is_always_mixed(learner):
    attempt = make_taking(learner, *["ordering"] * 20, shuffle_options=False).start()
    orders = {tuple(order) for order in attempt.responses.values_list("option_order", flat=True)}
    assert len(orders) > 1


def test_a_section_is_named_on_its_questions_and_introduced_once(own, learner):
    taking = make_taking(learner, *["true_false"] * 4, sections=SECTIONS)
    taking.start()
    pages = [own.get(f"{taking.address}{position}/").content.decode() for position in (1, 2, 3, 4)]
    assert ["Alku" in page for page in pages] == [True, True, False, False]
    assert ["Loppu" in page for page in pages] == [False, False, True, True]
    assert ["Johdanto:" in page for page in pages] == [True, False, True, False]
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    result = own.get(f"{taking.address}tulos/1/").content.decode()
    assert (result.count("Alku"), result.count("Loppu")) == (2, 2)
    assert Response.objects.count() == 4
