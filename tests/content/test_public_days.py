"""The public page of a course names its contact days, and its button says how one gets in."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from courses.admissions.models import Admission
from courses.api import Course, Group, Run, create_run
from courses.meetings.services.planning import cancel_meeting
from tests.dashboard.people import main_of
from tests.factories.content import make_site
from tests.factories.meetings import make_day
from tests.factories.pages import make_course_page

pytestmark = pytest.mark.django_db
ENROL, APPLY = gettext_lazy("Enrol"), pgettext_lazy("training", "Apply")
LINK = "https://example.org/huone"


@pytest.fixture
def page():
    make_site()
    return make_course_page(title="Työkyky tutuksi")


@pytest.fixture
def run(page) -> Run:
    course = Course.objects.get(key=page.translation_key)
    return create_run(course=course, code="kevat", name="Kevät", actor=None, is_open=True)


def test_the_course_page_names_the_coming_days_of_everybody_and_never_their_link(client, page, run):
    make_day(run, days=3, title="Verkostot", place="Kirjasto", link=LINK)
    make_day(run, days=-3, title="Mennyt")
    make_day(run, days=4, title="Ryhmän oma", group=Group.objects.create(run=run, name="A"))
    cancel_meeting(meeting=make_day(run, days=5, title="Peruttu"), actor=None)
    body = main_of(client.get(page.get_url()))
    assert "Verkostot" in body and "9.00–12.00" in body and "Kirjasto" in body
    assert [title in body for title in ("Mennyt", "Ryhmän oma", "Peruttu", LINK)] == [False] * 4


@pytest.mark.parametrize(
    ("way", "words"),
    [(None, ENROL), ("application", APPLY), ("employer", APPLY), ("code", gettext_lazy("Open with a code"))],
)
def test_the_button_says_how_one_gets_in(client, page, run, way, words):
    if way:
        Admission.objects.create(run=run, way=way)
    body = main_of(client.get(page.get_url()))
    button = body.split(f'href="{reverse("courses:enrol", args=["kevat"])}"')[1].split("</a>")[0]
    with override("fi"):
        assert f">{words}<" in button


def test_the_catalogue_leads_to_events(client, page):
    assert 'href="/tapahtumat/"' in main_of(client.get("/koulutukset/"))
