"""A half-translated page says what is still in Finnish; authors see the cards of every language in one report."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Locale

from content.card_coverage import card_coverage, texts_of
from content.coverage import State
from content.localizing import adopt_translation
from content.models import FactCard, GlossaryTerm, ScaleCard, StandardPage
from content.page_cache import forget_pages
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.content import make_site
from tests.factories.pages import add_page, publish, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish():
    locale, _made = Locale.objects.get_or_create(language_code="sv")
    return locale


@pytest.fixture
def page(swedish):
    """A Swedish page of three texts; the last two are as in the Finnish one."""
    home = make_site()
    body = [text_block("<p>Yksi.</p>"), text_block("<p>Kaksi.</p>"), text_block("<p>Kolme.</p>")]
    finnish = add_page(home, StandardPage(title="Sivu", slug="sivu", lead="Tämä on johdanto tälle.", body=body))
    publish(home.copy_for_translation(swedish))
    copy = StandardPage.objects.get(pk=finnish.copy_for_translation(swedish).pk)
    copy.lead = "Det här är en inledning."
    copy.body[0].value["text"].source = "<p>Ett.</p>"
    return publish(copy)


def shown(client, page):
    """The main part of the page."""
    forget_pages()
    return client.get(page.get_url()).content.decode().split("<main")[1].split("</main")[0]


def test_texts_that_nobody_has_translated_say_so_once_and_in_their_language(client, page):
    html = shown(client, page)
    assert html.count('<div class="stack" lang="fi">') == 2
    assert html.index("Ett.") < html.index('<div class="stack" lang="fi">') < html.index("Kaksi.")
    assert html.count("#languages") == 2  # one for the page, one for the stretch


def test_field_that_is_as_in_finnish_is_told_on_top(client, page):
    page.body[1].value["text"].source, page.body[2].value["text"].source = "<p>Två.</p>", "<p>Tre.</p>"
    page.lead = "Tämä on johdanto tälle."
    publish(page)
    html = shown(client, page)
    assert html.count("#languages") == 1
    assert 'lang="fi"' not in html


def test_whole_page_has_no_mark(client, page):
    page.body[1].value["text"].source, page.body[2].value["text"].source = "<p>Två.</p>", "<p>Tre.</p>"
    publish(page)
    assert "#languages" not in shown(client, page)


def fact(locale=None, **fields):
    values = {"key": "kela", "title": "Kela", "value": "Kela päättää asiasta.", "source": "Kela"}
    return FactCard.objects.create(**values | fields | ({"locale": locale} if locale else {}))


def cell_of(card, language="sv"):
    row = next(row for row in card_coverage() if row.card == card)
    return next(cell for cell in row.cells if cell.language == language)


def test_card_is_missing_until_translated_and_left_behind_when_checked_again(swedish, migrations_table):
    make_site()
    card = fact(checked=datetime.date(2026, 11, 1))
    missing = cell_of(card)
    assert missing.state == State.MISSING
    assert missing.url == reverse("wagtail_localize:submit_snippet_translation", args=["content", "factcard", card.pk])
    mine = fact(swedish, value="Fpa beslutar.", translation_key=card.translation_key, checked=card.checked)
    assert cell_of(card).state == State.DONE
    FactCard.objects.filter(pk=card.pk).update(checked=datetime.date(2026, 11, 20))
    card.refresh_from_db()
    assert cell_of(card).state == State.OUTDATED
    adopt_translation(mine)
    assert cell_of(card).state == State.DONE
    card.value = "Kunta päättää asiasta."
    card.save()
    assert (cell_of(card).state, bool(cell_of(card).update_url)) == (State.OUTDATED, True)


def test_scale_counts_its_texts(swedish):
    scale = ScaleCard.objects.create(slug="mittari", fi="Mittari", sv="Mätaren", intro_fi="Pohdi.")
    assert len(texts_of(scale)) == 3
    assert (cell_of(scale).state, cell_of(scale).detail) == (State.PARTLY, "1 / 2")
    assert cell_of(scale, "en").state == State.MISSING


def test_report_lists_cards_and_narrows_them(swedish):
    make_site()
    fact()
    GlossaryTerm.objects.create(key="tyokyky", fi="työkyky", text="Tasapaino.")
    author = client_of(make_author())
    page = author.get(reverse("coverage:index")).content.decode()
    assert "Kela" in page and "työkyky" in page
    narrowed = author.get(reverse("coverage:index"), {"kieli": "sv", "tila": State.OUTDATED})
    assert narrowed.context["cards"] == []
    assert len(author.get(reverse("coverage:index"), {"kieli": "sv", "tila": State.MISSING}).context["cards"]) == 2


def test_cards_cost_the_same_whatever_their_number(swedish, django_assert_max_num_queries):
    make_site()
    for number in range(5):
        fact(key=f"kela-{number}")
    with django_assert_max_num_queries(11):
        card_coverage()
