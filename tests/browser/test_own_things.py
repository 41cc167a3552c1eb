"""What somebody makes for themselves: journal, own page, certificate; on a phone, in the dark, narrow, and on paper."""

import io

import pikepdf
import pytest

from tests.browser.conftest import NARROWEST, PHONE, follow, overflow
from tests.browser.test_looks import faults

pytestmark = pytest.mark.browser

BASE = "/valmennus/voimavarat/"
OWN = [
    f"{BASE}voimavarani/",
    f"{BASE}voimavarani/valitse/",
    f"{BASE}paivakirja/",
    f"{BASE}todistus/",
    f"{BASE}omat/",
    f"{BASE}osa/1/paperi/oma/",
    f"{BASE}osa/2/paperi/oma/",
]


def write_something(page) -> None:
    """Two answers, a page of the journal, and a page of one's own."""
    page.goto(f"{BASE}osa/1/1/")
    page.locator("input[name=answer]").first.check()
    follow(page.locator("main form button.btn").first)
    page.goto(f"{BASE}osa/1/valmis/")
    page.goto(f"{BASE}paivakirja/")
    page.fill("textarea[name=text]", "Kävin lenkillä. Metsässä oli hiljaista.")
    page.check("input[name=mood][value=good]")
    page.click("main form button[type=submit].btn")
    page.goto(f"{BASE}voimavarani/valitse/")
    page.locator("input[name=picked]").first.check()
    page.fill("input[name=name]", "Mira")
    page.fill("textarea[name=words]", "Olen hyvä kuuntelija.")
    page.click("main form button[type=submit].btn")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_one_makes_for_oneself_is_accessible_on_a_phone(open_browser, axe, scheme):
    page = open_browser(viewport=PHONE, color_scheme=scheme)
    write_something(page)
    assert "Olen hyvä kuuntelija." in page.content()
    entry = page.goto(f"{BASE}paivakirja/") and page.locator("article a").first.get_attribute("href")
    assert faults(page, [*OWN, entry], axe) == []


def test_no_such_page_scrolls_sideways(open_browser):
    page = open_browser(viewport=NARROWEST)
    write_something(page)
    assert [address for address in OWN if page.goto(address) and overflow(page) > 0] == []


def test_every_exercise_fits_on_one_a4(open_browser):
    page = open_browser(viewport=PHONE)
    pages = {}
    for part in range(1, 11):
        page.goto(f"{BASE}osa/{part}/paperi/")
        with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
            pages[part] = (len(pdf.pages), page.locator(".sheet").count())
    assert {part: found for part, found in pages.items() if found[0] != found[1]} == {}


def test_the_own_page_prints_without_buttons(open_browser):
    page = open_browser(viewport=PHONE)
    write_something(page)
    assert page.locator("[data-print]").is_visible()
    page.emulate_media(media="print")
    assert [button for button in page.locator("main button, main a.btn").all() if button.is_visible()] == []
    assert page.get_by_text("Olen hyvä kuuntelija.").is_visible()


def test_journal_and_own_page_work_without_scripts(open_browser):
    page = open_browser(viewport=PHONE, java_script_enabled=False)
    write_something(page)
    assert "Olen hyvä kuuntelija." in page.content()
    assert not page.locator("[data-print]").is_visible()
    page.goto(f"{BASE}paivakirja/")
    assert page.get_by_text("Metsässä oli hiljaista.").count() == 1
