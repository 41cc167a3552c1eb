"""The author's journey: a lesson with a picture that says nothing is refused, mended, published, and read by a trainee.

The lesson is taken off at the end, so that the training is for other tests what it was.
"""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, begin_editing, expect_autosave, follow

pytestmark = [pytest.mark.browser, pytest.mark.smoke]
TITLE = "Työkyky muuttuu elämän mukana"
MODULE = "Työkyky tutuksi › Työkyky ja työkykykoordinaattorin rooli"
WORDS = "Talo, jonka neljä kerrosta ovat työkyvyn osia."


def begin_lesson(page: Page) -> None:
    """From the admin's front page to an empty lesson of the module."""
    page.goto("/hallinta/")
    page.get_by_role("link", name="Kirjoita luku").click()
    page.get_by_label(MODULE).check()
    page.locator("main footer button[type=submit]").click()
    page.wait_for_url("**/add/content/lessonpage/**")
    begin_editing(page)
    page.fill("#id_title", TITLE)


def add_block(page: Page, name: str) -> None:
    """Press the last + of the body and choose the block called ``name``."""
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write_paragraph(page: Page, text: str) -> None:
    add_block(page, "Kappale")
    page.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    page.keyboard.type(text)


def choose_picture(page: Page) -> None:
    """A picture of one's own, brought in the window in which one chooses."""
    file = BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(file, "PNG")
    add_block(page, "Kuva")
    page.locator("[data-contentpath=body]").get_by_role("button", name="Valitse kuva").click()
    page.locator(".modal-body [role=tab]").last.click()
    upload = page.locator(".modal-body [data-chooser-modal-creation-form]")
    upload.locator("input[type=file]").set_input_files(
        {"name": "talo.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    upload.locator("[name$=title]").fill("Talo")
    upload.locator("[type=submit]").click()
    expect(page.locator(".modal-body")).to_have_count(0)


def publish(page: Page) -> None:
    """Press the button that shows, once the draft has saved itself."""
    expect_autosave(page, "saved")
    follow(page.get_by_role("button", name="Julkaise").first)


def study(page: Page) -> None:
    """Enrol if need be, and open the course home."""
    page.goto("/koulutukset/tyokyky-tutuksi/")
    page.locator("main a[href*=ilmoittaudu], main a[href*='/oma/opinnot/']").first.click()
    if page.locator("main form[method=post] button.btn").count() and "ilmoittaudu" in page.url:
        follow(page.locator("main form[method=post] button.btn").first)
    page.goto("/oma/opinnot/tyokyky-tutuksi/")


def test_an_author_is_told_of_the_missing_words_mends_them_and_a_trainee_reads(open_browser, sign_in):
    author = open_browser(viewport=DESKTOP)
    sign_in(author, "tekija")
    begin_lesson(author)
    write_paragraph(author, "Työkyky ei ole pysyvä ominaisuus.")
    choose_picture(author)
    publish(author)
    expect(author.get_by_text("Kirjoita kuvan tekstivastine")).to_be_visible()
    author.locator("[name$=alt_text]").fill(WORDS)
    publish(author)
    expect(author.locator(".messages .success")).to_contain_text(TITLE)

    trainee = open_browser()
    sign_in(trainee, "opiskelija")
    study(trainee)
    trainee.get_by_role("link", name=TITLE).first.click()
    expect(trainee.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(trainee.get_by_alt_text(WORDS)).to_be_visible()

    take_off(author)
    study(trainee)
    expect(trainee.get_by_role("link", name=TITLE)).to_have_count(0)


def take_off(page: Page) -> None:
    """Unpublish the lesson from the list of lessons."""
    page.goto("/hallinta/luvut/")
    follow(page.get_by_role("link", name=TITLE, exact=True).first)
    page.goto(page.url.replace("/edit/", "/unpublish/"))
    follow(page.locator("main form [type=submit]").first)
