"""The learner's step: what it shows, what it costs, and who gets it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import FactCard
from courses.api import Enrolment, Progress, RunItem, create_run, enrol_learner
from courses.models import Course
from lms.accounts.models import User
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page():
    return make_course_page()


@pytest.fixture
def module_page(course_page):
    return make_module_page(course_page, title="Työkyky ja rooli")


def enter(course_page, learner, code="kevat"):
    """Open a run of the page's course and put the learner in it."""
    run = create_run(
        course=Course.objects.get(key=course_page.translation_key), code=code, name="Kevät", actor=None, is_open=True
    )
    enrol_learner(run=run, learner=learner)
    return run


def address(run, lesson, name="steps:step"):
    return reverse(name, args=[run.code, lesson.slug])


def test_lesson_shows_its_text_place_and_outline(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page, title="Mitä työkyky on?", lead="Työkyky syntyy.", minutes=7)
    make_lesson_page(module_page, title="Sanat ratkaisevat")
    run = enter(course_page, learner)
    client.force_login(learner.user)
    page = client.get(address(run, lesson)).content.decode()
    assert "<h1 tabindex=\"-1\" id=\"otsikko\">Mitä työkyky on?</h1>" in page
    assert "Työkyky on tasapainoa." in page
    assert "Työkyky syntyy." in page
    assert "1 / 2" in page
    assert 'aria-current="step"' in page
    assert "Sanat ratkaisevat" in page
