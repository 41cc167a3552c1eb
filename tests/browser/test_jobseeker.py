"""The jobseeker's first minute: two taps, no account, one's own words, and back again by code."""

import re

import pytest

from tests.browser.conftest import PHONE, follow

pytestmark = pytest.mark.browser
CODE = re.compile(r"[a-zåäö]+-[a-zåäö]+-[a-zåäö]+ \d{3}")


def two_taps(page) -> None:
    page.goto("/")
    page.locator(".door a.btn").first.click()
    page.locator("main a.btn").first.click()


def go_on_to_writing(page) -> None:
    """Press on until a screen asks for one's own words."""
    for _ in range(8):
        if page.locator("textarea").count():
            return
        follow(page.locator("main form button.btn, main a.btn").first)
    raise AssertionError("no screen asks for one's own words")


@pytest.mark.smoke
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_taps_first_words_and_back_by_code_on_another_phone(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    two_taps(page)
    assert page.locator("form label.choice").count() > 3
    assert page.context.cookies() == []
    page.locator("label.choice").nth(2).click()
    follow(page.locator("main form button.btn").first)
    go_on_to_writing(page)
    page.fill("textarea", "Haluan lisää virtaa aamuihin.")
    follow(page.locator("main form button.btn").first)
    page.goto("/valmennus/voimavarat/osa/1/valmis/")
    code = CODE.search(page.locator("main").inner_text()).group()

    other = open_browser(viewport=PHONE, java_script_enabled=scripts)
    other.goto("/valmennus/voimavarat/jatka/")
    other.locator("main form input:not([type=hidden])").first.fill(code.upper().replace("-", " "))
    follow(other.locator("main form button.btn").first)
    other.goto("/valmennus/voimavarat/omat/")
    assert "Haluan lisää virtaa aamuihin." in other.locator("main").inner_text()

    stranger = open_browser(viewport=PHONE, java_script_enabled=scripts)
    stranger.goto("/valmennus/voimavarat/omat/")
    assert "virtaa aamuihin" not in stranger.content()


def test_the_first_view_is_light(open_browser):
    page = open_browser(viewport=PHONE)
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())) if response.ok else None)
    for address, budget in [("/valmennus/voimavarat/osa/1/1/", 100_000), ("/", 120_000)]:
        sizes.clear()
        page.goto(address, wait_until="networkidle")
        assert 0 < sum(sizes) <= budget, f"{address}: {sum(sizes)} bytes in {len(sizes)} requests"
        assert len(sizes) <= 8


def test_help_is_one_tap_away_at_the_same_place_on_every_page(open_browser):
    page = open_browser(viewport=PHONE)
    places = set()
    for address in [
        "/",
        "/koulutukset/",
        "/voimavarat/",
        "/valmennus/voimavarat/osa/1/1/",
        "/tili/login/",
        "/todistus/",
    ]:
        page.goto(address)
        box = page.locator("header a[href='/apua/']").bounding_box()
        places.add((round(box["x"]), round(box["y"])))
    assert len(places) == 1
    page.locator("header a[href='/apua/']").click()
    assert "112" in page.locator("main").inner_text()


def test_what_staff_see_holds_nothing_that_was_written(open_browser, sign_in):
    page = open_browser()
    two_taps(page)
    page.locator("label.choice").first.click()
    page.locator("main form button.btn").first.click()
    go_on_to_writing(page)
    page.fill("textarea", "kanarialintu lensi ohi")
    page.locator("main form button.btn").first.click()
    for who in ["ohjaaja", "ryhmavastaava", "yllapito", "kouluttaja"]:
        staff = open_browser(viewport={"width": 1280, "height": 900})
        sign_in(staff, who)
        for address in ["/oma/", "/kouluttaja/", "/ohjaaja/", "/hallinta/", "/hallinta/reports/site-history/"]:
            staff.goto(address)
            assert "kanarialintu" not in staff.content()
