"""Figures of questions against figures worked out by hand, and what is said of them."""

import pytest

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.queries.statistics import items_of
from assessments.graded.rules.statistics import (
    Answered,
    ItemFigures,
    OptionCount,
    correlation,
    facility_of,
    figures_of,
    sentences_for,
)
from courses.api import enrol_learner
from lms.accounts.api import Learner, User
from tests.factories.graded import Taking, make_taking


def answered(points: int, rest: int, *chosen: str) -> Answered:
    return Answered(points, 100, rest, 300, chosen)


def test_figures_are_those_worked_out_by_hand():
    # points 1 1 0 1 0 and rests 3 2 1 2 0 of 3:
    # facility 3/5; n·Σxy − Σx·Σy = 5·7 − 3·8 = 11; (5·3 − 9)(5·18 − 64) = 6·26 = 156; 11/√156 = 0.8807
    rows = [answered(100, 300, "a"), answered(100, 200, "a"), answered(0, 100, "b"), answered(100, 200, "a")]
    figures = figures_of([*rows, answered(0, 0, "c")], [("a", "A", True), ("b", "B", False), ("c", "C", False)])
    assert (figures.n, figures.facility) == (5, 60)
    assert figures.discrimination == pytest.approx(0.8807, abs=0.0002)  # thirds are cut to ten-thousandths
    assert [option.count for option in figures.options] == [3, 1, 1]


@pytest.mark.parametrize(
    ("xs", "ys", "expected"),
    [
        ([1, 2, 3], [2, 4, 6], 1.0),
        ([1, 2, 3], [6, 4, 2], -1.0),
        ([1, 0, 1, 0], [1, 1, 0, 0], 0.0),
        ([1, 1, 1], [1, 2, 3], None),
        ([1, 2, 3], [5, 5, 5], None),
        ([], [], None),
        ([7], [7], None),
    ],
)
def test_the_correlation_is_pearsons_and_none_where_nothing_varies(xs, ys, expected):
    assert correlation(xs, ys) == expected


@pytest.mark.parametrize(("points", "percent"), [((100, 100, 0), 67), ((100, 0, 0, 0, 0, 0, 0, 0), 13), ((), None)])
def test_the_facility_is_rounded_to_the_nearest_per_cent(points, percent):
    assert facility_of([answered(one, 0) for one in points]) == percent


def figures(facility=60, discrimination=0.5, n=10, options=()):
    return ItemFigures(n, facility, discrimination, tuple(OptionCount(*one) for one in options))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (figures(facility=90), "Nearly everybody"),
        (figures(facility=30), "Few answered right"),
        (figures(discrimination=-0.01), "did worse here"),
        (figures(discrimination=0.1), "hardly tells"),
        (figures(options=[("Oikea", True, 7), ("Kela", False, 3)]), "“Kela”"),
        (figures(n=20, options=[("Oikea", True, 19), ("Ei kukaan", False, 0)]), "Nobody chose"),
        (figures(), "The question works"),
    ],
)
def test_a_sentence_says_what_the_figures_suggest(made, said):
    sentences = sentences_for(made)
    assert len(sentences) == 1
    assert said in sentences[0]


def test_few_answers_say_nothing():
    assert sentences_for(figures(n=4, facility=100)) == []
    assert sentences_for(figures(n=5, facility=100)) != []
    assert "Nobody" not in str(sentences_for(figures(n=19, options=[("Ei kukaan", False, 0)])))


def answer(taking: Taking, *answers: object) -> None:
    attempt = taking.start()
    for position, given in enumerate(answers, start=1):
        if given is not None:
            save_answer(attempt=attempt, position=position, answer=given, seq=1)
    submit_attempt(attempt=attempt)


def another(taking: Taking, name: str) -> Taking:
    user = User.objects.create_user(email=f"{name}@example.org", first_name=name, last_name="Esimerkki")
    enrolment = enrol_learner(run=taking.run, learner=Learner.objects.create(user=user))
    return Taking(enrolment, taking.activity, taking.version)


@pytest.mark.django_db
def test_everybodys_first_attempt_counts_and_no_other(learner):
    taking = make_taking(learner, "single_choice", "multiple_choice", "short_text")
    answer(taking, "tk", ["a", "c"], "Kela")
    answer(taking, "kela", ["a", "b"], "Kela")
    answer(another(taking, "aino"), "kela", ["a", "b"], None)
    one, several, text = items_of(taking.run, taking.activity.pk)
    assert (one.figures.n, one.figures.facility) == (2, 50)
    assert {option.text: option.count for option in one.figures.options} == {"Vaihtoehto kela": 1, "Vaihtoehto tk": 1}
    assert [option.right for option in several.figures.options] == [True, True, False, False]
    assert [option.count for option in several.figures.options] == [2, 1, 1, 0]
    assert (text.figures.facility, text.figures.options) == (50, ())


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 6])
def test_it_costs_two_statements_for_any_number(learner, statements, people):
    taking = make_taking(learner, "single_choice", "true_false", "essay")
    for place in range(people):
        answer(another(taking, f"aino{place}"), "kela", "false", None)
    with statements(2):
        items_of(taking.run, taking.activity.pk)
