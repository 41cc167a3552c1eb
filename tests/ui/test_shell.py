"""Header, footer, language switch, theme: the same on every page, and free of queries for a reader."""

import re

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from lms.ui import site, tokens
from lms.ui.addresses import NoNullsMiddleware
from lms.ui.context import Shell
from lms.ui.mail import render_letter
from lms.ui.theme import choose_theme

PAGES = ["ui/base.html", "ui/base_quiet.html"]
ERRORS = ["400", "403", "403_csrf", "404", "413", "422", "429", "500", "503"]
ALONE = ["400", "500", "503"]


@pytest.fixture(autouse=True)
def _the_sites_language():
    """The frame's addresses depend on the language; here it is the site's own."""
    with override("fi"):
        yield


@pytest.fixture
def organiser():
    before = site._organiser
    site.set_organiser_provider(
        lambda language: site.Organiser(name=f"Säätiö {language}", email="a@esimerkki.fi", funder_text="EU")
    )
    yield
    site.set_organiser_provider(before)


@pytest.mark.parametrize("page", PAGES)
def test_help_stands_last_in_the_header(rendered, page):
    header = re.search(r"<header.*?</header>", rendered(page), re.DOTALL)[0]
    assert re.findall(r'class="(help-now|brand|site-nav|btn btn-plain)"', header)[-1] == "help-now"
    assert re.findall(r'<a class="help-now" href="([^"]+)"', header) == ["/apua/"]


@pytest.mark.parametrize("page", PAGES)
def test_the_skip_link_comes_first_and_leads_to_the_content(rendered, page):
    html = rendered(page)
    assert re.search(r"<a [^>]*>", html)[0] == '<a class="skip" href="#main">'
    assert '<main id="main" tabindex="-1">' in html


@pytest.mark.parametrize("page", PAGES)
def test_the_footer_leads_to_what_the_law_wants(rendered, page):
    footer = rendered(page).split("<footer")[1]
    for address in ("/saavutettavuus/", "/tietosuoja/", "/yhteys/", "/todistus/"):
        assert f'href="{address}"' in footer


def test_what_is_not_built_stays_out_of_the_header(rendered):
    header = rendered("ui/base.html").split("</header>")[0]
    assert "/haku/" not in header


def test_the_quiet_header_says_where_stopping_leads(rendered):
    header = rendered("ui/base_quiet.html", {"stop_url": "/oma/x/"}).split("</header>")[0]
    assert 'href="/oma/x/"' in header
    assert "<nav" not in header


def test_the_current_part_of_the_site_is_marked(rendered):
    header = rendered("ui/base.html", path="/koulutukset/tyokyky/").split("</header>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="(page|true)"', header)[0] == ("/koulutukset/", "true")


def test_addresses_follow_the_language(rendered):
    with override("sv"):
        html = rendered("ui/base.html")
    assert '<html lang="sv"' in html
    assert '<a class="help-now" href="/sv/apua/">' in html


def test_a_page_that_knows_its_translations_names_what_is_missing(rendered):
    html = rendered("{% load ui %}{% page_header %}", {"translations": {"fi": "/a/", "sv": "/sv/b/"}})
    assert re.findall(r'<a href="([^"]+)" lang="(\w+)"', html) == [("/a/", "fi"), ("/sv/b/", "sv"), ("/en/", "en")]
    switch = html.split('class="languages"')[1].split("</details>")[0]
    assert switch.count("<a ") - switch.count('class="vh" lang=') == 2


def test_the_organiser_is_pushed_in_from_above(rendered, organiser):
    footer = rendered("ui/base.html").split("<footer")[1]
    assert "Säätiö fi" in footer
    assert "EU" in footer


def test_addresses_can_be_corrected_from_above(rendered):
    before = site._addresses
    site.set_address_provider(lambda language: {"help": "/apua-nyt/"})
    try:
        assert 'class="help-now" href="/apua-nyt/"' in rendered("ui/base.html")
    finally:
        site.set_address_provider(before)


def test_the_demo_says_that_it_is_one(rendered, settings):
    settings.DEMO = False
    assert "demo-banner" not in rendered("ui/base.html")
    settings.DEMO = True
    assert "demo-banner" in rendered("ui/base.html")


@pytest.mark.parametrize(("cookie", "shown"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')])
def test_the_chosen_theme_is_rendered_by_the_server(request_of, cookie, shown):
    request = request_of()
    request.COOKIES["polku_theme"] = cookie
    assert shown in render(request)


def test_an_invented_theme_is_ignored(request_of):
    request = request_of()
    request.COOKIES["polku_theme"] = '"><script>'
    assert "data-theme" not in render(request)


def render(request):
    return render_to_string("ui/base.html", {}, request=request)


def test_choosing_a_theme_sets_one_cookie_and_returns():
    response = choose_theme(RequestFactory().post("/", {"theme": "dark", "next": "/oma/"}))
    assert (response.status_code, response["Location"]) == (302, "/oma/")
    assert response.cookies["polku_theme"].value == "dark"


def test_choosing_the_device_theme_forgets_the_cookie():
    response = choose_theme(RequestFactory().post("/", {"theme": "", "next": "/"}))
    assert response.cookies["polku_theme"]["max-age"] == 0


def test_choosing_a_theme_never_leads_to_another_site():
    response = choose_theme(RequestFactory().post("/", {"theme": "dark", "next": "https://evil.example/"}))
    assert response["Location"] == "/"


@pytest.mark.parametrize("code", ERRORS)
def test_each_error_page_has_its_heading_and_help(rendered, code):
    html = rendered(f"{code}.html")
    assert html.count("<h1") == 1
    assert 'class="help-now"' in html
    assert 'class="site-foot"' in html


@pytest.mark.parametrize("code", ALONE)
def test_the_pages_of_last_resort_need_no_request(code):
    html = render_to_string(f"{code}.html")
    assert "ui/built/polku.css" in html
    assert "<h1>" in html


def test_a_letter_has_both_parts_with_the_same_link(organiser):
    letter = render_letter("ui/mail/base", {"url": "https://a.example/x?a=1&b=2", "url_label": "Avaa"}, language="fi")
    assert "https://a.example/x?a=1&b=2" in letter.text
    assert 'href="https://a.example/x?a=1&amp;b=2"' in letter.html
    assert "Säätiö fi" in letter.text
    assert tokens.light()["primary"] in letter.html


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_the_frame_of_a_page_asks_the_database_nothing_for_a_reader(rendered, django_assert_num_queries, page):
    with django_assert_num_queries(0):
        rendered(page)


def test_the_language_switch_leads_to_the_same_page_with_its_question():
    for _twice in range(2):
        shell = Shell(RequestFactory().get("/todistus/?koodi=%C3%A4%20b&x=1"))
        with override("fi"):
            links = {link.code: link.url for link in shell.languages()}
        assert links["fi"] == "/todistus/?koodi=%C3%A4%20b&x=1"
        assert links["sv"] == "/sv/todistus/?koodi=%C3%A4%20b&x=1"


def test_the_language_switch_goes_back_to_the_ordinary_language():
    with override("sv"):
        links = {link.code: link.url for link in Shell(RequestFactory().get("/sv/todistus/")).languages()}
    assert links == {"fi": "/todistus/", "sv": "/sv/todistus/", "en": "/en/todistus/"}


@pytest.mark.parametrize("query", ["nimi=a%00b", "%00=1", "nimi=%2500"])
def test_an_address_with_a_null_character_is_read_without_it(query):
    seen = []
    request = RequestFactory().get(f"/?{query}")
    NoNullsMiddleware(lambda one: seen.append(dict(one.GET)))(request)
    assert "\x00" not in str(seen[0])


@pytest.mark.parametrize("failure, status", [(OperationalError, 503), (InterfaceError, 503), (ProgrammingError, 500)])
def test_a_database_that_is_away_is_told_from_a_fault_of_ours(client, monkeypatch, failure, status):
    def fail(_self):
        raise failure("server closed the connection")

    client.raise_request_exception = False
    client.cookies["sessionid"] = "x" * 32
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", fail)
    answer = client.get("/oma/")
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)
    assert b"</html>" in answer.content
