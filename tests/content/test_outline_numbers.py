"""Modules are numbered as texts speak of them: what is there before the first one is no module."""

import pytest
from django.utils import timezone

from content.outline import place_of, section_numbers, trail_html
from courses.api import course_by_key, steps_in
from tests.factories import make_run
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db


def test_module_without_a_lesson_has_no_number_and_the_first_studied_one_is_the_first():
    course = make_course_page()
    start = make_module_page(course, title="Aloitus")
    make_quiz_page(start)
    for title in ("Työkyky", "Palvelut"):
        make_lesson_page(make_module_page(course, title=title))
    steps = steps_in(make_run(course_by_key(course.translation_key)))
    assert [step.section_title for step in steps] == ["Aloitus", "Työkyky", "Palvelut"]
    assert list(section_numbers(steps).values()) == [1, 2]
    assert [place_of(step, steps).section for step in steps] == [0, 1, 2]
    html = trail_html(steps, current=steps[1], now=timezone.now())
    assert "<h3>Aloitus</h3>" in html
    assert "Module 1: Työkyky</h3>" in html
