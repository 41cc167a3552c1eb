"""Cards of the service network: shown by reference, listed by their day, loaded from the files."""

import datetime
import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from content.authoring.ageing import facts_by_day
from content.models import FactCard, HelpContact, HelpPage, LessonPage, NetworkCard, StandardPage
from content.quality.pages import Today, findings_of
from content.quality.rules import About
from content.seeding.checks import check_starter
from content.seeding.loader import load_starter
from tests.content.starter_tree import write_tree
from tests.content.test_steps import address, enter
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.content import make_site
from tests.factories.pages import add_page, make_course_page, make_home, make_lesson_page, make_module_page, text_block
from tests.factories.personal import READ, make_programme

pytestmark = pytest.mark.django_db

NEXT_YEAR = datetime.date(2027, 5, 31)


def make_actor(**fields) -> NetworkCard:
    values = {
        "key": "ohjaamo",
        "title": "Ohjaamo",
        "role": "Yhteinen ovi.",
        "duty": "Neuvoo nuorta.",
        "referral": "Menkää yhdessä.",
        "contact": "Oman kaupungin Ohjaamo",
        "checked": datetime.date(2026, 11, 1),
        "review_by": NEXT_YEAR,
    }
    return NetworkCard.objects.create(**values | fields)


@pytest.fixture
def lesson():
    """A lesson that shows a card."""
    return make_lesson_page(make_module_page(make_course_page()), body=[("network", {"card": make_actor()})])


def test_one_edit_of_a_card_shows_in_the_lesson_at_once_and_costs_one_statement(client, learner, lesson, statements):
    run = enter(lesson.course_page(), learner)
    client.force_login(learner.user)
    shown = client.get(address(run, lesson)).content.decode()
    assert "Menkää yhdessä." in shown
    assert "Oman kaupungin Ohjaamo" in shown
    NetworkCard.objects.update(referral="Soittakaa ensin.")
    with statements(4):  # as many as a lesson with a fact
        after = client.get(address(run, lesson)).content.decode()
    assert "Soittakaa ensin." in after
    assert "Menkää yhdessä." not in after


def test_the_list_of_ageing_cards_names_an_actor_with_its_page_and_its_editor(lesson):
    card = NetworkCard.objects.get()
    assert [(row.card, row.state) for row in facts_by_day(NEXT_YEAR + datetime.timedelta(1))] == [(card, "late")]
    listed = client_of(make_author()).get(reverse("ageing:index")).content.decode()
    assert reverse("wagtailsnippets_content_networkcard:edit", args=[card.pk]) in listed
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in listed


def test_a_late_card_is_told_in_the_checks_of_the_page(lesson):
    assert About.FACTS not in [one.about for one in findings_of(lesson, Today.read())]
    NetworkCard.objects.update(review_by=datetime.date(2020, 1, 1), checked=datetime.date(2019, 1, 1))
    assert About.FACTS in [one.about for one in findings_of(lesson, Today.read())]


def test_an_author_cannot_set_the_next_check_before_the_last():
    author = client_of(make_author())
    fields = {"key": "a", "title": "a", "role": "a", "duty": "a", "referral": "a", "contact": "a"}
    days = {"checked": "2026-11-01", "review_by": "2026-10-01"}
    author.post(reverse("wagtailsnippets_content_networkcard:add"), fields | days)
    assert not NetworkCard.objects.exists()
    author.post(reverse("wagtailsnippets_content_networkcard:add"), fields | days | {"review_by": "2027-10-01"})
    assert NetworkCard.objects.get().review_by == datetime.date(2027, 10, 1)


def test_every_shipped_actor_has_an_owner_a_day_and_a_lesson_that_shows_it():
    assert load_starter().problems == []
    cards = list(NetworkCard.objects.filter(locale__language_code="fi"))
    assert len(cards) >= 10
    assert all(card.owner and card.review_by for card in cards)
    shown = {
        block.value["card"].pk
        for page in LessonPage.objects.all()
        for block in page.body
        if block.block_type == "network"
    }
    assert shown == {card.pk for card in cards}


def test_a_lesson_that_names_no_known_actor_is_found_before_loading(tmp_path):
    write_tree(tmp_path)
    found = [path for path in (tmp_path / "modules").rglob("*.md") if "slug:" in path.read_text("utf-8")]
    lesson = next(path for path in found if path.name != "module.md")
    lesson.write_text(lesson.read_text("utf-8") + "\n::: network\ncard: tuntematon\n:::\n", "utf-8")
    assert any("There is no network “tuntematon”." in str(one) for one in check_starter(tmp_path))


def test_part_shows_a_card_as_the_person_needs_it_and_as_it_is_now(client):
    make_home()
    card = make_actor()
    run = make_programme([("network", {"title": "Yksi ovi", "card": card.pk}), ("read", READ)])
    address = f"/valmennus/{run.code}/osa/1/1/"
    shown = client.get(address).content.decode()
    assert "Yhteinen ovi." in shown
    assert "Menkää yhdessä." not in shown  # that is for whoever guides a client
    NetworkCard.objects.update(role="Monta palvelua.")
    assert "Monta palvelua." in client.get(address, {"uusi": 1}).content.decode()


def test_part_with_a_fact_says_its_language_on_a_page_of_another(client):
    make_home()
    card = FactCard.objects.create(key="kela", title="Kela", value="Kela päättää.", source="Kela")
    run = make_programme([("fact", {"title": "Kuka päättää?", "card": card.pk}), ("read", READ)])
    shown = client.get(f"/sv/valmennus/{run.code}/osa/1/1/").content.decode()
    assert re.search(r'<aside [^>]*lang="fi"[^>]*>.*Kela päättää\..*Lähde:', shown, re.DOTALL)


def test_help_page_shows_places_below_its_numbers_without_what_is_for_professionals(client):
    blocks = [text_block("<p>Soita.</p>"), ("heading", {"level": "h2", "text": "Paikkoja"})]
    home = make_site()
    card = make_actor()
    add_page(home, HelpPage(title="Apua", slug="apua", body=[*blocks, ("network", {"card": card})]))
    HelpContact.objects.create(key="linja", name="Linja", number="09 123", published=True)
    shown = client.get("/apua/").content.decode()
    assert shown.index("Soita.") < shown.index("09 123") < shown.index("Yhteinen ovi.")
    assert "Menkää yhdessä." not in shown


def test_card_of_another_language_on_a_public_page_is_marked(client):
    home = make_site()
    swedish = Locale.objects.create(language_code="sv")
    card = make_actor(locale=swedish)
    page = StandardPage(title="Sivu", slug="sivu", body=[("network", {"card": card})])
    add_page(home, page)
    assert re.search(r'<aside [^>]*lang="sv"', client.get("/sivu/").content.decode())
