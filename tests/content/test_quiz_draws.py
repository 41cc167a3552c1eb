"""Random questions on a quiz page: what is drawn from, what is refused, and what a draft may leave empty."""

import pytest
from django.urls import reverse

from assessments.graded.api import QuizVersion, quiz_facts, revise_question
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.pages import make_course_page, make_module_page, make_question, make_quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def draw(**more) -> tuple[str, dict]:
    return "draw", {"category": "M1", "tag": "", "count": 2, "points": 3} | more


def bank(count: int, *tags: str) -> None:
    """Ready questions of the category M1."""
    for _number in range(count):
        question = make_question()
        revise_question(
            key=question.key,
            slug=question.slug,
            kind=question.kind,
            values=question.versions.get().values,
            actor=None,
            category="M1",
            tags=tags,
        )


def test_a_published_draw_fixes_what_is_drawn_from(module):
    bank(2, "laki")
    bank(1)
    quiz = make_quiz_page(module, questions=1)
    quiz.questions = [*quiz.questions.raw_data, {"type": "draw", "value": draw(tag="laki")[1]}]
    quiz.save_revision().publish()
    version = QuizVersion.objects.get(quiz__key=quiz.translation_key, number=2)
    chosen, drawn = version.slots.all()
    assert (chosen.draw, drawn.points, drawn.draw["count"], len(drawn.draw["pool"])) == (None, 300, 2, 2)
    assert quiz_facts(quiz.translation_key, language="fi").questions == 3


def test_a_draw_that_could_run_short_is_refused_before_publishing(module):
    bank(1)
    quiz = make_quiz_page(module, live=False, questions=0)
    quiz.questions = [draw()]
    assert any("M1" in problem for problem in quiz.publish_problems())
    bank(1)
    assert quiz.publish_problems() == []


def test_a_question_that_was_retired_since_keeps_a_quiz_from_being_published(module):
    quiz = make_quiz_page(module, live=False)
    question = quiz.questions[0].value["question"]
    question.status = "retired"
    question.save()
    assert len(quiz.publish_problems()) == 1


def test_a_draft_may_leave_its_draw_and_its_question_empty(module):
    empty = draw(category="", count=None, points=None)
    quiz = make_quiz_page(module, live=False, questions=0)
    quiz.questions = [empty, ("question", {"question": None, "points": None})]
    quiz.save_revision()
    shown = client_of(make_author()).get(reverse("wagtailadmin_pages:view_draft", args=[quiz.pk]))
    assert shown.status_code == 200


def test_the_editor_offers_the_categories_and_tags_of_the_bank(module):
    bank(1, "laki")
    quiz = make_quiz_page(module, live=False, questions=0)
    fields = quiz._meta.get_field("questions").stream_block.child_blocks["draw"].child_blocks
    assert ("M1", "M1") in list(fields["category"].field.choices)
    assert ("laki", "laki") in list(fields["tag"].field.choices)
