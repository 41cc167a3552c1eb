"""Ctrl + Enter in a form of marking presses its first button; without the script nothing promises it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "lms/ui/static/ui/js/shortcut.js"
FORM = """<form><textarea name="comment"></textarea>
<button name="decision" value="accept" data-shortcut="shortcut">Accept</button>
<button name="save" value="1">Draft</button><p id="shortcut" hidden>Ctrl + Enter</p></form>"""
NOTE = """sent = []
document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); sent.push(event.submitter.value) })"""


@pytest.fixture
def form(browser: Browser) -> Page:
    """A form that notes by which button it was sent."""
    page = browser.new_page()
    page.set_content(FORM)
    page.evaluate(NOTE)
    yield page
    page.close()


def test_ctrl_enter_sends_by_the_first_button_and_is_documented(form):
    assert form.locator("#shortcut").is_hidden()
    form.add_script_tag(path=str(SCRIPT))
    assert form.locator("#shortcut").is_visible()
    form.locator("textarea").press("Control+Enter")
    assert form.evaluate("sent") == ["accept"]


def test_enter_alone_goes_on_writing(form):
    form.add_script_tag(path=str(SCRIPT))
    form.locator("textarea").press("Enter")
    assert form.evaluate("sent") == []
    assert form.locator("textarea").input_value() == "\n"
