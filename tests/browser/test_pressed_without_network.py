"""A button pressed without a network, or on one that only seems to be there: the page stays, with the words and the
chosen file in it, says so, and the next press sends them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_lost_nothing import begin_quiz, state

pytestmark = pytest.mark.browser
RUN = "/oma/opinnot/harjoitusryhma"
ASSIGNMENT = f"{RUN}/tehtava/neuvottelun-valmistelu/"


def away(page: Page) -> None:
    page.context.set_offline(True)


def silent(page: Page) -> None:
    """The phone shows a network, and nothing comes through it."""
    page.route("**/*", lambda route: route.abort())


def restarting(page: Page) -> None:
    """Something before the service answers that the service does not."""
    page.route("**/*", lambda route: route.fulfill(status=502, body=""))


def back(page: Page) -> None:
    page.context.set_offline(False)
    page.unroute_all()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click(no_wait_after=True)


def choose(page: Page, name: str) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": name.encode()}
    page.locator("input[type=file]").set_input_files([file])


def is_told(page: Page, name: str) -> None:
    """The page has stayed, says why, and still holds the file."""
    expect(page.locator("main [role=alert]")).to_have_text(page.locator("body").get_attribute("data-offline"))
    assert page.locator("input[type=file]").evaluate("field => field.files[0].name") == name


@pytest.mark.parametrize("network", [away, silent])
def test_a_chosen_file_of_an_assignment_stays_chosen_with_its_text(open_browser, sign_in, network: Callable):
    page, name = open_browser(viewport=PHONE), f"{network.__name__}.txt"
    sign_in(page, "koordinaattori")
    page.goto(ASSIGNMENT)
    text = page.get_by_label("Teksti")
    text.fill("Neuvottelu alkaa asiakkaan asiasta.")
    state(page, "saved")
    choose(page, name)
    network(page)
    text.press_sequentially(" Sitten sovitaan.", delay=5)
    press(page, "Tarkista ja palauta")
    is_told(page, name)
    press(page, "Lisää tiedosto")
    is_told(page, name)
    back(page)
    press(page, "Lisää tiedosto")
    expect(page.get_by_role("link", name=name)).to_be_visible()
    expect(page.get_by_label("Teksti")).to_have_value("Neuvottelu alkaa asiakkaan asiasta. Sitten sovitaan.")


def to_file_question(page: Page) -> None:
    """Begin the test that asks for a file, or go on with it, up to that question."""
    page.goto(f"{RUN}/testi/oma-palvelukartta/")
    follow(page.locator("main form button.btn, main a.btn").first)
    if not page.locator("input[type=file]").count():
        page.goto(f"{RUN}/testi/oma-palvelukartta/3/")
    take_away = page.get_by_role("button", name="Poista")
    while take_away.count():  # an earlier test's: two files are all that it takes
        with page.expect_navigation():
            take_away.first.click()


@pytest.mark.parametrize("network", [away, restarting])
def test_a_chosen_file_of_a_question_stays_chosen(open_browser, sign_in, network: Callable):
    page, name = open_browser(viewport=PHONE), f"kartta-{network.__name__}.txt"
    sign_in(page, "koordinaattori")
    to_file_question(page)
    choose(page, name)
    network(page)
    press(page, "Tallenna ja jatka")
    is_told(page, name)
    back(page)
    press(page, "Lisää tiedosto")
    expect(page.get_by_role("link", name=name)).to_be_visible()


def test_a_choice_made_just_before_the_press_stays_on_a_network_that_only_seems_to_be_there(open_browser):
    page = open_browser(viewport=PHONE)
    begin_quiz(page, "tunnelissa")
    question = page.url
    silent(page)
    page.locator("label.choice").first.click()
    page.locator("main form button.btn").first.click(no_wait_after=True)
    expect(page.locator("main [role=alert]")).to_have_count(1)
    assert page.url == question
    expect(page.locator("label.choice input").first).to_be_checked()
    back(page)
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/2/**")
    page.goto(question)
    expect(page.locator("label.choice input").first).to_be_checked()


def test_a_press_that_holds_nothing_stays_without_a_network_and_goes_on_later(open_browser):
    page = open_browser(viewport=PHONE)
    begin_quiz(page, "hississa")
    page.goto("/oma/opinnot/tyokyky-tutuksi/mita-tyokyky-on/")
    away(page)
    done = page.locator("main form button.btn").last
    done.click(no_wait_after=True)
    expect(page.locator("main [role=alert]")).to_have_count(1)
    done.click(no_wait_after=True)
    expect(page.locator("main [role=alert]")).to_have_count(1)
    back(page)
    done.click()
    page.wait_for_url(lambda url: "mita-tyokyky-on" not in url)


def test_an_order_made_without_a_network_is_there_again_with_its_arrows(open_browser, site):
    page = open_browser(viewport=PHONE)
    page.goto("/tili/login/")
    page.get_by_label(re.compile("oma laitteeni", re.IGNORECASE)).check()
    page.fill("input[name=login]", "koordinaattori@esimerkki.fi")
    page.fill("input[name=password]", site.passwords["koordinaattori"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/oma/")
    page.goto(f"{RUN}/testi/testi-verkostot-ja-juurruttaminen/")
    follow(page.locator("main form button.btn").first)
    page.goto(f"{RUN}/testi/testi-verkostot-ja-juurruttaminen/4/")
    question, context, rows = page.url, page.context, "[data-order] li"
    first = page.locator(rows).first.locator(".order-text").inner_text()
    away(page)
    page.locator(rows).first.locator("button[name=move]").last.click()
    state(page, "kept", within=10_000)
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(question)
    state(page, "saved")
    expect(page.locator(rows).nth(1).locator(".order-text")).to_have_text(first)
    expect(page.locator(rows).first.locator("button[name=move]").first).to_be_disabled()
    expect(page.locator(rows).nth(1).locator("button[name=move]").first).to_be_enabled()


def test_of_two_answers_the_one_in_this_window_stays_until_it_is_sent(open_browser):
    page = open_browser(viewport=PHONE)
    begin_quiz(page, "kahdesti")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("label.choice").nth(1).click()
    state(other, "saved")
    page.locator("label.choice").first.click()
    state(page, "conflict")
    page.locator("main form button.btn").first.click()
    keep = page.locator("main form button.btn").first
    expect(page.get_by_role("radio")).to_have_count(0)
    silent(page)
    keep.click(no_wait_after=True)
    expect(page.locator("main [role=alert]")).to_have_count(1)
    back(page)
    with page.expect_navigation():
        keep.click()
    other.reload()
    expect(other.locator("label.choice input").first).to_be_checked()


def test_a_self_assessment_stays_answered_on_a_network_that_only_seems_to_be_there(open_browser, sign_in):
    page = open_browser(viewport=PHONE)
    sign_in(page, "koordinaattori")
    page.goto(f"{RUN}/osaaminen/osaamisen-itsearviointi-alussa/")
    chosen = page.get_by_role("radio").nth(2)
    chosen.check()
    silent(page)
    page.locator("main form button.btn").first.click(no_wait_after=True)
    expect(page.locator("main [role=alert]")).to_have_count(1)
    expect(chosen).to_be_checked()
    back(page)
    page.locator("main form button.btn").first.click()
    expect(page.get_by_role("radio")).to_have_count(0)


@pytest.mark.parametrize(
    "peculiar",
    [
        "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })",  # a machine with no other network
        "delete AbortSignal.timeout",  # browsers of 2022
    ],
)
def test_a_peculiar_browser_sends_a_chosen_file_all_the_same(open_browser, sign_in, peculiar: str):
    page, name = open_browser(viewport=PHONE), f"outo-{len(peculiar)}.txt"
    page.add_init_script(peculiar)
    sign_in(page, "koordinaattori")
    to_file_question(page)
    choose(page, name)
    press(page, "Lisää tiedosto")
    expect(page.get_by_role("link", name=name)).to_be_visible()


def test_a_line_that_is_too_slow_for_the_question_is_asked_only_once(open_browser, sign_in):
    page = open_browser(viewport=PHONE)
    page.add_init_script("AbortSignal.timeout = ((old) => () => old.call(AbortSignal, 300))(AbortSignal.timeout)")
    sign_in(page, "koordinaattori")
    to_file_question(page)
    choose(page, "hidas.txt")
    page.route("**/health/live", lambda _route: None)  # never answered
    press(page, "Lisää tiedosto")
    is_told(page, "hidas.txt")
    press(page, "Lisää tiedosto")
    expect(page.get_by_role("link", name="hidas.txt")).to_be_visible()
