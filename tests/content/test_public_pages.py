"""The public site: what anybody reads without an account, a cookie or a query too many."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from content import page_cache
from content.models import CoursePage, HelpContact, HelpPage, PartPage, StandardPage
from courses.api import create_run, enrol_learner
from courses.models import Course, Run
from tests.factories.content import make_site
from tests.factories.pages import add_page, make_course_page, make_lesson_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db
#: Statements of a page that is not remembered: half of them are Wagtail finding the page.
CATALOGUE_QUERIES = 10
COURSE_QUERIES = 13


@pytest.fixture
def home():
    return make_site()


@pytest.fixture
def course_page(home):
    return make_course_page(
        title="Työkyky tutuksi", for_whom="Ohjaajalle\nKouluttajalle", outcomes="Kuvaat työkyvyn.", extent="18 tuntia"
    )


def open_run(course_page, code="kevat", **fields):
    run = create_run(
        course=Course.objects.get(key=course_page.translation_key), code=code, name="Kevät", actor=None, is_open=True
    )
    Run.objects.filter(pk=run.pk).update(**fields)
    run.refresh_from_db()
    return run


def make_programme(home):
    """The coaching programme's landing page with one written part and one announced."""
    programme = CoursePage(title="Voimavarat käyttöön", slug="voimavarat", summary="Kymmenen osaa.", policy="private")
    page = add_page(home, programme)
    screens = [("read", {"title": "Alku", "text": "<p>Hei.</p>", "plain": ""})]
    add_page(page, PartPage(title="Tästä aloitan", slug="osa-1", number=1, minutes=6, screens=screens))
    add_page(page, PartPage(title="Tulossa oleva", slug="osa-2", number=2, is_outline=True))
    return page


def test_front_page_has_its_two_doors(client, home):
    page = client.get("/").content.decode()
    assert home.jobseeker_action in page
    assert home.professional_action in page


def test_front_page_shows_the_next_starts_only_when_there_are_any(client, course_page):
    assert "coming" not in client.get("/").content.decode()
    open_run(course_page, starts=timezone.localdate() + datetime.timedelta(days=10))
    page_cache.forget_pages()
    page = client.get("/").content.decode()
    assert 'id="coming"' in page
    assert course_page.get_url() in page


def test_from_the_front_page_the_coaching_is_two_taps_away(client, home):
    programme = make_programme(home)
    open_run(programme, code="voimavarat")
    front = client.get("/").content.decode()
    assert f'href="{programme.get_url()}"' in front
    landing = client.get(programme.get_url()).content.decode()
    for way_in in ("start", "any-code"):
        assert f'href="{reverse(f"coaching:{way_in}", args=["voimavarat"])}"' in landing
    assert "Tästä aloitan" in landing
    assert "Tulossa oleva" in landing


@pytest.mark.parametrize("path", ["/", "/koulutukset/", "/voimavarat/", "/apua/", "/yhteys/"])
def test_public_pages_set_no_cookie_and_cost_nothing_the_second_time(client, home, course_page, path, statements):
    make_programme(home)
    add_page(home, HelpPage(title="Apua", slug="apua"))
    add_page(home, StandardPage(title="Yhteys", slug="yhteys", purpose="contact"))
    first = client.get(path)
    assert (first.status_code, first.cookies) == (200, {})
    with statements(0):
        second = client.get(path)
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_catalogue_lists_trainings_and_filters_when_there_is_something_to_choose(client, course_page):
    page = client.get("/koulutukset/").content.decode()
    assert "Työkyky tutuksi" in page
    assert 'name="muoto"' not in page
    make_course_page(title="Arki sujuvaksi", course_type="theme_day", certificate=None)
    page = client.get("/koulutukset/").content.decode()
    assert 'name="muoto"' in page
    page = client.get("/koulutukset/?muoto=theme_day").content.decode()
    assert ("Arki sujuvaksi" in page, "Työkyky tutuksi" in page) == (True, False)


@pytest.mark.parametrize("muoto", ["", "ei-ole", "%00", "x" * 4000])
def test_a_strange_filter_shows_everything(client, course_page, muoto):
    response = client.get("/koulutukset/", {"muoto": muoto})
    assert (response.status_code, "Työkyky tutuksi" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("courses", [1, 4])
def test_catalogue_costs_the_same_for_any_length(client, home, courses, django_assert_num_queries):
    for _ in range(courses):
        open_run(make_course_page(), code=f"run-{_}")
    client.get("/koulutukset/")
    page_cache.forget_pages()
    with django_assert_num_queries(CATALOGUE_QUERIES):
        client.get("/koulutukset/")


def test_course_page_says_all_one_needs_to_decide(client, course_page):
    module = make_module_page(course_page, title="Työkyky ja rooli", hours=18)
    make_lesson_page(module, title="Mitä työkyky on?")
    make_quiz_page(module, title="Testaa osaamisesi")
    make_module_page(course_page, title="Moduuli kaksi", planned="Suunniteltu luku")
    run = open_run(course_page)
    page = client.get(course_page.get_url()).content.decode()
    for text in (
        "Ohjaajalle", "Kuvaat työkyvyn.", "18 tuntia", "Työkyky ja rooli", "Mitä työkyky on?", "Testaa osaamisesi",
        "Suunniteltu luku", course_page.certificate_basis, run.name, reverse("courses:enrol", args=[run.code]),
    ):  # fmt: skip
        assert text in page
    assert "luku-" not in page  # lessons are named, not linked


def test_course_page_without_a_run_says_so_and_offers_no_button(client, course_page):
    page = client.get(course_page.get_url()).content.decode()
    assert "ilmoittaudu" not in page


def test_ended_and_closed_runs_are_not_offered(client, course_page):
    open_run(course_page, code="vanha", ends=timezone.localdate() - datetime.timedelta(days=1))
    open_run(course_page, code="sulkeutunut", enrolment_closes=timezone.now() - datetime.timedelta(hours=1))
    page = client.get(course_page.get_url()).content.decode()
    assert "ilmoittaudu" not in page


def test_a_run_that_opens_later_says_when(client, course_page):
    opens = timezone.make_aware(datetime.datetime(2099, 1, 14, 9, 0))
    open_run(course_page, enrolment_opens=opens)
    page = client.get(course_page.get_url()).content.decode()
    assert ("14.1.2099" in page, "ilmoittaudu" in page) == (True, False)


def test_a_learner_in_the_run_continues_instead_of_enrolling(client, course_page, learner):
    run = open_run(course_page)
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    response = client.get(course_page.get_url())
    page = response.content.decode()
    assert reverse("dashboard:course", args=[run.code]) in page
    assert "ilmoittaudu" not in page
    assert "public" not in response["Cache-Control"]


def test_course_page_costs_the_same_for_any_length(client, home, django_assert_num_queries):
    small, large = make_course_page(), make_course_page()
    for page, lessons in ((small, 1), (large, 6)):
        for _ in range(lessons):
            make_lesson_page(make_module_page(page))
    client.get(small.get_url())
    client.get(large.get_url())
    for page in (small, large):
        page_cache.forget_pages()
        with django_assert_num_queries(COURSE_QUERIES):
            client.get(page.get_url())


def inner_pages(course_page):
    module = make_module_page(course_page)
    return [module, make_lesson_page(module), make_quiz_page(module)]


def test_the_own_address_of_a_lesson_leads_strangers_to_the_training(client, course_page):
    for page in inner_pages(course_page):
        assert client.get(page.get_url())["Location"] == course_page.get_url()


def test_the_own_address_of_a_lesson_leads_its_learner_to_the_step(client, course_page, learner):
    module, lesson, quiz = inner_pages(course_page)
    run = open_run(course_page)
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    for page in (lesson, quiz):
        assert client.get(page.get_url())["Location"] == reverse("steps:step", args=[run.code, page.slug])
    assert client.get(module.get_url())["Location"] == course_page.get_url()


def test_an_author_sees_lessons_at_their_own_address(client, admin_user_without_second_factor, course_page, home):
    client.force_login(admin_user_without_second_factor)
    part = PartPage.objects.child_of(make_programme(home)).first()
    for page in [*inner_pages(course_page), part]:
        response = client.get(page.get_url())
        assert (response.status_code, page.title in response.content.decode()) == (200, True)
        assert "public" not in response["Cache-Control"]


@pytest.fixture
def admin_user_without_second_factor(django_user_model, settings):
    settings.DEMO = True
    return django_user_model.objects.create_superuser("yllapito@example.org")


def contact(home, **fields):
    defaults = {"key": "mieli", "name": "MIELI", "number": "09 2525 0111", "published": True, "locale": home.locale}
    return HelpContact.objects.create(**defaults | fields)


def test_help_page_names_112_first_even_without_a_card(client, home):
    add_page(home, HelpPage(title="Tarvitsen apua nyt", slug="apua"))
    assert 'href="tel:112"' in client.get("/apua/").content.decode()


def test_help_page_shows_published_contacts_with_the_day_of_the_check(client, home):
    add_page(home, HelpPage(title="Tarvitsen apua nyt", slug="apua"))
    contact(home, checked=datetime.date(2026, 11, 21))
    contact(home, key="salainen", name="Tarkistamatta", published=False)
    page = client.get("/apua/").content.decode()
    assert page.index("tel:112") < page.index("MIELI") < page.index('href="tel:0925250111"')
    assert "21.11.2026" in page
    assert "Tarkistamatta" not in page
