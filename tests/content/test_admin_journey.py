"""The author's journey through the admin's own forms: make, move, copy and translate a training."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from assessments.graded.api import quiz_facts
from content.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.api import Activity, Course, Publication
from tests.dashboard.people import client_of
from tests.factories.authors import edit_url, lesson_form, make_author, paragraph
from tests.factories.pages import (
    make_course_page,
    make_lesson_page,
    make_module_page,
    make_question,
    make_quiz_page,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("migrations_table")]


COMMON = {"search_description": "", "seo_title": "", "go_live_at": "", "expire_at": "", "action-publish": "1"}
COMMENTS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


@pytest.fixture
def author():
    return client_of(make_author())


def add(author, model: str, parent: Page, **fields) -> None:
    """Send the form of a new page and publish it."""
    url = reverse("wagtailadmin_pages:add", args=["content", model, parent.pk])
    response = author.post(
        url, nested_form_data({**COMMON, "comments": COMMENTS, "opens_when": streamfield([]), **fields})
    )
    assert response.status_code == 302, response.context["form"].errors


def test_a_training_is_made_from_nothing_and_published(author):
    index = make_course_page().get_parent()
    facts = {"course_type": "self_paced", "policy": "training", "summary": "Lyhyesti.", "hours": "4", "extent": ""}
    words = {"for_whom": "", "outcomes": "", "method": "", "assessment": "", "certificate_basis": "", "price": ""}
    streams = {"body": streamfield([]), "rule": streamfield([]), "days": streamfield([])}
    add(author, "coursepage", index, title="Uusi", slug="uusi", certificate="", **streams, **facts, **words)
    course = CoursePage.objects.get(slug="uusi")
    add(author, "modulepage", course, title="Moduuli", slug="m1", hours="4", intro="", outcomes="", planned="")
    module = ModulePage.objects.get(slug="m1")
    author.post(
        reverse("wagtailadmin_pages:add", args=["content", "lessonpage", module.pk]),
        lesson_form(paragraph()) | {"action-publish": "1"},
    )
    chosen = streamfield([("question", {"question": str(make_question().pk), "points": "2"})])
    rules = {"pass_percent": "70", "attempts_allowed": "0", "band_texts": "", "minutes": "5", "required": "on"}
    rules |= {"counting": "last", "delay_minutes": "0", "minutes_allowed": "30", "feedback_mode": "hints"}
    rules |= {"hint_penalty": "10", "review_preset": "answers_when_closed"}
    add(author, "quizpage", module, title="Testi", slug="testi", intro="", questions=chosen, **rules)
    quiz = QuizPage.objects.get(slug="testi")
    outline = Course.objects.get(key=course.translation_key).outline
    lesson = LessonPage.objects.get(slug="uusi-luku")
    items = [item["activity"] for section in outline for item in section["items"]]
    assert items == [str(lesson.translation_key), str(quiz.translation_key)]
    assert quiz_facts(quiz.translation_key, language="fi").questions == 1


def test_a_lesson_is_moved_to_another_module(author):
    course = make_course_page()
    first, second = make_module_page(course), make_module_page(course)
    lesson = make_lesson_page(first)
    response = author.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, second.pk]))
    assert response.status_code == 302
    outline = Course.objects.get(key=course.translation_key).outline
    assert [section["key"] for section in outline] == [str(second.translation_key)]


def test_a_training_is_copied_for_next_year_with_its_lessons(author):
    course = make_course_page()
    module = make_module_page(course)
    make_lesson_page(module)
    make_quiz_page(module)
    form = {"new_title": "Ensi vuosi", "new_slug": "ensi-vuosi", "new_parent_page": str(course.get_parent().pk)}
    response = author.post(
        reverse("wagtailadmin_pages:copy", args=[course.pk]), form | {"copy_subpages": "on", "publish_copies": "on"}
    )
    assert response.status_code == 302
    copy = CoursePage.objects.get(slug="ensi-vuosi")
    assert copy.live
    assert Course.objects.get(key=copy.translation_key).activities.count() == 2
    assert Course.objects.get(key=course.translation_key).activities.count() == 2


def test_a_training_is_never_mirrored(author):
    course = make_course_page()
    form = {"new_title": "Peili", "new_slug": "peili", "new_parent_page": str(course.get_parent().pk), "alias": "on"}
    author.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), form)
    assert not CoursePage.objects.filter(slug="peili").exists()


def submit(author, page: Page, language: str) -> Translation:
    """Ask for a translation of the page as the admin's form does."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = author.post(url, {"locales": [str(locale.pk)], "include_subtree": "on"})
    assert response.status_code == 302, response.context["form"].errors
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def translate(translation: Translation, words: dict[str, str]) -> None:
    """Write the words that are given; the rest stays untranslated."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=words[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


def publish_translation(author, page: Page, on_commit) -> None:
    """Press "Publish" in the editor of translations."""
    with on_commit(execute=True):
        assert author.post(edit_url(page), {"action": "publish"}).status_code == 302


def test_a_lesson_is_translated_edited_and_published_in_swedish(author, django_capture_on_commit_callbacks):
    course = make_course_page()
    lesson = make_lesson_page(make_module_page(course), title="Mitä työkyky on?", slug="mita-tyokyky-on")
    swedish, _made = Locale.objects.get_or_create(language_code="sv")
    course.get_parent().specific.copy_for_translation(swedish, copy_parents=True)
    submit(author, course, "sv")
    publish_translation(author, course.get_translation(swedish), django_capture_on_commit_callbacks)
    translation = Translation.objects.get(source__object_id=lesson.translation_key, target_locale=swedish)
    page = LessonPage.objects.get(translation_key=lesson.translation_key, locale=swedish)
    assert author.get(edit_url(page)).status_code == 200
    translate(translation, {"Mitä työkyky on?": "Vad är arbetsförmåga?"})
    publish_translation(author, page, django_capture_on_commit_callbacks)
    page.refresh_from_db()
    activity = Activity.objects.get(key=lesson.translation_key)
    newest = activity.publications.get(language="sv", superseded_at=None)
    assert (page.live, newest.title) == (True, "Vad är arbetsförmåga?")
    assert len(newest.untranslated) == 1
    assert TranslationSource.objects.filter(object_id=lesson.translation_key).count() == 1


def test_a_new_translation_says_nothing_to_learners_before_it_is_published(author):
    course = make_course_page()
    lesson = make_lesson_page(make_module_page(course))
    publish(lesson)
    swedish, _made = Locale.objects.get_or_create(language_code="sv")
    course.get_parent().specific.copy_for_translation(swedish, copy_parents=True)
    submit(author, course, "sv")
    assert Publication.objects.filter(language="sv").count() == 0
