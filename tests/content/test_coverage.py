"""Authors see what is translated, what the Finnish has left behind, what is missing, and where to go on."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from content.coverage import Cell, State, coverage, plain_texts
from content.localizing import adopt_translation
from content.models import PartPage, StandardPage
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.pages import add_page, make_course_page, make_home, publish

pytestmark = pytest.mark.django_db
BOTH = {"text": "<p>Koti on täällä.</p>", "plain": "<p>Koti.</p>"}


@pytest.fixture(autouse=True)
def _migrations_table(db):
    """wagtail-localize writes down which migrations a translation was made after; the tests run without any."""
    if connection.vendor == "postgresql":
        MigrationRecorder(connection).ensure_schema()


@pytest.fixture
def finnish() -> StandardPage:
    body = [("text", BOTH), ("text", {"text": "<p>Ovi.</p>", "plain": ""})]
    return add_page(make_home(), StandardPage(title="Koti", slug="koti", body=body))


@pytest.fixture
def swedish(finnish) -> StandardPage:
    """The page translated by hand: one of its two texts, and none in plain language."""
    locale, _made = Locale.objects.get_or_create(language_code="sv")
    make_home().copy_for_translation(locale)
    page = StandardPage.objects.get(pk=finnish.copy_for_translation(locale).pk)  # not the blocks of the Finnish one
    page.title, page.slug = "Hem", "hem"
    page.body[0].value["text"].source = "<p>Här är hemma.</p>"
    page.body[1].value["text"].source = "<p>Dörr.</p>"
    return publish(page)


def cell_of(page, language: str, *, is_plain: bool = False) -> Cell:
    row = next(row for row in coverage() if row.page.pk == page.pk)
    return next(cell for cell in row.cells if (cell.language, cell.is_plain) == (language, is_plain))


def test_page_that_nobody_has_translated_leads_to_translating_it(finnish):
    cell = cell_of(finnish, "sv")
    assert cell.state == State.MISSING
    assert cell.url == reverse("wagtail_localize:submit_page_translation", args=[finnish.pk])


def test_plain_language_is_counted_by_its_texts(finnish, swedish):
    assert plain_texts(finnish) == {finnish.body[0].id: BOTH["plain"], finnish.body[1].id: ""}
    mine = cell_of(finnish, "fi", is_plain=True)
    assert (mine.state, mine.detail) == (State.PARTLY, "1 / 2")
    theirs = cell_of(finnish, "sv", is_plain=True)
    assert (theirs.state, theirs.detail) == (State.MISSING, "0 / 2")  # the Finnish one does not count as Swedish
    assert cell_of(finnish, "en", is_plain=True).url == ""


def test_translation_is_done_until_the_finnish_words_change(finnish, swedish):
    adopt_translation(swedish)
    assert cell_of(finnish, "sv").state == State.DONE
    publish(finnish)
    assert cell_of(finnish, "sv").state == State.DONE  # published again, and nothing is new in it
    finnish.body[1].value["text"].source = "<p>Uusi ovi.</p>"
    publish(finnish)
    cell = cell_of(finnish, "sv")
    assert cell.state == State.OUTDATED
    source = Translation.objects.get(source__object_id=finnish.translation_key).source
    assert cell.update_url == reverse("wagtail_localize:update_translations", args=[source.pk])


def test_changes_brought_beside_a_translation_wait_to_be_translated(finnish, swedish):
    adopt_translation(swedish)
    finnish.body[1].value["text"].source = "<p>Uusi ovi.</p>"
    publish(finnish)
    url = cell_of(finnish, "sv").update_url
    assert client_of(make_author()).post(url, {}).status_code == 302
    cell = cell_of(finnish, "sv")
    assert cell.state == State.PARTLY
    assert cell.detail.startswith("1 ")


def test_translation_outside_the_editor_is_judged_by_the_days_of_publishing(finnish, swedish):
    assert cell_of(finnish, "sv").state == State.DONE
    publish(finnish)
    assert cell_of(finnish, "sv").state == State.OUTDATED
    publish(swedish).unpublish()
    assert cell_of(finnish, "sv").state == State.DRAFT


def test_report_is_for_authors_and_narrows(finnish, swedish):
    author = client_of(make_author())
    address = reverse("coverage:index")
    page = author.get(address).content.decode()
    assert "Koti" in page and address in author.get(reverse("wagtailadmin_home")).content.decode()
    shown = author.get(address, {"kieli": "sv", "tila": State.MISSING}).context["rows"]
    assert [one["row"].page.title for one in shown] == []
    shown = author.get(address, {"kieli": "en", "tila": State.MISSING}).context["rows"]
    assert "Koti" in [one["row"].page.title for one in shown]
    strange = author.get(address, {"kieli": "xx\x00", "tila": "kaikki"})
    assert len(strange.context["rows"]) == strange.context["total"]


def test_report_costs_the_same_for_any_number_of_pages(finnish, swedish, django_assert_max_num_queries):
    adopt_translation(swedish)
    coverage()
    with django_assert_max_num_queries(10):
        coverage()
    for number in range(4):
        add_page(make_home(), StandardPage(title=f"Sivu {number}", slug=f"sivu-{number}"))
    with django_assert_max_num_queries(10):
        coverage()


def test_exercises_of_the_coaching_are_counted_by_what_they_ask():
    ask = {"key": "syy", "title": "Miksi tulit?", "prompt": "Kirjoita syysi."}
    screens = [("writing", ask | {"plain": "Kirjoita yksi syy."}), ("writing", ask | {"key": "toinen"})]
    course = make_course_page(policy="private", certificate=None)
    part = add_page(course, PartPage(title="Alku", slug="alku", number=1, minutes=5, screens=screens))
    assert list(plain_texts(part).values()) == ["Kirjoita yksi syy.", ""]
    assert cell_of(part, "fi", is_plain=True).detail == "1 / 2"
