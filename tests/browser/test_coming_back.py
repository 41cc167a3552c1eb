"""Typed in from paper, come back to by a text message, and a result shown to the coach: in real browsers."""

import re
from collections.abc import Callable

import pytest

from tests.browser.conftest import DESKTOP, PHONE, follow, overflow

pytestmark = pytest.mark.browser
BASE = "/valmennus/voimavarat/"
NUMBER = "040 765 4321"
SCALE = f"{BASE}kysely/voimavaramittari/"


def check(page, axe: Callable) -> None:
    """The page is accessible and as wide as its window."""
    assert axe(page) == []
    assert overflow(page) <= 0


def press(page, selector: str) -> None:
    follow(page.locator(selector).first)


def newest_code(page) -> str:
    """The code of the newest message in the demo's mailbox, as soon as the worker has sent it."""
    page.goto("/demo/posti/")
    message = page.locator("main li", has_text="+358407654321").first
    for _turn in range(60):
        if message.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    message.locator("a").click()
    return re.search(r"\d{3} \d{3}", page.locator("main .card").inner_text()).group()


def test_a_part_typed_in_from_paper_is_found_again_by_a_text_message(open_browser, axe):
    """Without a script: cards, the exercise that goes on from them, and the date; then from another phone."""
    phone = open_browser(viewport=PHONE, java_script_enabled=False)
    phone.goto(f"{BASE}osa/2/1/")
    press(phone, f"a[href='{BASE}osa/2/paperilta/']")
    phone.locator("input[name='k2-answer']").nth(2).check()
    phone.locator("input[name='k2-answer']").nth(7).check()
    phone.fill("input[type=date]", "2026-03-02")
    press(phone, "main form button.btn")
    assert phone.url.endswith("osa/2/paperilta/?tallessa=1#kohta-3")
    phone.locator("input[name='k3-answer']").nth(1).check()
    press(phone, "main form button.btn")
    phone.fill("#kohta-4 input[type=text]", "Kun autoin naapuria")
    press(phone, "main form button.btn")
    assert "/osa/2/valmis/" in phone.url
    phone.goto(f"{BASE}omat/")
    press(phone, f"a[href='{BASE}omat/paluu/']")
    phone.fill("input[name=address]", NUMBER)
    press(phone, "main form button.btn")
    mailbox = open_browser(viewport=DESKTOP)
    code = newest_code(mailbox)
    phone.fill("#code", code)
    press(phone, "main form button.btn")
    come_back(open_browser(viewport=PHONE), mailbox, code, axe)


def come_back(other, mailbox, used: str, axe: Callable) -> None:
    """On another device, with nothing but the number."""
    other.goto(f"{BASE}jatka/")
    press(other, f"a[href='{BASE}jatka/viestilla/']")
    check(other, axe)
    other.fill("input[name=address]", "+358 40 7654321")
    press(other, "main form button.btn")
    check(other, axe)
    code = used
    for _turn in range(60):
        code = newest_code(mailbox)
        if code != used:
            break
        mailbox.wait_for_timeout(500)
    other.fill("#code", code)
    press(other, "main form button.btn")
    for address in ("omat/", "omat/paluu/", "osa/2/paperilta/"):
        other.goto(f"{BASE}{address}")
        check(other, axe)
    other.goto(f"{BASE}omat/")
    assert "2.3.2026" in other.inner_text("main")
    assert "Kun autoin naapuria" in other.inner_text("main")


def test_a_result_is_shown_to_the_coach_and_taken_back(open_browser, sign_in, axe):
    desk, phone = open_browser(viewport=DESKTOP), open_browser(viewport=PHONE)
    sign_in(desk, "ohjaaja")
    desk.goto("/ohjaaja/koodit/")
    code = desk.locator(".big-code").first.inner_text()
    phone.goto(f"{SCALE}alku/1/")
    while "/valmis/" not in phone.url:
        press(phone, "main .choices button >> nth=2")
    press(phone, "main form button.btn")
    phone.goto(f"{BASE}ohjaaja/")
    phone.fill("#code", code)
    press(phone, "main form button")
    phone.fill("#nickname", "Tuisku")
    press(phone, "button[value=yes]")
    phone.goto(f"{SCALE}tulos/")
    press(phone, "a[href$='/tulos/nayta/']")
    check(phone, axe)
    seen = phone.locator("article").inner_text()
    press(phone, "button[value=yes]")
    check(phone, axe)
    desk.goto("/ohjaaja/")
    desk.locator("article", has_text="Tuisku").locator("a[href*='/jaot/']").click()
    check(desk, axe)
    assert desk.locator("article").inner_text().split() == seen.split()
    press(phone, "form[action$='/takaisin/'] button")
    desk.reload()
    assert desk.locator("article").count() == 0
