"""Help in one's own municipality, and the way to one's own coach, on the page with the help."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from assessments.personal.api import end_as_person, join_coach, make_code
from content.models import HelpContact, HelpPage
from content.page_cache import forget_pages
from content.seeding.cards import plan_cards
from lms.accounts.api import COACH, Learner
from tests.content.test_public_pages import contact, home  # noqa: F401 -- a fixture
from tests.factories.pages import add_page
from tests.factories.world import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page(home):  # noqa: F811
    forget_pages()
    add_page(home, HelpPage(title="Tarvitsen apua nyt", slug="apua"))
    contact(home)
    local = {"municipalities": "Lahti, Lahtis, Hollola", "checked": datetime.date(2026, 11, 21)}
    contact(home, key="ohjaamo", name="Ohjaamo Lahti", number="044 123 4567", **local)
    contact(home, key="kotka", name="Kotkan tupa", number="05 1", municipalities="Kotka")


def text(address="/apua/", browser=None):
    return (browser or Client()).get(address).content.decode()


def test_without_a_municipality_only_the_whole_country_s_help_is_shown():
    page = text()
    assert "MIELI" in page
    assert "Ohjaamo Lahti" not in page
    assert 'value="Hollola"' in page  # offered to whoever begins to type


@pytest.mark.parametrize("typed", ["Lahti", "lahti", " LAHTI ", "Lahtis", "hollola"])
def test_a_municipality_shows_its_own_beside_the_rest(typed):
    response = Client().get("/apua/", {"kunta": typed})
    page = response.content.decode()
    assert page.index("tel:112") < page.index("MIELI") < page.index("Ohjaamo Lahti")
    assert "Kotkan tupa" not in page
    assert response.context["help"].asked.casefold() == typed.strip().casefold()


@pytest.mark.parametrize("typed", ["Utsjoki", "Lah", "x" * 300, "<b>", "a\x00b"])
def test_one_that_nobody_has_told_of_gets_what_to_do(typed):
    page = Client().get("/apua/", {"kunta": typed}).content.decode()
    assert "112" in page
    assert "Ohjaamo Lahti" not in page
    assert page.count("<h3>") == 1
    assert "<b>" not in page


def test_the_memory_of_pages_does_not_mix_municipalities():
    assert "Ohjaamo Lahti" in text("/apua/?kunta=Lahti")
    assert "Ohjaamo Lahti" not in text()
    assert "Kotkan tupa" in text("/apua/?kunta=Kotka")


def test_the_number_and_the_place_of_a_translation_are_the_finnish_card_s(home):  # noqa: F811
    sv = Locale.objects.create(language_code="sv")
    card = HelpContact.objects.get(key="ohjaamo")
    translated = card.copy_for_translation(sv)
    translated.name, translated.municipalities = "Navigatorn", "Kotka"
    translated.save()
    add_page(home.copy_for_translation(sv), HelpPage(title="Hjälp", slug="hjalp", locale=sv))
    found = text("/sv/hjalp/?kunta=Kotka")
    assert "Navigatorn" not in found


def test_a_person_with_a_coach_finds_the_way_to_them(run, base, mira):
    assert "/soitto/" not in text(browser=mira)
    coach = make_staff("onni@example.org", COACH, first_name="Onni")
    code = make_code(coach=coach, run=run, place="Paja", expires_on=timezone.localdate() + datetime.timedelta(days=9))
    learner = Learner.objects.get(user=None)
    link = join_coach(learner=learner, code=code, nickname="", shows_progress=False)
    page = mira.get("/apua/")
    assert f"{base}ohjaaja/{link.pk}/soitto/" in page.content.decode()
    assert "Onni" in page.content.decode()
    assert "public" not in page["Cache-Control"]
    assert "Onni" not in text()
    end_as_person(learner=learner, link_id=link.pk)
    assert "Onni" not in text(browser=mira)


def test_a_contact_s_file_may_name_its_municipalities(tmp_path):
    rows = (
        "key: tupa\n    name: Tupa\n    municipalities: Kotka, Hamina\n    checked: 2026-11-21\n    published: true\n"
    )
    (tmp_path / "help.yaml").write_text(f"contacts:\n  - {rows}", "utf-8")
    [plan] = plan_cards(tmp_path / "help.yaml")
    assert plan.values["municipalities"] == "Kotka, Hamina"
