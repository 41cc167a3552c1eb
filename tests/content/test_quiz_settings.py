"""The rules of a quiz from its author's page to what its learners meet."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from assessments.graded.api import QuizSettings, QuizVersion
from content.models import QuizPage
from content.review_field import boxes
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.graded import make_question
from tests.factories.pages import make_course_page, make_module_page, make_quiz_page, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def settings_of(page: QuizPage) -> QuizSettings:
    newest = QuizVersion.objects.filter(quiz__key=page.translation_key).order_by("-number").first()
    return QuizSettings.restored(newest.settings)


def asked() -> tuple[str, dict]:
    return "question", {"question": make_question().question, "points": 1}


def heading(title: str) -> tuple[str, dict]:
    return "section", {"title": title, "intro": f"Johdanto: {title}"}


def test_every_rule_of_the_page_reaches_its_version(module):
    page = make_quiz_page(
        module,
        attempts_allowed=3,
        delay_minutes=15,
        minutes_allowed=40,
        feedback_mode="hints",
        hint_penalty=10,
        counting="average",
        shuffle_questions=True,
        shuffle_options=False,
    )
    found = settings_of(page)
    assert (found.attempts_allowed, found.delay_minutes, found.minutes_allowed) == (3, 15, 40)
    assert (found.feedback, found.hint_penalty, found.counting) == ("hints", 10, "average")
    assert (found.shuffle_questions, found.shuffle_options) == (True, False)
    assert found.review["after"] == ("verdict", "points", "feedback", "answer")


def test_limits_of_nothing_are_no_limits(module):
    found = settings_of(make_quiz_page(module))
    assert (found.attempts_allowed, found.minutes_allowed, found.delay_minutes) == (None, None, 0)


def test_headings_become_sections_that_know_their_first_question(module):
    make_question(category="Kysymykset/Moduuli")
    make_question(category="Kysymykset/Moduuli")
    draw = ("draw", {"category": "Kysymykset", "tag": "", "count": 2, "points": 1})
    page = make_quiz_page(module, live=False)
    page.questions = [heading("Alku"), asked(), draw, heading("Loppu"), asked()]
    publish(page)
    first, second = settings_of(page).sections
    assert (first.first, first.titles, first.intros) == (1, {"fi": "Alku"}, {"fi": "Johdanto: Alku"})
    assert (second.first, second.titles) == (4, {"fi": "Loppu"})
    version = QuizVersion.objects.get(quiz__key=page.translation_key)
    assert (version.questions, version.slots.count()) == (4, 3)


def test_a_heading_without_questions_is_refused(module):
    page = make_quiz_page(module, live=False)
    sentence = gettext("A section has no questions. Add some, or take its heading away.")
    for blocks, refused in (
        ([heading("A"), heading("B"), asked()], True),
        ([asked(), heading("A")], True),
        ([heading("A"), asked()], False),
    ):
        page.questions = blocks
        assert (sentence in page.publish_problems()) is refused
    page.questions = [heading("A")]
    assert gettext("The quiz has no questions yet.") in page.publish_problems()


@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        ({"feedback_mode": "immediate", "review_preset": "when_closed"}, True),
        ({"feedback_mode": "hints", "review_preset": "points"}, True),
        ({"feedback_mode": "immediate", "review_preset": "own", "review_parts": ["during:points"]}, True),
        ({"feedback_mode": "immediate", "review_preset": "own", "review_parts": ["during:verdict"]}, False),
        ({"feedback_mode": "deferred", "review_preset": "when_closed"}, False),
        ({"hint_penalty": 101}, True),
    ],
)
def test_rules_that_contradict_each_other_are_refused(module, rules, refused):
    page = make_quiz_page(module, live=False)
    for name, value in rules.items():
        setattr(page, name, value)
    assert bool(page.publish_problems()) is refused


def test_an_own_choice_of_what_is_shown_is_kept_by_moment(module):
    page = make_quiz_page(module, review_preset="own", review_parts=["after:points", "closed:answer"])
    assert settings_of(page).review == {"during": (), "after": ("points",), "later": (), "closed": ("answer",)}


def test_the_author_ticks_boxes_for_the_own_choice(module):
    page = make_quiz_page(module, live=False)
    client = client_of(make_author())
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = form.content.decode()
    assert text.count('name="review_parts"') == len(boxes()) == 16
    fields = form.context["form"].fields
    assert fields["review_parts"].clean(["after:points"]) == ["after:points"]
    with pytest.raises(ValidationError, match="after:all"):
        fields["review_parts"].clean(["after:all"])
