"""The clock of a timed test in a browser: what it shows and what it says aloud, without a site around it."""

import datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Browser, Page

from assessments.graded.models import Attempt

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "lms/ui/static/ui/js/clock.js"


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def opened(page: Page, *, minutes: float, device_ahead: datetime.timedelta = datetime.timedelta()) -> None:
    """A page of an attempt with ``minutes`` left, on a device whose clock is ahead of ours."""
    now = timezone.now()
    attempt = Attempt(number=1, deadline=now + datetime.timedelta(minutes=minutes))
    page.clock.install(time=now + device_ahead)
    page.set_content(
        f"<input autofocus>{render_to_string('graded/_clock.html', {'attempt': attempt, 'send_by': 'Lähetä klo 12.'})}"
    )
    page.locator("input").focus()
    page.add_script_tag(path=SCRIPT)


def said(page: Page) -> str:
    return page.locator("[data-clock-spoken]").inner_text()


def left(page: Page) -> str:
    return page.locator("[data-clock-left]").inner_text()


def test_time_left_is_said_at_ten_five_and_one_minute_and_the_focus_stays(page):
    opened(page, minutes=12)
    assert "12" in left(page)
    heard = []
    for minutes in ("02:05", "05:00", "04:00", "01:00"):
        page.clock.run_for(minutes)
        heard.append(said(page))
    warning = page.locator("[data-clock]").get_attribute("data-warning")
    over = page.locator("[data-clock]").get_attribute("data-over")
    assert heard == [*(warning.replace("{n}", str(minutes)) for minutes in (10, 5, 1)), over]
    assert left(page) == over
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


@pytest.mark.parametrize("hours", [-3, 3])
def test_the_servers_clock_counts_and_the_difference_is_told(page, hours):
    opened(page, minutes=12, device_ahead=datetime.timedelta(hours=hours))
    assert "12" in left(page)
    assert page.locator("[data-clock-differs]").is_visible()


def test_a_clock_that_is_right_is_not_blamed(page):
    opened(page, minutes=12, device_ahead=datetime.timedelta(seconds=20))
    assert not page.locator("[data-clock-differs]").is_visible()


def test_the_clock_follows_a_deadline_that_autosave_brings(page):
    opened(page, minutes=2)
    page.clock.run_for("01:30")
    moved = (timezone.now() + datetime.timedelta(minutes=30)).isoformat()
    detail = {"deadline": moved, "by": "Lähetä vastauksesi viimeistään klo 15.00."}
    page.evaluate("detail => dispatchEvent(new CustomEvent('polku:saved', { detail }))", detail)
    assert "29" in left(page) or "28" in left(page)
    assert said(page) == detail["by"]
    assert page.locator("[data-clock-by]").inner_text() == detail["by"]
