"""The trainee's journey, as its user does it: catalogue to verified certificate."""

import re
from itertools import count

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, ROOT, follow

pytestmark = pytest.mark.browser
_numbers = count(1)
PASSWORD = "metsän reunassa 2026"


def newest_mail(page, address: str, mails: int = 1) -> str:
    """The text of the newest mail to ``address`` in the demo mailbox, once it has had so many of them."""
    for _ in range(40):
        page.goto("/demo/posti/")
        rows = page.locator("main li", has_text=address)
        if rows.count() >= mails:
            rows.first.get_by_role("link").first.click()
            return page.locator("main").inner_text()
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail to {address}")


def sign_up(page, name: str) -> str:
    """Make an account by e-mail and the mailed code; returns the address."""
    address = f"{name}-{next(_numbers)}@example.org"
    page.goto("/tili/signup/")
    page.fill("input[name=password1]", PASSWORD)
    confirm_address(page, address)
    return address


def confirm_address(page, address: str) -> None:
    """Give the address on a page that makes an account, and the code that is mailed there."""
    page.fill("input[name=email]", address)
    follow(page.locator("main form button.btn").first)
    code_page = page.url
    code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b|\b\d{6}\b", newest_mail(page, address)).group()
    page.goto(code_page)
    page.fill("input[name=code]", code)
    follow(page.locator("main form button.btn").first)


def enrol(page, first: str = "Outi", last: str = "Šimák-Näätänen") -> None:
    """From the front page to the course home, by links only."""
    page.goto("/")
    page.locator(".door a.btn-quiet, .door .btn-quiet").first.click()
    page.get_by_role("link", name="Työkyky tutuksi").first.click()
    page.locator("main a[href*=ilmoittaudu]").first.click()
    if page.locator("input[name=first_name]").count():
        page.fill("input[name=first_name]", first)
        page.fill("input[name=last_name]", last)
    page.locator("main form[method=post] button.btn").first.click()
    page.wait_for_url("**/oma/opinnot/tyokyky-tutuksi/**")


def study_lessons(page) -> int:
    """Continue from my page and mark every lesson done; ends on the quiz's first page."""
    page.goto("/oma/")
    page.locator("main .actions a.btn").first.click()
    if not page.locator("form[action$='/tehty/']").count():
        page.locator("main a.btn").first.click()
    for read in range(12):
        if not page.locator("form[action$='/tehty/']").count():
            return read
        follow(page.locator("form[action$='/tehty/'] button"))
    raise AssertionError("the lessons do not end")


def answer_all(page) -> None:
    """Answer as the shipped quiz wants it, by what the options say."""
    right = page_answers()
    for _ in range(len(shipped_questions())):
        for text in right:
            option = page.locator("label.choice", has_text=text)
            if option.count():
                option.first.click()
        if page.locator("main input[type=text]").count():
            page.locator("main input[type=text]").fill(right_text())
        follow(page.locator("main form button.btn").first)
    assert "/tarkista/" in page.url


def shipped_questions() -> list[dict]:
    """The questions as their file has them."""
    return yaml.safe_load(
        (ROOT / "content/starter/modules/tyokyky-ja-rooli/testaa-osaamisesi.yaml").read_text("utf-8")
    )["questions"]


def page_answers() -> list[str]:
    """The texts of the right options."""
    options = [o["text"] for q in shipped_questions() for o in q.get("options", []) if o.get("correct")]
    truths = [q.get("answer") for q in shipped_questions() if q["kind"] == "true_false"]
    return options + ["Pitää paikkansa" if truth else "Ei pidä paikkaansa" for truth in truths]


def right_text() -> str:
    question = next(q for q in shipped_questions() if q["kind"] == "short_text")
    return question["patterns"][0].replace("*", "")


@pytest.mark.smoke
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_catalogue_to_a_certificate_that_a_stranger_verifies(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    sign_up(page, "outi")
    enrol(page)
    assert study_lessons(page) == 5
    page.locator("main form button.btn").first.click()
    answer_all(page)
    follow(page.locator("main form button.btn").first)
    assert "/tulos/" in page.url
    page.goto("/oma/opinnot/tyokyky-tutuksi/")
    page.locator("main a[href*='/oma/todistukset/']").first.click()
    assert "Outi Šimák-Näätänen" in page.locator("main").inner_text()
    link = page.locator("main a[href*='/todistus/']").first.get_attribute("href")
    pdf = page.request.get(page.locator("main a[href$='.pdf']").first.get_attribute("href"))
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")

    stranger = open_browser(viewport=DESKTOP, java_script_enabled=scripts)
    stranger.goto(link)
    told = stranger.locator("main").inner_text()
    assert "Outi Šimák-Näätänen" in told
    assert "Työkyky tutuksi" in told
    stranger_pdf = stranger.request.get(page.url.rstrip("/") + ".pdf")
    assert stranger_pdf.headers["content-type"] != "application/pdf"


def test_an_answer_survives_a_closed_tab_and_an_expired_session(open_browser):
    page = open_browser()
    address = sign_up(page, "muistava")
    enrol(page, "Mari", "Muistava")
    page.goto("/oma/opinnot/tyokyky-tutuksi/testi/testaa-osaamisesi/")
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/1/**")
    question = page.url
    page.locator("label.choice").nth(1).click()
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"klo \d+\.\d\d"))
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(question)
    assert page.locator("label.choice input").nth(1).is_checked()

    context.clear_cookies(name="sessionid")
    page.locator("label.choice").nth(0).click()
    follow(page.locator("main form button.btn").first)
    page.locator("main a[href*='/tili/login/']").first.click()
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
    page.goto(question)
    assert page.locator("label.choice input").nth(0).is_checked()
