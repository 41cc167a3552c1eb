"""The wordings of a question in the bank: open one as it was, compare two, take one back."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from assessments.graded.api import KINDS, Question, QuestionVersion, revise_question
from assessments.graded.queries.wordings import wordings_of
from assessments.graded.rules.wordings import Piece, changes_between, marked
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author
from tests.factories.graded import make_question, make_taking, options
from tests.factories.pages import make_course_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db

FIELDS = {field.name: field for field in KINDS["single_choice"].fields}


@pytest.fixture
def author():
    return client_of(make_author())


def revised(question: Question, *, status: str = "ready", **texts: Any) -> QuestionVersion:
    """The question with some of its Finnish values changed."""
    newest = question.versions.latest("number").values
    values = {**newest, "fi": newest["fi"] | texts}
    return revise_question(
        key=question.key, slug=question.slug, kind=question.kind, values=values, actor=None, status=status
    )


def at(name: str, version: QuestionVersion) -> str:
    return reverse(f"questions:{name}", args=[version.question_id, version.number])


def test_words_that_changed_are_marked_word_by_word():
    assert marked("Mitä työkyky on?", "Mitä voimavara on?") == (
        Piece("Mitä ", "same"),
        Piece("työkyky", "gone"),
        Piece("voimavara", "new"),
        Piece(" on?", "same"),
    )


def test_every_difference_is_told_once_and_options_are_known_by_their_ids():
    earlier = {"stem": "Kysymys", "options": options(("a", True), ("b", False), ("c", False))}
    later = {"stem": "Kysymys uusi", "options": options(("c", True), ("d", False), ("a", True)), "feedback": "Siksi."}
    named = FIELDS["options"].label
    (is_right,) = (field.label for field in FIELDS["options"].fields if field.name == "correct")
    assert [(one.where, one.what) for one in changes_between(FIELDS.values(), earlier, later)] == [
        (str(FIELDS["stem"].label), gettext("changed")),
        (f"{named} 2", gettext("taken away")),
        (f"{named} 1: {is_right}", gettext("changed")),
        (f"{named} 2", gettext("added")),
        (str(named), gettext("in another order")),
        (str(FIELDS["feedback"].label), gettext("added")),
    ]


def test_equal_wordings_differ_in_nothing():
    values = {"stem": "Kysymys", "options": options(("a", True), ("b", False)), "picture": 3}
    assert changes_between(FIELDS.values(), values, dict(values)) == []
    assert [one.pieces for one in changes_between(FIELDS.values(), values, values | {"picture": 4})] == [()]


def test_an_earlier_wording_opens_as_it_was(author):
    first = make_question()
    newest = revised(first.question, stem="Kuka maksaa?")
    asked = [author.get(at("wording_preview", version)).context["stem"] for version in (first, newest)]
    assert asked == ["Kuka päättää?", "Kuka maksaa?"]


def test_a_wording_is_compared_with_the_one_before_and_with_the_chosen_one(author):
    first = make_question()
    second = revised(first.question, stem="Kuka maksaa?")
    third = revised(first.question, feedback="Uusi perustelu")
    page = author.get(at("wording", third))
    assert [one.where for one in page.context["differing"][0].changes] == [str(FIELDS["feedback"].label)]
    page = author.get(at("wording", third), {"vertaa": first.number})
    assert [one.where for one in page.context["differing"][0].changes] == [
        str(FIELDS[name].label) for name in ("stem", "feedback")
    ]
    assert "<del>" in page.content.decode() and "<ins>" in page.content.decode()
    assert author.get(at("wording", second), {"vertaa": "x"}).context["other"].version == first


def test_a_changed_translation_is_told_under_its_language(author):
    first = make_question()
    revise_question(
        key=first.question.key,
        slug=first.question.slug,
        kind="single_choice",
        values={**first.values, "sv": {"stem": "Vem beslutar?"}},
        actor=None,
    )
    differing = author.get(at("wording", first)).context["differing"]
    assert [(one.language, one.changes[0].pieces) for one in differing] == [("sv", (Piece("Vem beslutar?", "new"),))]


def test_each_wording_tells_where_it_was_answered(author, learner):
    taking = make_taking(learner, "single_choice", "true_false")
    attempt = taking.start()
    response = attempt.responses.select_related("question_version__question").first()
    question = response.question_version.question
    revised(question, feedback="Toinen sana")
    told = {one.version.number: [(m.run, m.met, m.answered) for m in one.meetings] for one in wordings_of(question)}
    assert told == {2: [], 1: [(taking.run, 1, 0)]}
    type(response).objects.filter(pk=response.pk).update(answer="kela")
    page = author.get(at("wording", response.question_version))
    assert [(m.title, m.met, m.answered) for m, _page in page.context["meetings"]] == [(taking.activity.title, 1, 1)]


def test_the_page_of_a_question_leads_to_its_wordings(author):
    first = make_question()
    newest = revised(first.question, stem="Kuka maksaa?")
    page = author.get(reverse("questions:look", args=[first.question_id])).content.decode()
    assert all(at("wording", version) in page for version in (first, newest))


def test_an_earlier_wording_is_taken_back_as_a_new_one_and_once(author):
    first = make_question()
    question = first.question
    revised(question, stem="Kuka maksaa?")
    for _press in range(2):
        author.post(at("take_back", first))
    newest = question.versions.latest("number")
    assert (question.versions.count(), newest.number, newest.values) == (3, 3, first.values)
    assert AuditEntry.objects.get(verb="question.taken_back").detail == {"from": 1}


def test_taking_back_names_the_quizzes_that_ask_the_question(author):
    quiz = make_quiz_page(make_module_page(make_course_page()))
    first = Question.objects.get().versions.get()
    revised(first.question, stem="Uusi muoto?")
    response = author.post(at("take_back", first), follow=True)
    assert any(quiz.title in str(message) for message in response.context["messages"])


def test_a_wording_that_cannot_be_asked_is_not_taken_back_until_the_question_is_a_draft(author):
    first = make_question()
    question = first.question
    broken = revised(question, status="draft", stem="")
    revised(question, stem="Kuka maksaa?")
    response = author.post(at("take_back", broken), follow=True)
    assert question.versions.count() == 3
    assert len(response.context["messages"]) == 1
    Question.objects.filter(pk=question.pk).update(status="draft")
    author.post(at("take_back", broken))
    assert question.versions.latest("number").values["fi"]["stem"] == ""


def test_taking_back_asks_for_a_post_and_the_right_to_change(author):
    first = make_question()
    revised(first.question, stem="Kuka maksaa?")
    assert author.get(at("take_back", first)).status_code == 405
    assert client_of(make_staff("ohjaaja@example.org")).post(at("take_back", first)).status_code in (302, 403, 404)
    assert first.question.versions.count() == 2


@pytest.mark.parametrize("number", [99, 2**70])
def test_a_wording_that_there_is_not_is_a_missing_page(author, number):
    first = make_question()
    for name in ("wording", "wording_preview"):
        assert author.get(reverse(f"questions:{name}", args=[first.question_id, number])).status_code == 404
        assert author.get(reverse(f"questions:{name}", args=[number, 1])).status_code == 404
