"""The type of a training on its author's page."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from content.models import CertificateText, CoursePage
from content.models.base import PublishRefused
from courses.api import TYPES, Course, create_run, enrol_learner
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.content import make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, publish


@pytest.fixture
def home(db):
    return make_site()


def make_published(**fields) -> CoursePage:
    page = make_course_page(**fields)
    make_lesson_page(make_module_page(page))
    return page


def test_the_type_stays_once_people_are_in_a_run_and_the_author_reads_why(learner):
    page = make_published(course_type="self_paced")
    course = Course.objects.get(key=page.translation_key)
    run = create_run(course=course, code="syksy", name="Syksy", actor=None, is_open=True)
    page.course_type = "blended_cohort"
    publish(page)
    run.course.refresh_from_db()
    assert run.course.type == "blended_cohort"  # nobody is in yet
    enrol_learner(run=run, learner=learner)
    page.course_type = "webinar"
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    assert str(Course.Type.BLENDED_COHORT.label) in str(refusal.value)
    assert Course.objects.get().type == "blended_cohort"


@pytest.mark.parametrize("kind", CertificateText.Kind.values)
@pytest.mark.parametrize("course_type", TYPES)
def test_a_type_gives_only_its_certificates(home, course_type, kind):
    text = CertificateText.objects.create(name="x", heading="x", sentence="x", kind=kind)
    page = CoursePage(course_type=course_type, certificate=text, certificate_basis="Kaikki luvut.")
    problems = page.publish_problems()
    assert (problems == []) == (kind in TYPES[course_type].certificates)
    if problems:
        assert str(text.get_kind_display()) in problems[0]


def test_the_page_says_how_one_studies(client, home):
    make_published(course_type="coaching_group", slug="ryhma")
    with override("fi"):
        shown = client.get("/koulutukset/ryhma/").content.decode()
        assert escape(str(TYPES["coaching_group"].for_visitors)) in shown


def test_the_author_reads_beside_the_choice_what_each_type_means(home):
    page = make_published()
    shown = client_of(make_author()).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    with override("fi"):
        assert [policy.key for policy in TYPES.values() if escape(str(policy.means)) not in shown] == []
