"""Two people edit the same lesson: neither overwrites the other unknowing, and what was shipped can be had back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, begin_editing, expect_autosave, follow

pytestmark = pytest.mark.browser
LESSON = "Sanat ratkaisevat"


def open_editor(page: Page) -> str:
    page.goto("/hallinta/luvut/")
    page.get_by_role("link", name=LESSON, exact=True).first.click()
    page.wait_for_url("**/edit/")
    begin_editing(page)
    return page.url


def test_the_second_is_told_before_anything_is_overwritten_and_an_author_goes_back(open_browser, sign_in):
    first, second = open_browser(viewport=DESKTOP), open_browser(viewport=DESKTOP)
    sign_in(first, "tekija")
    sign_in(second, "kouluttaja")
    address = open_editor(first)
    assert open_editor(second) == address

    first.fill("#id_title", "Sanat, joilla on väliä")
    expect_autosave(first, "saved")
    second.fill("#id_title", "Jotain muuta")
    expect_autosave(second, "paused")
    expect(second.get_by_text("Automaattinen tallennus ei ole käynnissä").first).to_be_visible()

    asked = second.locator("#w-save-confirmation-dialog")
    expect(asked).to_contain_text("Tiina Tekijä tallensi uuden version", timeout=30_000)  # it is heard of in a moment
    second.get_by_role("button", name="Julkaise").first.click()
    expect(asked).to_be_visible()
    expect(asked.get_by_role("button", name="Julkaise")).to_be_visible()
    expect(asked.get_by_role("link", name=re.compile("Katso uusinta versiota"))).to_be_visible()

    first.goto(address)
    expect(first.locator("#id_title")).to_have_value("Sanat, joilla on väliä")
    go_back(first, address)
    expect(first.locator("#id_title")).to_have_value(LESSON)


def go_back(page: Page, address: str) -> None:
    """From the history to the version that was loaded, and publish it again."""
    page.goto(address.replace("/edit/", "/history/"))
    row = page.get_by_role("row").filter(has_text="Luonnos tallennettu").filter(has_text="järjestelmä")
    row.get_by_role("button", name="Toimet").click()
    page.get_by_role("link", name="Tarkista tämä versio").click()
    page.wait_for_url("**/revert/")
    page.get_by_role("button", name="Julkaise tämä versio").click()
    expect(page.locator(".messages .success")).to_contain_text(LESSON)
    page.goto(address)


def test_one_who_edits_alone_publishes_what_has_saved_itself(open_browser, sign_in):
    page = open_browser(viewport=DESKTOP)
    sign_in(page, "tekija")
    address = open_editor(page)
    for title in ("Sanat painavat", LESSON):
        page.goto(address)
        begin_editing(page)
        page.fill("#id_title", title)
        expect_autosave(page, "saved")
        follow(page.get_by_role("button", name="Julkaise").first)
        expect(page.locator(".messages .success")).to_contain_text(title)
