"""A work is handed in and marked by a rubric with the keyboard alone: journeys of a trainee and of a trainer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import enter, has_focus, reach, tab, tick, walk, write
from tests.browser.test_lost_nothing import state

pytestmark = pytest.mark.browser
TITLE = "Tehtävä 1: Työkyvyn tuen suunnitelma"
FILE = "suunnitelma.txt"
PLAN = "Asiakas on keksitty. Hän haluaa tehdä töitä kotona kaksi päivää viikossa."
FEEDBACK = "Tavoite on hänen omin sanoin. Sovi vielä, kuka soittaa ensin."
RECEIVED, WAITING = "Tehtäväsi on palautettu", "Odottaa arviointia"


def choose_file(page: Page) -> None:
    """Space on the field opens the system's own window, where the file is chosen."""
    field = page.locator("input[type=file]")
    reach(page, field)
    page.keyboard.press("Space")
    expect(field).to_have_value(re.compile(FILE))


def hand_in(page: Page, path: Path) -> None:
    """From my page to the receipt: a text, a file, the two statements."""
    page.on("filechooser", lambda window: window.set_files(path))  # long before: the browser has to be told first
    enter(page, page.get_by_role("link", name="Työkykykoordinaattorikoulutus").first)
    enter(page, page.get_by_role("link", name=TITLE).first)
    assert walk(page) == []
    write(page, page.get_by_label("Teksti"), PLAN)
    state(page, "saved")
    choose_file(page)
    enter(page, page.get_by_role("button", name="Lisää tiedosto", exact=True))
    expect(page.get_by_role("link", name=FILE)).to_be_visible()
    expect(page.get_by_label("Teksti")).to_have_value(PLAN)
    enter(page, page.get_by_role("button", name="Tarkista ja palauta"))
    enter(page, page.get_by_role("button", name="Palauta tehtävä"))
    assert page.evaluate("document.activeElement.matches('.note-error')")
    for box in page.get_by_role("checkbox").all():
        tick(page, box)
    enter(page, page.get_by_role("button", name="Palauta tehtävä"))
    expect(page.get_by_role("heading", name=RECEIVED)).to_be_visible()


def choose_levels(page: Page) -> int:
    """One stop a criterion: Space takes its first level, an arrow the next, and Tab leads to the next criterion."""
    criteria = page.locator("fieldset", has=page.locator("input[type=radio]:not([name=release])"))
    for number in range(criteria.count()):
        levels = criteria.nth(number).locator("input")
        tick(page, levels.first)
        page.keyboard.press("ArrowDown")
        assert has_focus(levels.nth(1))
        expect(levels.nth(1)).to_be_checked()
        tab(page)
        assert not has_focus(levels.nth(2))
    return criteria.count()


def mark(page: Page, title: str) -> None:
    """From the trainer's own page through the queue to the form; every level, the words, and on to the next work."""
    enter(page, page.get_by_role("link", name=re.compile("^Arvioitavat")).first)
    newest = page.locator("main li", has_text=title).last
    enter(page, newest.get_by_role("link").first)
    expect(page.get_by_text(PLAN)).to_be_visible()
    address = page.url
    assert choose_levels(page) == 5
    write(page, page.get_by_label("Palaute osallistujalle"), FEEDBACK)
    state(page, "saved")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.url != address
    expect(page.get_by_text(WAITING)).to_be_visible()  # the next work, ready to be marked
    assert walk(page) == []


def test_a_work_is_handed_in_and_marked_without_a_mouse(open_browser, sign_in, axe, tmp_path):
    path = tmp_path / FILE
    path.write_text("Tavoite, tilanne, keinot ja seuranta.", encoding="utf-8")
    trainee, trainer = open_browser(viewport=PHONE), open_browser(viewport=DESKTOP)
    sign_in(trainee, "koordinaattori")
    hand_in(trainee, path)
    assert axe(trainee) == []

    sign_in(trainer, "kouluttaja")
    trainer.goto("/kouluttaja/")
    mark(trainer, TITLE)
    assert axe(trainer) == []

    trainee.reload()
    expect(trainee.get_by_text(FEEDBACK)).to_be_visible()
