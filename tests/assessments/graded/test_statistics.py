"""Figures of questions against figures worked out by hand, and what is said of them."""

import pytest
from django.urls import reverse

from assessments.graded.api import (
    QuizSettings,
    SlotFacts,
    publish_quiz,
    revise_question,
    save_answer,
    submit_attempt,
)
from assessments.graded.queries.statistics import items_of, items_of_question
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
from tests.factories.authors import make_author
from tests.factories.courses import make_run
from tests.factories.graded import CHOICES, Taking, make_taking


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


# --- Over all runs, for authors -----------------------------------------------------------------------------------


def answer_as(taking: Taking, run, number: int, answer: str) -> None:
    user = User.objects.create_user(email=f"v{number}@example.org", first_name="Ville", last_name=f"Vastaaja{number}")
    enrolment = enrol_learner(run=run, learner=Learner.objects.create(user=user))
    attempt = Taking(enrolment, taking.activity, taking.version).start()
    save_answer(attempt=attempt, position=1, answer=answer, seq=1)
    submit_attempt(attempt=attempt)


@pytest.fixture
def over_runs(db):
    """A question that six people of two runs have answered: five in its first wording, one in its second."""
    learner = Learner.objects.create(user=User.objects.create_user(email="eka@example.org"))
    taking = make_taking(learner, "single_choice")
    runs = [taking.run, make_run(taking.run.course)]
    for number, answer in enumerate(["kela", "kela", "tk", "kela", "tk"]):
        answer_as(taking, runs[number % 2], number, answer)
    question = taking.version.slots.first().question_version.question
    revise_question(
        key=question.key, slug=question.slug, kind=question.kind, values={"fi": CHOICES | {"stem": "Kuka?"}}, actor=None
    )
    slots = [SlotFacts(question=question.key, points=100)]
    publish_quiz(key=taking.activity.key, settings=QuizSettings(titles={"fi": "Testi"}), slots=slots)
    answer_as(taking, runs[0], 9, "kela")
    return question


def test_a_question_is_counted_over_all_runs_a_wording_at_a_time(over_runs):
    items, too_few = items_of_question(over_runs)
    assert [(one.version.number, one.figures.n, one.figures.facility, one.newer) for one in items] == [(1, 5, 60, 2)]
    assert sorted(option.count for option in items[0].figures.options) == [2, 3]
    assert too_few == 1


def test_the_authors_page_has_figures_and_no_names(over_runs, client):
    client.force_login(make_author())
    page = client.get(reverse("questions:look", args=[over_runs.pk])).content.decode()
    assert "60 %" in page
    assert "Vastaaja" not in page
    assert "@example.org" not in page.split("<main")[-1]


def test_fewer_than_five_answers_are_not_shown(db, learner):
    taking = make_taking(learner, "single_choice")
    for number in range(4):
        answer_as(taking, taking.run, number, "kela")
    question = taking.version.slots.first().question_version.question
    assert items_of_question(question) == ([], 1)
