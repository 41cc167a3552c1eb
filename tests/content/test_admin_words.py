"""What Wagtail would say in a way that is no Finnish, or in English whatever the language."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import gettext

from assessments.kinds import KINDS
from content.blocks.kinds import list_of
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_author())


def test_the_number_of_questions_stands_without_a_noun_that_does_not_bend(author):
    for _number in range(2):
        make_question()
    page = author.get(reverse("questions:index")).content.decode()
    assert gettext("%(total)s in all") % {"total": 2} in page
    assert f"2 {gettext('questions')}" not in page


def test_an_editor_carries_our_words_for_the_translator(author):
    lesson = make_lesson_page(make_module_page(make_course_page()))
    page = author.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert "content/js/translation_bar.js" in page
    assert f'data-bar="{gettext("Translation: %(source)s → %(target)s")}"' in page
    assert finders.find("content/js/translation_bar.js")


@pytest.mark.parametrize("slug", ["single_choice", "multiple_choice"])
def test_a_folded_option_is_called_by_its_text(slug):
    options = next(field for field in KINDS[slug].fields if field.name == "options")
    assert list_of(options).child_block.meta.label_format == "{text}"


def test_the_form_of_a_question_says_how_a_folded_option_is_called(author):
    question = make_question()
    page = author.get(reverse("questions:edit", args=[question.pk])).content.decode()
    assert json.dumps("{text}") in page.replace("&quot;", '"')
