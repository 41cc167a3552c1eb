"""A module's test from nothing: a trainer writes a question, builds a test of it and of drawn ones, and a trainee takes
it on a phone with a bad network. Everything is found by the name it shows. The test is taken off at the end."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, begin_editing, follow
from tests.browser.test_author import MODULE, publish, study
from tests.browser.test_lost_nothing import state
from tests.browser.test_rubric_assignment import network

pytestmark = pytest.mark.browser
TITLE = "Testaa roolisi"
STEM = "Kenen puolella työkykykoordinaattori on?"
RIGHT, WRONG = "Ihmisen, yhdessä hänen verkostonsa kanssa", "Työnantajan"


def write_question(page: Page) -> None:
    """From the admin's front page to a ready question of the bank."""
    page.goto("/hallinta/")
    page.get_by_role("link", name="Kirjoita tai korjaa kysymys").click()
    page.get_by_role("link", name="Lisää kysymys").first.click()
    page.get_by_role("link", name="Yksi oikea vaihtoehto").click()
    page.get_by_role("textbox", name=re.compile("^Kysymys")).fill(STEM)
    for place, text in enumerate((RIGHT, WRONG)):
        page.get_by_role("textbox", name=re.compile("^Teksti")).nth(place).fill(text)
        page.get_by_role("textbox", name=re.compile("^Palaute")).nth(place).fill("Ihminen päättää omista asioistaan.")
    page.get_by_role("checkbox", name="Tämä on oikein").first.check()
    page.get_by_role("combobox", name=re.compile("^Aihe")).fill("Kokeet/Rooli")
    page.get_by_role("button", name="Luo").click()
    expect(page.locator(".messages .success")).to_be_visible()


def begin_test(page: Page) -> None:
    page.goto("/hallinta/")
    page.locator("main a[href$='/testit/choose_parent/']").click()
    page.get_by_label(MODULE).check()
    page.locator("main footer button[type=submit]").click()
    page.wait_for_url("**/add/content/quizpage/**")
    begin_editing(page)
    page.fill("#id_title", TITLE)


def add_part(page: Page, name: str) -> None:
    """Press the last + of the questions and choose the part called ``name``."""
    page.locator("[data-contentpath=questions] .c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def fill_test(page: Page) -> None:
    """A heading, the new question, and one that is drawn for each attempt."""
    questions = page.locator("[data-contentpath=questions]")
    add_part(page, "Osio")
    questions.get_by_role("textbox", name=re.compile("^Väliotsikko")).fill("Sinun roolisi")
    add_part(page, "Kysymys")
    questions.get_by_role("button", name="Valitse kysymys").click()
    page.locator(".modal-body").get_by_role("link", name=STEM).first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    add_part(page, "Arvotut kysymykset")
    questions.get_by_role("combobox", name=re.compile("^Aiheesta")).select_option(label="Työkyky tutuksi")


def take_test(page: Page) -> None:
    """Through the test as it comes, and what the result says."""
    study(page)
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="Aloita testi").click()
    expect(page.get_by_text("Sinun roolisi")).to_be_visible()
    answer_on_a_bad_network(page)
    expect(page.get_by_text(re.compile("Kysymys 2 / 2"))).to_be_visible()
    page.get_by_role("button", name="Kaikki kysymykset").click()
    page.get_by_role("button", name="Lähetä vastaukset").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 / 2")
    expect(page.get_by_text(RIGHT).first).to_be_visible()


def answer_on_a_bad_network(page: Page) -> None:
    """The network is slow, goes, and comes back; a button pressed meanwhile leaves the answer where it is."""
    phone = page.context.new_cdp_session(page)
    network(phone, is_away=False)
    page.get_by_label(WRONG).check()
    state(page, "saved")
    network(phone, is_away=True)
    page.get_by_label(RIGHT).check()
    page.locator("main form button.btn").first.click(no_wait_after=True)
    assert "Ei vielä tallessa" in state(page, "offline")
    expect(page.get_by_label(RIGHT)).to_be_checked()
    network(phone, is_away=False)
    state(page, "saved", within=30_000)
    page.locator("main form button.btn").first.click()


def take_off(page: Page) -> None:
    page.goto("/hallinta/testit/")
    follow(page.get_by_role("link", name=TITLE, exact=True).first)
    page.goto(page.url.replace("/edit/", "/unpublish/"))
    follow(page.locator("main form [type=submit]").first)


def test_a_trainer_builds_a_test_from_the_bank_and_a_trainee_takes_it_on_a_phone(open_browser, sign_in):
    trainer = open_browser(viewport=DESKTOP)
    sign_in(trainer, "kouluttaja")
    write_question(trainer)
    begin_test(trainer)
    fill_test(trainer)
    publish(trainer)
    expect(trainer.locator(".messages .success")).to_contain_text(TITLE)
    trainee = open_browser()
    sign_in(trainee, "opiskelija")
    take_test(trainee)
    take_off(trainer)
