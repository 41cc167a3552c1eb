"""The look in a real browser: reflow, axe, keyboard, scripts. Pages are rendered here and served by interception."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from lms.ui import views
from lms.ui.build import BUILT, STATIC, build

pytestmark = pytest.mark.browser
SITE = "http://polku.test"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
WRITING = """{% extends "ui/base_quiet.html" %}{% load static ui %}
{% block main %}<h1>Kirjoita</h1><form method="post" action="/sent/" data-autosave="/save/">
<input type="hidden" name="csrfmiddlewaretoken" value="t"><label for="a">Asia</label>
<textarea name="text" id="a"></textarea>
{% save_state %}<button>Jatka</button></form>{% endblock %}
{% block scripts %}<script src="{% static 'ui/js/autosave.js' %}" defer></script>{% endblock %}"""


@pytest.fixture(scope="module", autouse=True)
def _built_look():
    """The stylesheet, fonts and icons as they are now."""
    build()


class FakeSite:
    """Answers the browser instead of a server and remembers what was sent."""

    def __init__(self):
        self.pages: dict[str, str] = {}
        self.saved: list[dict[str, list[str]]] = []
        self.sent = 0
        self.broken = False

    def answer(self, route):
        path = urlparse(route.request.url).path
        if path.startswith("/static/ui/"):
            file = STATIC / path.removeprefix("/static/ui/")
            return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        if path == "/save/":
            if not self.broken:
                self.saved.append(parse_qs(route.request.post_data))
            return route.fulfill(status=500 if self.broken else 200, body="{}")
        if path == "/sent/":
            self.sent += 1
            return route.fulfill(status=204)
        return route.fulfill(body=self.pages.get(path, ""), content_type="text/html; charset=utf-8")


@pytest.fixture
def site(rendered, request_of):
    fake = FakeSite()
    fake.pages["/gallery/"] = views.gallery(request_of("/gallery/")).content.decode()
    fake.pages["/write/"] = rendered(WRITING)
    fake.pages["/404/"] = rendered("404.html")
    fake.pages["/500/"] = rendered("500.html")
    return fake


@pytest.fixture
def open_page(browser, site):
    """Open an address of the fake site at a width and in a colour scheme."""
    contexts = []

    def open_at(path, width=360, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="fi", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.route("**/*", site.answer)
        page.goto(SITE + path)
        return page

    yield open_at
    for context in contexts:
        context.close()


def state(page, name):
    page.wait_for_function("name => document.querySelector('[data-save-state]').dataset.state === name", arg=name)
    return page.locator("[data-save-state]").inner_text()


@pytest.mark.parametrize("path", ["/gallery/", "/write/", "/404/", "/500/"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_page_never_scrolls_sideways(open_page, path, width):
    assert open_page(path, width).evaluate("document.documentElement.scrollWidth") <= width


def test_wider_letter_spacing_does_not_break_the_page(open_page):
    page = open_page("/gallery/", 360)
    spacing = "*{letter-spacing:.12em!important;word-spacing:.16em!important;line-height:1.5!important}"
    page.add_style_tag(content=spacing)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["/gallery/", "/write/", "/404/", "/500/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, path, scheme):
    report = Axe().run(open_page(path, color_scheme=scheme), options={"runOnly": RULES})
    assert [(found["id"], found["nodes"][0]["html"]) for found in report.response["violations"]] == []


def test_controls_are_large_enough_to_press(open_page):
    page = open_page("/gallery/")
    small = "e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.height < 44 ? e.outerHTML : null }"
    script = f"[...document.querySelectorAll('.btn, .choice, .site-nav a, .field input[type=text]')].map({small})"
    assert [found for found in page.evaluate(script) if found] == []


def test_the_menu_opens_by_keyboard_and_gives_the_focus_back(open_page):
    page = open_page("/404/")
    button = page.locator(".menu-btn")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#site-nav").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#site-nav").is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('menu-btn')")


def test_everything_in_the_header_is_there_without_scripts(open_page):
    page = open_page("/404/", 1280, java_script_enabled=False)
    assert page.locator("#site-nav").is_visible()
    assert page.locator(".help-now").is_visible()


def test_help_stays_in_the_same_place_in_both_headers(open_page):
    for width in (360, 1280):
        full = open_page("/404/", width).locator(".help-now").bounding_box()
        quiet = open_page("/write/", width).locator(".help-now").bounding_box()
        assert full == quiet


def test_the_summary_of_errors_takes_the_focus(open_page):
    assert open_page("/gallery/").evaluate("document.activeElement.id") == "errors"


def test_what_is_written_is_saved_and_said_so_only_then(open_page, site):
    page = open_page("/write/")
    page.locator("textarea").press_sequentially("Kävin kirjastossa")
    assert site.saved == []
    assert re.search(r"\d{1,2}\.\d\d$", state(page, "saved"))
    assert (site.saved[-1]["text"], site.saved[-1]["seq"]) == (["Kävin kirjastossa"], ["1"])


def test_a_failed_save_says_so_and_is_tried_again_when_the_network_returns(open_page, site):
    page = open_page("/write/")
    site.broken = True
    page.locator("textarea").press_sequentially("a")
    state(page, "failed")
    site.broken = False
    page.evaluate("dispatchEvent(new Event('online'))")
    state(page, "saved")
    assert site.saved[-1]["text"] == ["a"]


def test_a_newer_text_carries_a_higher_number(open_page, site):
    page = open_page("/write/")
    page.locator("textarea").press_sequentially("a")
    state(page, "saved")
    with page.expect_response("**/save/"):
        page.locator("textarea").press_sequentially("b")
    assert [(save["text"], save["seq"]) for save in site.saved] == [(["a"], ["1"]), (["ab"], ["2"])]


def test_hiding_the_page_sends_the_text_at_once(open_page, site):
    page = open_page("/write/")
    page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })")
    page.locator("textarea").press_sequentially("kesken")
    with page.expect_response("**/save/", timeout=900):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert site.saved[-1]["text"] == ["kesken"]


def test_a_second_press_sends_nothing(open_page, site):
    page = open_page("/write/")
    page.get_by_role("button", name="Jatka").click(click_count=2)
    page.wait_for_selector("button[aria-disabled=true]")
    assert site.sent == 1


def test_on_paper_there_are_no_buttons(open_page):
    page = open_page("/gallery/", 794)
    page.emulate_media(media="print")
    assert page.locator(".btn:visible").count() == 0
    assert page.locator("header nav:visible").count() == 0


def test_the_built_files_are_where_the_templates_look():
    assert {"polku.css", "icons.svg", "source-sans-3-latin.woff2"} <= {file.name for file in BUILT.iterdir()}
