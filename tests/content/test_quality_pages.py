"""The checks as an author meets them: in the editor, and in the report over all pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Locale

from content.models import AssignmentPage, FactCard, ProjectPage
from lms.accounts.api import COACH
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, make_site
from tests.factories.pages import (
    add_page,
    make_course_page,
    make_home,
    make_lesson_page,
    make_module_page,
    text_block,
)
from tests.factories.pieces import make_piece

pytestmark = pytest.mark.django_db

LINK = text_block('<p>Lue ohje <a href="https://kela.fi/">tästä</a>.</p>')


def empty_link() -> str:
    """What is said of the link in ``LINK``."""
    return gettext("The link “%(text)s” does not tell where it leads. Name the page it opens.") % {"text": "tästä"}


@pytest.fixture
def author():
    return client_of(make_author())


def module():
    return make_module_page(make_course_page(title="Työkyky tutuksi"), title="Alku")


def editor(author, page) -> str:
    return author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_editor_shows_each_doubt_with_a_link_to_its_block(author):
    page = make_lesson_page(module(), body=[LINK])
    shown = editor(author, page)
    assert empty_link() in shown
    assert f"#:w:contentpath=body.{page.body[0].id}" in shown


def test_assignments_and_projects_are_checked_as_lessons_are(author):
    above = module()
    task = add_page(above, AssignmentPage(title="Tehtävä", slug="tehtava", minutes=0, instructions=[LINK]))
    project = add_page(above, ProjectPage(title="Hanke", slug="hanke", minutes=0, instructions=[LINK]))
    for page in (task, project):
        assert f"#:w:contentpath=instructions.{page.instructions[0].id}" in editor(author, page)
    report = author.get(reverse("quality:index")).content.decode()
    assert all(reverse("wagtailadmin_pages:edit", args=[page.pk]) in report for page in (task, project))


def test_the_front_page_is_checked_too(author):
    home = make_home()
    home.body = [LINK]
    home.save_revision().publish()
    report = author.get(reverse("quality:index")).content.decode()
    assert empty_link() in report


def test_the_editor_reads_the_draft_and_not_what_is_published(author):
    page = make_lesson_page(module(), body=[LINK])
    page.body = [text_block('<p><a href="https://kela.fi/">Kelan ohje</a></p>')]
    page.save_revision()
    assert empty_link() not in editor(author, page)


def test_the_report_names_the_page_its_place_and_the_doubt(author):
    make_lesson_page(module(), title="Mitä työkyky on", body=[LINK])
    shown = author.get(reverse("quality:index")).content.decode()
    assert "Mitä työkyky on" in shown
    assert "Työkyky tutuksi › Alku" in shown
    assert empty_link() in shown


def test_the_report_narrows_to_one_kind_of_doubt(author):
    make_lesson_page(module(), body=[LINK], sources=[])
    address = reverse("quality:index")
    assert empty_link() not in author.get(address, {"aihe": "sources"}).content.decode()
    assert empty_link() in author.get(address, {"aihe": "links"}).content.decode()
    assert author.get(address, {"aihe": "'; drop"}).status_code == 200


def test_the_report_names_a_fact_whose_check_is_late(author):
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    card = FactCard.objects.create(
        locale=Locale.objects.get(language_code="fi"),
        key="raha",
        title="Osasairauspäiväraha",
        value="120 arkipäivää",
        source="Kela",
        checked=yesterday - datetime.timedelta(days=300),
        review_by=yesterday,
    )
    make_lesson_page(module(), body=[("fact", {"card": card})])
    shown = author.get(reverse("quality:index"), {"aihe": "facts"}).content.decode()
    said = gettext("The fact “%(title)s” should have been checked again. Check it and date the card anew.")
    assert said % {"title": "Osasairauspäiväraha"} in shown


def test_the_report_does_not_ask_more_when_there_are_more_pages(author, django_assert_max_num_queries):
    here = module()
    for _number in range(2):
        make_lesson_page(here, body=[LINK])
    author.get(reverse("quality:index"))
    with django_assert_max_num_queries(60) as few:
        author.get(reverse("quality:index"))
    for _number in range(4):
        make_lesson_page(here, body=[LINK])
    with django_assert_max_num_queries(len(few.captured_queries)):
        author.get(reverse("quality:index"))


def test_a_coach_finds_no_report():
    make_site()
    assert client_of(make_staff("ohjaaja@example.org", COACH)).get(reverse("quality:index")).status_code == 404


def test_the_report_opens_where_there_are_shared_pieces(author):
    make_piece(title="Yhteinen pala")
    assert author.get(reverse("quality:index")).status_code == 200
