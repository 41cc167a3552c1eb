"""Whatever code somebody was given, one field leads where it belongs; and the ways to the small cards."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.personal.api import begin_sitting, make_code
from assessments.personal.models import CoachLink
from content.models import HelpPage, StandardPage
from content.page_cache import forget_pages
from courses.api import steps_in
from lms.accounts.api import COACH, Learner, issue_resume_code
from tests.factories.content import make_site
from tests.factories.pages import add_page
from tests.factories.world import make_staff


@pytest.fixture
def coach(db):
    return make_staff("onni@example.org", COACH, first_name="Onni")


def enter(base, code):
    return Client().post(f"{base}koodi/", {"code": code})


def test_the_field_is_the_same_for_everybody_and_leaves_no_cookie(client, base):
    response = client.get(f"{base}koodi/")
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=0")
    assert not response.cookies


def test_the_landing_page_and_the_path_have_one_way_in_for_any_code(base):
    page = Client().get(base).content.decode()
    assert f'href="{base}koodi/"' in page
    assert not any(f'href="{base}{other}/"' in page for other in ("jatka", "ohjaaja"))
    assert f'href="{base}jatka/viestilla/"' in Client().get(f"{base}koodi/").content.decode()


def test_a_coachs_code_leads_to_what_the_coach_will_see_and_joins_nobody(run, base, coach):
    day = timezone.localdate() + datetime.timedelta(days=30)
    code = make_code(coach=coach, run=run, place="Paja Kipinä", expires_on=day)
    assert enter(base, f" {code.code.upper()} ").url == f"{base}ohjaaja/koodi/{code.plain}/"
    assert not CoachLink.objects.exists()


def test_a_groups_code_leads_to_the_group(run, base, coach):
    sitting = begin_sitting(coach=coach, run=run, activity_key=steps_in(run)[0].activity_key)
    assert enter(base, sitting.code.replace("-", " ")).url == f"/ryhma/{sitting.plain}/"


def test_ones_own_code_brings_one_back(base, mira):
    code = issue_resume_code(Learner.objects.get())
    browser = Client()
    assert browser.post(f"{base}koodi/", {"code": code}).url == base
    assert browser.get(f"{base}omat/").context["rows"]


@pytest.mark.parametrize("code", ["metsä-kuppi-tuuli 274", "metsä-kuppi 27", "metsä-kuppi", "", "\x00 ٣٣٣", "²²²"])
def test_a_code_that_leads_nowhere_comes_back_with_a_reason_and_makes_nobody(base, code):
    response = enter(base, code)
    assert response.status_code == 422
    assert response.context["error"]
    assert not Learner.objects.exists()


def make_cards(home):
    page = StandardPage(title="Pienet kortit", slug="kortit", purpose="cards", lead="Ota yksi.")
    add_page(home, page)
    forget_pages()
    return page


def test_the_small_cards_are_linked_where_they_are_needed_and_kept_for_a_time_without_a_network(base):
    home = make_site()
    helping = add_page(home, HelpPage(title="Apua", slug="apua"))
    pages = [base, f"{base}irti/", helping.get_url()]
    assert [Client().get(page).content.decode().count("kortit") for page in pages] == [0, 0, 0]
    assert Client().get(f"{base}irti/pienet-kortit/").status_code == 404
    assert Client().get(f"{base}pienet-kortit/").status_code == 404
    cards = make_cards(home)
    assert all(f'href="{cards.get_url()}"' in Client().get(page).content.decode() for page in (pages[0], pages[2]))
    assert f'href="{base}pienet-kortit/"' in Client().get(pages[1]).content.decode()
    assert Client().get(f"{base}pienet-kortit/").url == cards.get_url()
    copy = Client().get(f"{base}irti/pienet-kortit/")
    assert ("Ota yksi." in copy.content.decode(), "public" in copy["Cache-Control"]) == (True, True)
    worker = Client().get(f"{base}tyontekija.js").content.decode()
    assert f"{base}irti/pienet-kortit/" in worker
    assert Client().get(f"/sv{base}irti/pienet-kortit/").status_code == 200


def test_what_one_has_written_can_be_printed_and_leads_to_all_that_is_stored(base, mira):
    page = mira.get(f"{base}omat/").content.decode()
    assert ("data-print" in page, 'href="/oma/tiedot/"' in page) == (True, True)
    assert mira.get("/oma/tiedot/").status_code == 200
