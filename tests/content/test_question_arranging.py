"""Many questions of the bank at once, and its categories."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from assessments.graded.api import Question, categories, revise_question
from content.models import QuizPage
from lms.accounts.api import COACH
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author
from tests.factories.graded import make_question
from tests.factories.pages import add_page, make_course_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_author())


def unfinished() -> Question:
    return revise_question(
        key="7b1d4c1c-5c49-4a5b-8d53-1a5a3d1f7a11",
        slug="kesken",
        kind="single_choice",
        values={"fi": {"stem": "Kesken?", "options": []}},
        actor=None,
        status="draft",
    ).question


def arrange(browser: Client, act: str, questions: list[Question], **given: Any) -> Any:
    """Send the form of one act for these questions."""
    address = reverse("wagtail_bulk_action", args=["graded", "question", act])
    ids = "&".join(f"id={one.pk}" for one in questions)
    return browser.post(f"{address}?{ids}&next={reverse('questions:index')}", given)


def moved(browser: Client, old: str, new: str, **more: Any) -> Any:
    return browser.post(reverse("questions:category") + f"?kategoria={old}", {"category": new} | more)


def status_of(*questions: Question) -> list[str]:
    return [Question.objects.get(pk=one.pk).status for one in questions]


def test_the_list_offers_to_tick_questions_and_leads_to_the_categories(author):
    make_question()
    page = author.get(reverse("questions:index")).content.decode()
    assert "data-bulk-action-checkbox" in page and "bulk-actions.js" in page
    assert reverse("questions:categories") in page


def test_questions_are_retired_together(author):
    chosen = [make_question().question for _number in range(3)]
    other = make_question().question
    response = arrange(author, "tila", chosen, status="retired")
    assert response.url == reverse("questions:index")
    assert status_of(*chosen, other) == ["retired", "retired", "retired", "ready"]


def test_the_page_asks_before_anything_changes(author):
    question = make_question().question
    address = reverse("wagtail_bulk_action", args=["graded", "question", "tila"])
    page = author.get(f"{address}?id={question.pk}")
    assert question.title in page.content.decode()
    assert status_of(question) == ["ready"]


def test_what_could_not_be_asked_is_left_and_the_page_says_why(author):
    whole, broken, ready = make_question().question, unfinished(), make_question().question
    Question.objects.filter(pk=whole.pk).update(status="retired")
    done = arrange(author, "tila", [whole, broken, ready], status="ready").context["done"]
    assert [one.pk for one in done.changed] == [whole.pk]
    assert {one.pk: why for one, why in done.left}[ready.pk] == gettext("It is that already.")
    assert {one.pk for one, _why in done.left} == {broken.pk, ready.pk}
    assert status_of(whole, broken, ready) == ["ready", "draft", "ready"]


def test_retiring_a_question_that_a_quiz_asks_names_the_quiz(author):
    quiz = make_quiz_page(make_module_page(make_course_page()))
    question = Question.objects.get()
    done = arrange(author, "tila", [question], status="retired").context["done"]
    assert [quiz.title in note for _one, note in done.noted] == [True]


def test_tags_are_added_and_taken_away(author):
    first, second = (make_question().question for _number in range(2))
    arrange(author, "tunnisteet", [first, second], add=" perusteet,  työ kyky ")
    tag = first.tags.get(name="perusteet")
    arrange(author, "tunnisteet", [first], add="uusi", remove=[tag.pk])
    assert [sorted(one.tags.values_list("name", flat=True)) for one in (first, second)] == [
        ["työ kyky", "uusi"],
        ["perusteet", "työ kyky"],
    ]


def test_a_form_of_tags_that_asks_for_nothing_is_refused(author):
    assert arrange(author, "tunnisteet", [make_question().question], add=" , ").status_code == 422


def test_questions_are_put_into_a_category(author):
    first, second = make_question().question, make_question(category="Moduuli 1").question
    done = arrange(author, "kategoria", [first, second], category=" Moduuli 1 /").context["done"]
    assert ([one.pk for one in done.changed], [one.pk for one, _why in done.left]) == ([first.pk], [second.pk])
    assert {one.category for one in Question.objects.all()} == {"Moduuli 1"}


@pytest.mark.parametrize("ids", ["", "id=all", "id=x", "id=99999999999999999999", "id=0"])
def test_nothing_ticked_changes_nothing_and_says_so(author, ids):
    question = make_question().question
    address = reverse("wagtail_bulk_action", args=["graded", "question", "tila"])
    response = author.post(f"{address}?{ids}", {"status": "retired"}, follow=True)
    assert response.redirect_chain[0][0] == reverse("questions:index")
    assert status_of(question) == ["ready"]


def test_who_may_not_change_questions_arranges_none(author):
    question = make_question(category="Moduuli 1").question
    coach = client_of(make_staff("ohjaaja@example.org", COACH))
    arrange(coach, "tila", [question], status="retired")
    moved(coach, "Moduuli 1", "Muu")
    assert coach.get(reverse("questions:categories")).status_code != 200
    assert status_of(question) == ["ready"] and categories() == ["Moduuli 1"]


def test_the_categories_are_counted_with_their_subcategories(author):
    for category in ("Moduuli 1", "Moduuli 1/Työkyky", "Moduuli 1/Työkyky", "Moduuli 10"):
        make_question(category=category)
    assert author.get(reverse("questions:categories")).context["rows"] == [
        ("Moduuli 1", 1, 3),
        ("Moduuli 1/Työkyky", 2, 2),
        ("Moduuli 10", 1, 1),
    ]


def test_a_category_moves_with_its_subcategories_and_leaves_its_namesakes(author):
    for category in ("Moduuli 1", "Moduuli 1/Työkyky", "Moduuli 10"):
        make_question(category=category)
    response = moved(author, "Moduuli 1", "Perusteet / Alku")
    assert response.url == reverse("questions:categories")
    assert categories() == ["Moduuli 10", "Perusteet", "Perusteet/Alku", "Perusteet/Alku/Työkyky"]


def test_two_categories_become_one_only_when_it_is_said(author):
    for category in ("Alku", "Perusteet"):
        make_question(category=category)
    response = moved(author, "Alku", "Perusteet")
    assert response.status_code == 422 and "together" in response.context["form"].errors
    moved(author, "Alku", "Perusteet", together="on")
    assert categories() == ["Perusteet"] and Question.objects.filter(category="Perusteet").count() == 2


def test_a_path_that_would_be_too_long_below_changes_nothing(author):
    for category in ("Alku", "Alku/" + "x" * 100):
        make_question(category=category)
    assert moved(author, "Alku", "y" * 100).status_code == 422
    assert categories()[0] == "Alku"


def test_an_unknown_category_is_a_missing_page(author):
    assert author.get(reverse("questions:category") + "?kategoria=Muu").status_code == 404


def test_quizzes_that_draw_follow_the_category_in_print_and_in_draft(author):
    for _number in range(3):
        make_question(category="Alku/Perus")
    draw = [("draw", {"category": "Alku/Perus", "tag": "", "count": 1, "points": 1})]
    quiz = add_page(make_module_page(make_course_page()), QuizPage(title="Arvottu", slug="arvottu", questions=draw))
    quiz.questions = [*draw, ("draw", {"category": "Alku", "tag": "", "count": 2, "points": 1})]
    draft = quiz.save_revision()
    assert quiz.title in author.get(reverse("questions:category") + "?kategoria=Alku").content.decode()
    moved(author, "Alku", "Uusi")
    kept = QuizPage.objects.get(pk=quiz.pk)
    assert [block.value["category"] for block in kept.questions] == ["Uusi/Perus"]
    draft.refresh_from_db()
    assert [one["value"]["category"] for one in json.loads(draft.content["questions"])] == ["Uusi/Perus", "Uusi"]
    kept.get_latest_revision_as_object().save_revision().publish()
    assert QuizPage.objects.get(pk=quiz.pk).asked == 3
