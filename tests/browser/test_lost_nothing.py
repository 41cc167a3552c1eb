"""Dead network, killed browser, ended session, two windows, two devices: what was written arrives, or is shown."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_jobseeker import go_on_to_writing, two_taps
from tests.browser.test_trainee import PASSWORD, enrol, sign_up

pytestmark = pytest.mark.browser
QUIZ = "/oma/opinnot/tyokyky-tutuksi/testi/testaa-osaamisesi/"
COUNT_DRAFTS = """() => new Promise((done) => {
  const opening = indexedDB.open("polku");
  opening.onsuccess = () => {
    const base = opening.result;
    if (!base.objectStoreNames.contains("drafts")) return done(0);
    base.transaction("drafts").objectStore("drafts").count().onsuccess = (event) => done(event.target.result);
  };
})"""
READ_DRAFTS = """() => new Promise((done) => {
  indexedDB.open("polku").onsuccess = (event) => {
    const rows = event.target.result.transaction("drafts").objectStore("drafts").getAll();
    rows.onsuccess = () => done(rows.result.map((row) => new TextDecoder("latin1").decode(row.data)).join());
  };
})"""


def state(page: Page, name: str, *, within: float = 15_000) -> str:
    """Wait for the save line to reach a state; what it says."""
    line = page.locator("[data-save-state]")
    expect(line).to_have_attribute("data-state", name, timeout=within)
    return line.inner_text()


def stored(page: Page, url: str) -> str:
    """The page as the server sends it now: what is stored, whatever the browser may have kept."""
    return page.context.request.get(url).text()


def no_drafts(page: Page) -> None:
    """The browser has let go of everything it kept."""
    for _ in range(150):  # not wait_for_function: it would take the promise itself for a yes
        if page.evaluate(COUNT_DRAFTS) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the browser still keeps a draft")


def begin_writing(page: Page, *, own_device: bool) -> str:
    """A newcomer saves something, may say that the device is their own, and stands where one writes; its address."""
    two_taps(page)
    page.locator("label.choice").nth(2).click()
    follow(page.locator("main form button.btn").first)
    go_on_to_writing(page)
    url = page.url.split("?")[0]
    if own_device:
        page.goto("/valmennus/voimavarat/osa/1/valmis/")
        follow(page.locator("button[name=device][value=own]"))
    page.goto(url)
    return url


def begin_quiz(page: Page, name: str) -> str:
    """A new trainee in the quiz at a question with options; their e-mail address."""
    address = sign_up(page, name)
    enrol(page, "Mari", "Muistava")
    page.goto(QUIZ)
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/1/**")
    return address


def sign_in_again(page: Page, address: str) -> None:
    page.goto("/tili/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")


def test_what_is_written_offline_on_an_own_device_is_kept_and_sends_itself(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=True)
    page.context.set_offline(True)
    page.locator("textarea").first.press_sequentially("Kirjoitin tämän junassa", delay=10)
    assert "laitteella" in state(page, "kept", within=6_000)
    page.locator("textarea").first.press_sequentially(" ja tämän tunnelissa", delay=10)
    assert page.evaluate(COUNT_DRAFTS) == 1
    assert "junassa" not in page.evaluate(READ_DRAFTS)
    page.context.set_offline(False)
    state(page, "saved")
    assert "Kirjoitin tämän junassa ja tämän tunnelissa" in stored(page, url)
    no_drafts(page)


def test_a_shared_device_keeps_nothing_and_says_that_it_is_not_saved(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=False)
    page.context.set_offline(True)
    page.locator("textarea").first.press_sequentially("Kirjastossa kirjoitettu", delay=10)
    assert "laitteella" not in state(page, "offline", within=6_000)
    assert page.evaluate(COUNT_DRAFTS) == 0
    page.context.set_offline(False)
    state(page, "saved")
    assert "Kirjastossa kirjoitettu" in stored(page, url)
    assert page.evaluate(COUNT_DRAFTS) == 0


def test_a_service_that_does_not_answer_is_told_within_five_seconds(open_browser):
    page = open_browser(viewport=PHONE, service_workers="block")
    url = begin_writing(page, own_device=False)
    silent, held = [True], []
    page.route("**/osa/**", lambda route: held.append(route) if silent else route.continue_())
    page.locator("textarea").first.press_sequentially("Hiljaa hyvä tulee", delay=10)
    state(page, "failed", within=5_500)
    silent.clear()
    for route in held:
        route.continue_()
    state(page, "saved")
    assert "Hiljaa hyvä tulee" in stored(page, url)


def test_a_draft_left_by_a_closed_tab_is_sent_by_the_next_page_that_opens(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=True)
    context = page.context
    context.set_offline(True)
    page.locator("textarea").first.press_sequentially("Akku loppui kesken", delay=10)
    state(page, "kept", within=6_000)
    page.close(run_before_unload=False)
    context.set_offline(False)
    elsewhere = context.new_page()
    elsewhere.goto(url.replace("/osa/1/", "/osa/2/"))
    for _ in range(6):
        if elsewhere.locator("#polku-drafts").count():
            break
        follow(elsewhere.locator("main form button.btn, main a.btn").first)
    no_drafts(elsewhere)
    assert "Akku loppui kesken" in stored(elsewhere, url)


def fail_autosaves(page: Page) -> None:
    """Only pressed buttons get through."""
    page.route(
        "**/osa/**",
        lambda route: route.abort() if route.request.headers.get("x-requested-with") else route.continue_(),
    )


def test_a_button_pressed_as_the_network_goes_loses_nothing(open_browser):
    page = open_browser(viewport=PHONE, service_workers="block")
    url = begin_writing(page, own_device=True)
    page.route("**/osa/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("textarea").first.press_sequentially("Painoin nappia hississä", delay=10)
    state(page, "kept", within=6_000)
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        page.locator("main form button.btn").first.click(no_wait_after=True)
    page.unroute_all()
    page.goto(url)
    state(page, "saved")
    assert "Painoin nappia hississä" in stored(page, url)
    no_drafts(page)


def test_a_button_pressed_without_network_brings_the_words_back_to_be_sent_again(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=True)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.locator("textarea").first.press_sequentially("Painoin nappia kellarissa", delay=10)
    state(page, "kept", within=6_000)
    page.locator("main form button.btn").first.click()
    page.get_by_text("Painoin nappia kellarissa").wait_for()
    page.context.set_offline(False)
    with page.expect_navigation():
        follow(page.locator("main form button.btn").first)
    page.goto(url)
    assert "Painoin nappia kellarissa" in stored(page, url)
    no_drafts(page)


def test_what_the_person_skips_is_not_sent_afterwards(open_browser):
    page = open_browser(viewport=PHONE, service_workers="block")
    url = begin_writing(page, own_device=True)
    fail_autosaves(page)
    page.locator("textarea").first.press_sequentially("Tätä en halua säilyttää", delay=10)
    state(page, "kept", within=6_000)
    with page.expect_navigation():  # a press that throws words away asks for the network first
        page.locator("button[value=skip]").click()
    page.unroute_all()
    page.goto(url)
    no_drafts(page)
    assert "Tätä en halua" not in stored(page, url)


def test_clearing_the_device_leaves_no_draft(open_browser):
    page = open_browser(viewport=PHONE, service_workers="block")
    begin_writing(page, own_device=True)
    fail_autosaves(page)
    page.locator("textarea").first.press_sequentially("Ei kenellekään", delay=10)
    state(page, "kept", within=6_000)
    other = page.context.new_page()
    other.goto("/valmennus/voimavarat/osa/1/valmis/")
    page.close(run_before_unload=False)
    follow(other.locator("form[action$='/tyhjenna/'] button"))
    assert other.evaluate(COUNT_DRAFTS) == 0
    assert other.context.cookies() == []


class Killable:
    """A browser with a home of its own, which can be killed and opened again."""

    def __init__(self, browser: Browser, home: Path, url: str) -> None:
        self.browser, self.home, self.url = browser, home, url

    def open(self) -> BrowserContext:
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.home),
            executable_path=os.environ.get("POLKU_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
            base_url=self.url,
            viewport=PHONE,
            locale="fi-FI",
        )
        return self.context

    def kill(self) -> None:
        """As the power does. Cookies, which Chromium writes only every half a minute, are carried over."""
        cookies = self.context.cookies()
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        while self.processes():
            time.sleep(0.05)
        (self.home / "SingletonLock").unlink(missing_ok=True)
        self.open().add_cookies(cookies)

    def processes(self) -> list[int]:
        """The processes that were started with our directory."""
        mine = f"--user-data-dir={self.home}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if mine in words and not any(word.startswith(b"--type=") for word in words):
                found.append(int(entry.name))
        return found


@pytest.fixture
def killable(browser: Browser, site, tmp_path) -> Iterator[Killable]:
    one = Killable(browser, tmp_path / "home", site.url)
    one.open()
    yield one
    one.context.close()


@pytest.mark.parametrize("lap", range(int(os.environ.get("POLKU_KILLS", "2"))))
def test_a_browser_killed_half_a_second_after_a_key_has_kept_every_letter(killable, lap):
    page = killable.context.pages[0]
    url = begin_writing(page, own_device=True)
    killable.context.set_offline(True)
    text = f"Sähkökatko numero {lap} katkaisi lauseen"
    page.locator("textarea").first.press_sequentially(text, delay=5)
    time.sleep(0.5)
    killable.kill()
    page = killable.context.pages[0]
    page.goto(url)
    state(page, "saved", within=10_000)
    expect(page.locator("textarea").first).to_have_value(text)
    assert text in stored(page, url)
    no_drafts(page)


def test_a_session_that_ends_in_another_tab_loses_nothing(open_browser):
    page = open_browser()
    address = begin_quiz(page, "poistuva")
    question, context = page.url, page.context
    other = context.new_page()
    other.goto("/tili/logout/")
    follow(other.locator("main form button.btn").first)
    page.locator("label.choice").nth(1).click()
    assert re.search(r"klo \d+\.\d\d", state(page, "saved"))
    page.locator("label.choice").nth(0).click()
    follow(page.locator("main form button.btn").first)
    assert page.locator("main a[href*='/tili/login/']").count() == 1
    sign_in_again(page, address)
    page.goto(question)
    assert page.locator("label.choice input").nth(0).is_checked()


@pytest.mark.parametrize("devices", [1, 2], ids=["two tabs", "two devices"])
def test_two_windows_are_told_and_both_answers_are_shown(open_browser, devices):
    first = open_browser()
    address = begin_quiz(first, "kaksin")
    question = first.url
    if devices == 1:
        second = first.context.new_page()
    else:
        second = open_browser()
        sign_in_again(second, address)
    second.goto(question)
    texts = [label.strip() for label in first.locator("label.choice").all_inner_texts()]
    second.locator("label.choice").nth(1).click()
    state(second, "saved")
    first.locator("label.choice").nth(0).click()
    state(first, "conflict")
    follow(first.locator("main form button.btn").first)
    shown = first.locator("main").inner_text()
    assert texts[0] in shown
    assert texts[1] in shown
    with first.expect_navigation():
        follow(first.locator("main form button.btn").first)
    second.goto(question)
    assert second.locator("label.choice input").nth(0).is_checked()
