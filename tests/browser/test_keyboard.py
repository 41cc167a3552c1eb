"""The journeys with Tab, Enter, Space and the arrows only, and every page's stops one by one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import (
    enter,
    has_focus,
    reach,
    skip_to_content,
    tab,
    tick,
    walk,
    write,
)
from tests.browser.test_jobseeker import CODE
from tests.browser.test_looks import PUBLIC, TRAINEE, TRAINER, enrol_once
from tests.browser.test_trainee import enrol, newest_mail, shipped_questions, sign_up

pytestmark = pytest.mark.browser


def ask_for_code(page: Page, address: str) -> str:
    """From the front page through the menu to the place where the mailed code is typed; returns the code."""
    page.goto("/")
    open_menu(page)
    enter(page, page.locator("#site-nav a[href*='/tili/login/']"))
    enter(page, page.locator("main a[href*='/tili/login/code/']"))
    write(page, page.locator("input[name=email]"), address)
    enter(page, page.locator("main form button.btn").first)
    mailbox = page.context.new_page()
    code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b|\b\d{6}\b", newest_mail(mailbox, address, mails=2)).group()
    mailbox.close()
    return code


def open_menu(page: Page) -> None:
    reach(page, page.locator("button.menu-btn"))
    page.keyboard.press("Enter")
    expect(page.locator("#site-nav")).to_be_visible()


def answer(page: Page) -> None:
    """The first choice, or a word where words are asked."""
    if page.locator("main input[type=text]").count():
        write(page, page.locator("main input[type=text]"), "työkyky")
    else:
        tick(page, page.locator("main label.choice input").first)


def test_a_trainee_signs_in_by_code_goes_on_and_marks_a_lesson_done(open_browser):
    page = open_browser(viewport=PHONE)
    address = sign_up(page, "sarkain")
    enrol(page)
    page.context.clear_cookies()

    code = ask_for_code(page, address)
    write(page, page.locator("input[name=code]"), code)
    enter(page, page.locator("main form button.btn").first)
    page.wait_for_url("**/oma/")
    skip_to_content(page)
    enter(page, page.locator("main .door a.btn"))
    lesson = page.url
    skip_to_content(page)
    enter(page, page.locator("form[action$='/tehty/'] button"))
    assert page.url != lesson
    page.goto(lesson)
    expect(page.locator("form[action$='/kesken/'], form[action*='/peru']").first).to_be_visible()


def test_a_quiz_with_one_empty_answer_is_reviewed_mended_and_sent(open_browser, axe):
    page = open_browser(viewport=PHONE)
    sign_up(page, "nuolet")
    enrol(page)
    page.goto("/oma/opinnot/tyokyky-tutuksi/testi/testaa-osaamisesi/")
    enter(page, page.locator("main form button.btn").first)
    for number in range(len(shipped_questions())):
        if number:
            answer(page)
        assert axe(page) == [], page.url
        enter(page, page.locator("main form button.btn").first)
    assert "/tarkista/" in page.url
    assert axe(page) == []
    empty = page.locator("dl.answers div", has=page.locator(".hint"))
    expect(empty).to_have_count(1)
    enter(page, empty.get_by_role("link"))
    answer(page)
    enter(page, page.locator("main form button[value=list]"))
    expect(empty).to_have_count(0)
    enter(page, page.locator("main form button.btn").first)
    assert "/tulos/" in page.url
    assert has_focus(page.locator("main h1"))
    assert axe(page) == []


def test_the_arrows_change_the_choice_of_one(open_browser):
    page = open_browser(viewport=PHONE)
    sign_up(page, "valitsin")
    enrol(page)
    page.goto("/oma/opinnot/tyokyky-tutuksi/testi/testaa-osaamisesi/")
    enter(page, page.locator("main form button.btn").first)
    choices = page.locator("main label.choice input[type=radio]")
    while not choices.count():
        enter(page, page.locator("main form button.btn").first)
    tick(page, choices.first)
    page.keyboard.press("ArrowDown")
    assert has_focus(choices.nth(1))
    assert choices.nth(1).is_checked()
    tab(page)
    assert not has_focus(choices.nth(2))


def test_a_jobseeker_starts_writes_and_leaves_with_a_code(open_browser, axe):
    page = open_browser(viewport=PHONE)
    page.goto("/")
    skip_to_content(page)
    enter(page, page.locator(".door a.btn").first)
    enter(page, page.locator("main a.btn").first)
    tick(page, page.locator("label.choice input").nth(1))
    enter(page, page.locator("main form button.btn").first)
    go_on_to_the_end(page, "Haluan lisää virtaa aamuihin.", axe)
    assert CODE.search(page.locator("main").inner_text())
    enter(page, page.locator("button[name=device][value=own]"))
    enter(page, page.locator("main a[href$='/omat/']").first)
    expect(page.locator("main")).to_contain_text("Haluan lisää virtaa aamuihin.")


#: What leads on; keeping one's work in an account is another matter.
GOES_ON = "main form:not([action*='/liita/']) button.btn:not(.btn-plain), main a.btn:not(.btn-plain)"


def go_on_to_the_end(page: Page, words: str, axe) -> None:
    for _ in range(10):
        assert axe(page) == [], page.url
        if page.url.partition("?")[0].endswith("/valmis/"):
            return
        if page.locator("textarea").count():
            write(page, page.locator("textarea").first, words)
        enter(page, page.locator(GOES_ON).first)
    raise AssertionError(f"the part does not end: {page.url}")


def test_the_menu_opens_is_walked_and_gives_the_focus_back(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto("/koulutukset/")
    open_menu(page)
    tab(page)
    assert has_focus(page.locator("#site-nav a").first)
    page.keyboard.press("Escape")
    expect(page.locator("#site-nav")).to_be_hidden()
    assert has_focus(page.locator("button.menu-btn"))
    tab(page)
    assert has_focus(page.locator("header a[href='/apua/']"))


def test_enrolling_without_a_name_leads_to_each_empty_field(open_browser):
    page = open_browser(viewport=PHONE)
    sign_up(page, "nimeton")
    page.goto("/koulutukset/toteutus/tyokyky-tutuksi/ilmoittaudu/")
    enter(page, page.locator("main form[method=post] button.btn").first)
    assert page.evaluate("document.activeElement.matches('.note-error')")
    for name, text in [("first_name", "Niilo"), ("last_name", "Nimetön")]:
        reach(page, page.locator(f".note-error a[href$='{name}']"))
        page.keyboard.press("Enter")
        assert has_focus(page.locator(f"input[name={name}]"))
        page.keyboard.type(text)
        page.evaluate("document.querySelector('.note-error').focus()")
    enter(page, page.locator("main form[method=post] button.btn").first)
    page.wait_for_url("**/oma/opinnot/tyokyky-tutuksi/**")


def test_a_stranger_checks_a_certificate(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto("/")
    enter(page, page.locator("footer a[href*='/todistus/']"))
    write(page, page.locator("main input[name=code]"), "POLKU-2026-000001-AAAAAAAAAA")
    enter(page, page.locator("main form button.btn").first)
    expect(page.locator("main input[name=code]")).to_have_value("POLKU-2026-000001-AAAAAAAAAA")
    reach(page, page.locator("main form button.btn").first)


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["360 px", "1280 px"])
def test_every_control_is_reached_in_the_order_of_reading_with_a_ring(open_browser, sign_in, width):
    found = []
    for who, addresses in [("", PUBLIC), ("opiskelija", TRAINEE), ("kouluttaja", TRAINER)]:
        page = open_browser(viewport=width)
        if who:
            sign_in(page, who)
        if who == "opiskelija":
            enrol_once(page)
        for address in addresses:
            page.goto(address)
            found += [f"{address}: {fault}" for fault in walk(page)]
    assert found == []
