"""A training is copied whole: its rules name its own steps, never those of the training it was made from."""

import pytest
from django.urls import reverse

from content.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.api import Course
from tests.dashboard.people import client_of
from tests.factories.authors import make_author, make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    """Every kind of rule that names a page."""
    make_site()
    page = make_course_page(slug="tama", title="Tämä vuosi")
    first, second = make_module_page(page, title="Alku"), make_module_page(page, title="Jatko")
    one = make_lesson_page(first, title="Yksi", slug="yksi")
    quiz = make_quiz_page(first, title="Koe", slug="koe")
    make_lesson_page(second, title="Kaksi", slug="kaksi", opens="step", opens_after=one)
    ways = {"least": 1, "conditions": [("prior", one), ("group", "Iltaryhmä")]}
    needs = [("score", {"quiz": quiz, "percent": 80}), ("choice", ways)]
    make_lesson_page(second, title="Kolme", slug="kolme", opens_when=needs)
    second.opens_when = [("module", first)]
    publish(second)
    page.rule = [("step", one), ("module", first), ("score", {"quiz": quiz, "percent": 90})]
    return publish(page)


@pytest.mark.parametrize("published", [True, False])
def test_the_rules_of_a_copied_training_name_its_own_steps(course, published):
    author = client_of(make_author())
    form = {"new_title": "Ensi vuosi", "new_slug": "ensi", "new_parent_page": str(course.get_parent().pk)}
    form |= {"copy_subpages": "on"} | ({"publish_copies": "on"} if published else {})
    assert author.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), form).status_code == 302
    copy = CoursePage.objects.get(slug="ensi")
    assert copy.live is published
    own = {page.pk for model in (LessonPage, QuizPage, ModulePage) for page in model.objects.descendant_of(copy)}
    assert len(own) == 6
    for page in (copy, *LessonPage.objects.descendant_of(copy), *ModulePage.objects.descendant_of(copy)):
        newest = page.get_latest_revision_as_object() if page.latest_revision_id else page
        for one in {page, newest}:
            assert named_in(one) <= own, one.title
            assert one.publish_problems() == [] or not published
    waiting = LessonPage.objects.descendant_of(copy).get(title="Kolme")
    assert len(named_in(waiting)) == 2
    if published:
        outline = Course.objects.get(key=copy.translation_key).outline
        theirs = {str(page.translation_key) for page in LessonPage.objects.descendant_of(course)}
        assert not any(key in str(outline) for key in theirs)


def named_in(page) -> set[int]:
    """The ids of the pages that a page's rules name."""
    found = {page.opens_after_id} if getattr(page, "opens_after_id", None) else set()
    for name in ("rule", "opens_when"):
        stream = getattr(page, name, None) or ()
        for block in stream:
            inner = block.value["conditions"] if block.block_type == "choice" else [block]
            for one in inner:
                if one.block_type in ("step", "module", "prior"):
                    found.add(one.value.pk)
                elif one.block_type == "score":
                    found.add(one.value["quiz"].pk)
    return found
