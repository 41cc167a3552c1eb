"""The arrows of an ordering question: the script does at once what the same buttons do by a round trip."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from assessments.kinds import KINDS
from tests.factories.kinds import RIGHT, VALUES

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "lms/ui/static/ui/js/ordering.js"


@pytest.fixture
def question(browser: Browser) -> Page:
    """The learner's field in a form that notes what autosave would hear."""
    rule, values = KINDS["ordering"], VALUES["ordering"]
    field = rule.field(values, RIGHT["ordering"], RIGHT["ordering"])
    html = render_to_string(rule.template, field | {"name": "answer", "stem": values["stem"], "hint": rule.hint})
    page = browser.new_page()
    page.set_content(f"<form>{html}</form>")
    page.evaluate("heard = []; document.forms[0].addEventListener('change', (e) => heard.push(e.target.value))")
    page.add_script_tag(path=str(SCRIPT))
    yield page
    page.close()


def order_in(page: Page) -> list[str]:
    return page.evaluate("new FormData(document.forms[0]).getAll('answer')")


def press(page: Page, move: str) -> None:
    """By keyboard, as one does who cannot drag."""
    page.locator(f"button[value='{move}']").focus()
    page.keyboard.press("Enter")


def test_an_arrow_moves_its_row_keeps_the_focus_and_tells_the_place(question):
    press(question, "down:hoito")
    assert order_in(question) == ["muokkaus", "hoito", "kuntoutus", "elake"]
    assert question.evaluate("document.activeElement.value") == "down:hoito"
    assert "Keino hoito" in question.locator("[data-order-said]").inner_text()
    assert "2" in question.locator("[data-order-said]").inner_text()
    assert question.evaluate("heard") == ["down:hoito"]


def test_at_the_end_the_other_arrow_takes_the_focus(question):
    press(question, "up:muokkaus")
    assert order_in(question)[0] == "muokkaus"
    assert question.evaluate("document.activeElement.value") == "down:muokkaus"
    assert question.locator("button[value='up:muokkaus']").is_disabled()
    assert question.locator("button[value='up:hoito']").is_enabled()
