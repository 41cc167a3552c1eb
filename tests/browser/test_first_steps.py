"""From a coach's poster to the first saved sentence, another language in the middle of it, and into an account."""

import os
import re
import sys
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, follow
from tests.browser.test_jobseeker import CODE, go_on_to_writing, two_taps
from tests.browser.test_trainee import PASSWORD, newest_mail

pytestmark = pytest.mark.browser
BASE = "/valmennus/voimavarat/"
SENTENCE = "Haluan, että aamulla on jotain, mitä odottaa."


def on_a_thin_network(page: Page) -> list[float]:
    """As much as a poor connection gives, 400 kbit/s unless told; the bytes of what is loaded, as they come."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    speed = int(os.environ.get("POLKU_THROTTLE", "400000")) / 8
    conditions = {"offline": False, "latency": 150, "downloadThroughput": speed, "uploadThroughput": speed}
    wire.send("Network.emulateNetworkConditions", conditions)
    loaded: list[float] = []
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    return loaded


def press(page: Page, name: str) -> None:
    follow(page.locator("main").get_by_role("button", name=name, exact=True).first)


@pytest.fixture
def poster(open_browser, sign_in) -> str:
    """Where the picture of a coach's poster leads."""
    desk = open_browser(viewport=DESKTOP)
    sign_in(desk, "ohjaaja")
    desk.goto("/ohjaaja/koodit/")
    desk.fill("input[name=place]", "Paja Kipinä")
    follow(desk.locator("section form button[type=submit]").first)
    code = desk.locator(".big-code").first.inner_text().strip()
    phone = open_browser(viewport=PHONE)
    phone.goto(f"{BASE}ohjaaja/")
    phone.fill("#code", code)
    phone.locator("main form button").first.click()
    phone.wait_for_url("**/ohjaaja/koodi/**")
    return phone.url


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_from_a_coachs_poster_to_the_first_saved_sentence_in_four_taps_on_a_thin_network(open_browser, poster, answer):
    """Counts taps and bytes; the time is only printed: it is the machine's as much as ours."""
    page = open_browser(viewport=PHONE)
    loaded = on_a_thin_network(page)
    began = time.monotonic()
    page.goto(poster)
    first_view, taps = sum(loaded), 1
    page.locator(f"button[name=answer][value={answer}]").click()
    page.wait_for_url("**/osa/1/1/")
    expect(page.locator("main .note", has_text="Onni")).to_have_count(1 if answer == "yes" else 0)
    while not page.locator("textarea").count() and taps < 8:
        follow(page.locator("main form .btn:not(.btn-quiet), main p.actions a.btn").first)
        taps += 1
    page.locator("textarea").first.fill(SENTENCE)
    follow(page.locator("main form button.btn").first)
    taps += 1
    took = time.monotonic() - began
    sys.stdout.write(f"\n{taps} taps, {first_view:.0f} B at first, {sum(loaded):.0f} B in all, {took:.1f} s\n")
    page.goto(f"{BASE}omat/")
    expect(page.locator("main")).to_contain_text(SENTENCE)
    assert taps <= 4
    assert first_view <= 100_000


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_language_is_changed_in_mid_exercise_and_the_text_goes_along(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto(f"{BASE}osa/1/3/")
    page.locator("textarea").fill(SENTENCE)
    press(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("textarea")).to_have_value(SENTENCE)
    assert page.context.cookies() == []
    press(page, "Continue")
    page.goto(f"/en{BASE}osa/1/3/")
    expect(page.locator("textarea")).to_have_value(SENTENCE)
    page.locator("textarea").fill(f"{SENTENCE} Ja vielä.")
    press(page, "Svenska")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("textarea")).to_have_value(f"{SENTENCE} Ja vielä.")
    page.reload()
    expect(page.locator("textarea")).to_have_value(f"{SENTENCE} Ja vielä.")


def write_without_an_account(page: Page) -> None:
    """A newcomer's first words, and on to the page that says how to come back."""
    two_taps(page)
    page.locator("label.choice").nth(2).click()
    press(page, "Aloita")
    go_on_to_writing(page)
    page.fill("textarea", SENTENCE)
    press(page, "Jatka")
    follow(page.get_by_role("link", name="Lopeta tältä erää").first)


def test_what_was_written_without_an_account_is_kept_in_a_new_one(open_browser):
    page = open_browser(viewport=PHONE)
    write_without_an_account(page)
    code = CODE.search(page.locator("main").inner_text()).group()
    expect(page.get_by_role("heading", name="Säilytä tunnuksella")).to_be_visible()
    press(page, "Luo uusi tunnus")
    address = "sailyttaja@example.org"
    page.get_by_label("Sähköposti").fill(address)
    page.locator("input[name=password1]").fill(PASSWORD)
    follow(page.locator("main form button.btn").first)
    mailbox = page.context.new_page()
    mailed = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b|\b\d{6}\b", newest_mail(mailbox, address)).group()
    mailbox.close()
    page.fill("input[name=code]", mailed)
    page.locator("main form button.btn").first.click()
    page.get_by_role("link", name="Ei nyt").click()
    expect(page.locator("main li").first).to_be_visible()
    press(page, "Siirrä tunnukselleni")
    page.goto(f"{BASE}omat/")
    expect(page.locator("main")).to_contain_text(SENTENCE)
    other = open_browser(viewport=PHONE)
    other.goto(f"{BASE}jatka/")
    other.locator("#code").fill(code)
    press(other, "Jatka")
    expect(other.locator("#code-error")).to_be_visible()
