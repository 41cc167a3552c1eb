"""What a training requires: put together by its author, read by everybody, asked for by its runs."""

import pytest

from content.models import CoursePage
from content.models.base import PublishRefused
from courses.api import Course, create_run, enrol_learner
from tests.dashboard.people import client_of, main_of
from tests.factories.authors import make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    make_site()
    page = make_course_page()
    module = make_module_page(page)
    make_lesson_page(module, title="Luku yksi", slug="yksi")
    make_lesson_page(module, title="Luku kaksi", slug="kaksi", required=False)
    return page


def lesson(course: CoursePage, slug: str):
    return course.get_descendants().get(slug=slug)


def require(course: CoursePage, *conditions) -> None:
    course.rule = list(conditions)
    publish(course)


def test_the_rule_of_the_page_is_the_rule_of_its_course_and_of_runs_that_follow(course):
    require(course, ("required", None), ("step", lesson(course, "kaksi")), ("approval", None))
    stored = Course.objects.get(key=course.translation_key)
    key = str(lesson(course, "kaksi").translation_key)
    assert stored.rule == {"all": [{"is": "required"}, {"is": "step", "key": key}, {"is": "approval"}]}
    run = create_run(course=stored, code="syksy", name="Syksy", actor=None)
    assert run.rule == stored.rule


def test_everybody_reads_the_same_sentence(course, client, learner):
    require(course, ("step", lesson(course, "kaksi")), ("approval", None))
    said = "Koulutus on suoritettu, kun ”Luku kaksi” on tehty ja kouluttaja on hyväksynyt kokonaisuuden."
    run = create_run(
        course=Course.objects.get(key=course.translation_key), code="syksy", name="Syksy", actor=None, is_open=True
    )
    enrol_learner(run=run, learner=learner)
    assert said in client.get(course.url).content.decode()
    home = main_of(client_of(learner.user).get("/oma/opinnot/syksy/"))
    assert said in home
    assert "Hyväksyy koulutuksesi" in home
    assert "0 / 2" in home


def test_a_rule_that_names_a_step_of_another_training_or_a_draft_is_not_published(course):
    other = make_course_page(slug="toinen", title="Toinen")
    stranger = make_lesson_page(make_module_page(other), title="Vieras", slug="vieras")
    course.rule = [("step", stranger)]
    with pytest.raises(PublishRefused, match="Vieras"):
        publish(course)
    draft = lesson(course, "kaksi").specific
    draft.unpublish()
    course.rule = [("step", draft)]
    with pytest.raises(PublishRefused, match="Luku kaksi"):
        publish(course)


def test_a_page_without_conditions_asks_for_every_required_step(course):
    require(course)
    assert Course.objects.get(key=course.translation_key).rule == {}
