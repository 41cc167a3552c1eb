"""The coach and the people, in real browsers: what is shown to a coach, and a group on one common screen."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import DESKTOP, PHONE, follow, overflow

pytestmark = pytest.mark.browser
BIG = {"width": 1280, "height": 720}
COACHING = "/valmennus/voimavarat/"


def check(page, axe: Callable) -> None:
    """The page is accessible and as wide as its window."""
    assert axe(page) == []
    assert overflow(page) <= 0


def press(page, selector: str) -> None:
    follow(page.locator(selector).first)


def test_a_person_lets_a_coach_walk_beside_and_shows_what_they_choose(open_browser, sign_in, axe):
    desk, phone = open_browser(viewport=DESKTOP), open_browser(viewport=PHONE)
    sign_in(desk, "ohjaaja")
    desk.goto("/ohjaaja/koodit/")
    desk.fill("input[name=place]", "Paja Kipinä")
    press(desk, "section form button[type=submit]")
    check(desk, axe)
    phone.goto(f"{COACHING}osa/1/3/")
    phone.fill("textarea", "Haluan aamuihin jotain, mitä odottaa.")
    press(phone, "main form button.btn")
    phone.goto(f"{COACHING}ohjaaja/")
    phone.fill("#code", desk.locator(".big-code").first.inner_text())
    press(phone, "main form button")
    check(phone, axe)
    phone.fill("#nickname", "Miu")
    press(phone, "button[value=yes]")
    check(phone, axe)
    phone.goto(f"{COACHING}ohjaaja/")
    press(phone, f"main a[href='{COACHING}omat/']")
    press(phone, "a[href$='/nayta/']")
    check(phone, axe)
    press(phone, "button[value=yes]")
    press(phone, "a[href$='/soitto/']")
    check(phone, axe)
    phone.fill("input[name=contact]", "040 123 45 67")
    press(phone, "main form button")
    check(phone, axe)
    for address in ("a[href*='/jaot/']", "a[href$='/soitto/']", "a[href$='/siirto/']"):
        desk.goto("/ohjaaja/")
        check(desk, axe)
        press(desk, address)
        check(desk, axe)


def test_a_group_does_a_part_on_one_screen_and_nothing_stays(open_browser, sign_in, axe):
    desk = open_browser(viewport=DESKTOP)
    sign_in(desk, "ohjaaja")
    lead_a_group(open_browser, desk, axe)


def lead_a_group(open_browser: Callable, desk, axe: Callable) -> None:
    """From the choice of a part to the end: the common screen and three phones follow by themselves."""
    desk.goto("/ohjaaja/ryhma/")
    press(desk, "main form button.btn")
    code = desk.locator("h1 span").inner_text()
    screen, phones = open_browser(viewport=BIG), [open_browser(viewport=PHONE) for _phone in range(3)]
    screen.goto("/ryhma/")
    screen.fill("#code", code)
    press(screen, "button[value=screen]")
    check(screen, axe)
    assert screen.evaluate("document.documentElement.scrollHeight") <= BIG["height"]
    phones[0].goto("/ryhma/")
    phones[0].fill("#code", code)
    press(phones[0], "main form button.btn")
    check(phones[0], axe)
    for phone in phones[1:]:
        phone.goto(phones[0].url)
    choose_cards(desk, screen, phones, axe)
    write_notes(desk, screen, phones, axe)
    end(desk, screen, phones, axe)


def choose_cards(desk, screen, phones, axe: Callable) -> None:
    """The first screen is a card pick: the choices are counted, and shown when the coach shows them."""
    press(desk, "button[name=screen]")
    for number, phone in enumerate(phones):
        phone.locator("main input[type=checkbox]").nth(number).check()
        press(phone, "main form button.btn")
    check(phones[0], axe)
    assert screen.locator(".counts").count() == 0
    press(desk, "button[name=shows]")
    screen.locator(".counts").wait_for()
    phones[0].locator(".counts").wait_for()
    for page in (screen, phones[0], desk):
        check(page, axe)


def write_notes(desk, screen, phones, axe: Callable) -> None:
    """The third is for writing: one note is hidden, the others are shown."""
    for _page in range(2):
        press(desk, "button[name=screen]")
    for number, phone in enumerate(phones):
        phone.locator("textarea").fill(f"Teksti {number}")
        press(phone, "main form button.btn")
    check(phones[0], axe)
    desk.locator("ul.rows li").nth(2).wait_for()
    press(desk, "button[name=hides]")
    press(desk, "button[name=shows]")
    screen.locator(".group-notes").wait_for()
    assert screen.locator(".group-notes").inner_text().split() == ["Teksti", "1", "Teksti", "2"]
    for page in (screen, desk):
        check(page, axe)


def end(desk, screen, phones, axe: Callable) -> None:
    """What somebody is writing is not taken from them when the group goes on, nor when it ends."""
    phones[0].fill("textarea", "kesken oleva")
    press(desk, "button[name=screen] >> nth=-1")
    phones[0].locator("[data-moved]:not([hidden])").wait_for()
    assert phones[0].input_value("textarea") == "kesken oleva"
    check(phones[0], axe)
    press(desk, "a[href$='/lopeta/']")
    check(desk, axe)
    press(desk, "main form button")
    for page in (phones[1], screen):
        page.locator("a[href='/ryhma/']").wait_for()
    press(phones[0], "main form button.btn")
    assert "kesken oleva" in phones[0].content()
    check(phones[0], axe)


def test_a_group_of_six_does_part_five_on_one_screen(open_browser, sign_in):
    """The wish, the plan and the line at the end are sent from the phones, and all six of them come to the screen."""
    desk, screen = open_browser(viewport=DESKTOP), open_browser(viewport=BIG)
    sign_in(desk, "ohjaaja")
    desk.goto("/ohjaaja/ryhma/")
    part = desk.locator("select[name=part] option", has_text="5").first.get_attribute("value")
    desk.select_option("select[name=part]", part)
    press(desk, "main form:has(select) button.btn")
    code = desk.locator("h1 span").inner_text()
    screen.goto("/ryhma/")
    screen.fill("#code", code)
    press(screen, "button[value=screen]")
    phones = [open_browser(viewport=PHONE) for _phone in range(6)]
    for phone in phones:
        phone.goto("/ryhma/")
        phone.fill("#code", code)
        press(phone, "main form button.btn")
    for number in range(1, 7):
        press(desk, "button[name=screen]")
        title = desk.locator("h2#at").inner_text()
        for page in (screen, *phones):
            page.locator("h1", has_text=title).wait_for()
            assert page.locator("main form").count() == (number in (2, 4, 6) and page is not screen)
        if number in (2, 4):
            send_a_plan(phones, number)
            desk.locator("ul.rows li").nth(11).wait_for()
    for number, phone in enumerate(phones):
        assert "Vain sinä näet" not in phone.locator("main").inner_text()
        phone.fill("textarea", f"Este {number} ja siihen yksi keino")
        press(phone, "main form button.btn")
    desk.locator("ul.rows li").nth(5).wait_for()
    press(desk, "button[name=shows]")
    screen.locator(".group-notes li").nth(5).wait_for()
    assert sorted(screen.locator(".group-notes li").all_inner_texts()) == [
        f"Este {number} ja siihen yksi keino" for number in range(6)
    ]
    assert overflow(screen) <= 0
    press(desk, "a[href$='/lopeta/']")
    press(desk, "main form button")
    for page in (screen, *phones):
        page.locator("a[href='/ryhma/']").wait_for()
        assert "Este" not in page.locator("main").inner_text()


def send_a_plan(phones: list, number: int) -> None:
    """Each sends two of three lines: a wish and what may come in between, or a plan and a spare path."""
    for count, phone in enumerate(phones):
        lines = {2: {"wish": "Toive", "obstacle": "Väsymys"}, 4: {"if": "väsyn", "then": "lepään", "spare": "Soitan"}}
        for name, text in lines[number].items():
            phone.fill(f"textarea[name=line-{name}]", f"{text} {count}")
        press(phone, "main form button.btn")
