"""What a refused request gets: our own page in the reader's language, no foreign address, and no second effect."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lms.jobs.api import run_due
from tests.architecture.test_access_crawl import everything
from tests.architecture.test_access_matrix import world  # noqa: F401 -- the fixture
from tests.architecture.test_bad_input import role_for
from tests.factories.addresses import addresses_of, honest_posts
from tests.factories.pages import make_home
from tests.factories.world import CANARIES, World, read

LANGUAGES = {"": "fi", "/sv": "sv", "/en": "en"}


def assert_ours(response, language: str) -> None:
    """The page has our look, says its language, and has a heading."""
    html = response.content.decode()
    assert "ui/built/polku.css" in html
    assert f'<html lang="{language}"' in html
    assert "<h1" in html


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ei-ole-olemassa/", 404),
        ("/oma/todistukset/0123/", 302),
        ("/todistus/0123456789/", 404),
        ("/valmennus/ei-ole/", 404),
        ("/koulutukset/toteutus/ei-ole/ilmoittaudu/", 404),
        ("/tili/liita/aloita/", 405),
        ("/todistus/?code=x", 404),
    ],
)
def test_a_refusal_is_a_page_of_ours_in_the_languages_of_its_address(client, db, prefix, path, status):
    response = client.get(prefix + path)
    assert response.status_code == status
    if status != 302:
        assert_ours(response, LANGUAGES[prefix])


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_stale_token_gets_a_page_of_ours(db, prefix):
    response = Client(enforce_csrf_checks=True).post(
        f"{prefix}/tili/login/", {"login": "a@example.org", "password": "x"}
    )
    assert response.status_code == 403
    assert_ours(response, LANGUAGES[prefix])


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_body_that_is_too_large_gets_a_page_of_ours(client, db, prefix):
    response = client.generic(
        "POST",
        f"{prefix}/palaute/yhteys/",
        b"message=" + b"x" * 3_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code in (400, 413)
    assert_ours(response, LANGUAGES[prefix])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "testserver@evil.example", "a b", "[::1", ""])
def test_a_foreign_host_gets_a_page_of_ours_without_its_name(client, db, host):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()
    assert_ours(response, "fi")


@pytest.mark.parametrize("prefix", ["/de", "/xx", "/fi", "/sv-FI", "/en-us", "/zh-hans"])
def test_an_unknown_language_is_a_missing_page(client, db, prefix):
    assert client.get(f"{prefix}/todistus/").status_code == 404


COOKIES = [
    "",
    "x",
    "a" * 5000,
    '"abcdefgh\\000ijk"',
    "../../etc/passwd",
    "äöå",
    '"\\"',
    "a" * 32,
    "{}",
    "None",
    "%00" * 20,
]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "polku_theme", settings.LANGUAGE_COOKIE_NAME])
def test_a_broken_cookie_is_no_cookie(db, name):
    make_home()
    for value in COOKIES:
        for path in ("/todistus/", "/tili/login/", "/oma/"):
            response = Client(raise_request_exception=False).get(path, headers={"cookie": f"{name}={value}"})
            assert response.status_code in (200, 302), (value, path)


ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "\t//evil.example",
    " //evil.example",
    " https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "http:///evil.example",
    "https://testserver@evil.example/",
    "https://testserver:80@evil.example/",
    "https://evil.example\\@testserver/",
    "https://evil.example#testserver",
    "https://evil.example?testserver",
    "https://testserver.evil.example/",
    "https://eviltestserver/",
    "//testserver@evil.example",
    "//evil.example:80\\@testserver",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://evil.example/",
    "//%65vil.example",
    "//evil%2eexample",
    "/%09/evil.example",
    "/%5cevil.example",
    "//[::1]",
    "//[evil",
    "http://[::1",
    "//0x7f.1",
    "//127.1",
    "///",
    "//",
    "/\u2028/evil.example",
    "/\u3000/evil.example",
    "\u3000//evil.example",
    "//evil。example",
    "//evil.example/%2f..",
    "/.evil.example",
    "@evil.example",
    "https://",
    "http:",
    ":80",
    "?next=//evil.example",
    "#//evil.example",
    "..//evil.example",
    "/..//evil.example",
    "./\\evil.example",
    "/" + "x" * 5000,
]
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def leads_away(target: str) -> bool:
    """What a browser would make of the header: tabs and line ends go, backslashes are slashes."""
    seen = re.sub(r"[\t\r\n]", "", target).strip().replace("\\", "/")
    return (seen.startswith("//") and bool(seen.strip("/"))) or bool(SCHEME.match(seen))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_redirect_leads_to_another_site(client, trainee, learner, target):
    cache.clear()
    name = {"first_name": "A", "last_name": "B"}
    stranger = Client()
    stranger.force_login(trainee)
    answers = [
        client.post("/teema/", {"theme": "dark", "next": target}),
        client.get("/hallinta/login/", {"next": target}),
        stranger.post("/tili/tervetuloa/", name | {"next": target}),
        stranger.get("/tili/login/", {"next": target}),
        stranger.post("/tili/logout/", {"next": target}),
    ]
    trainee.set_password("pitkä salasana 1")
    trainee.save()
    answers.append(
        client.post("/tili/login/", {"login": trainee.email, "password": "pitkä salasana 1", "next": target})
    )
    assert [a.status_code for a in answers if a.status_code >= 500] == []
    assert [a["Location"] for a in answers if "Location" in a and leads_away(a["Location"])] == []


MAILING = [
    "account_signup",
    "account_signup_by_passkey",
    "account_request_login_code",
    "account_reset_password",
    "feedback",
]


@pytest.mark.parametrize(
    "forged", [{"host": "testserver:666"}, {"x-forwarded-host": "evil.example"}, {"x-forwarded-proto": "ftp"}]
)
@pytest.mark.parametrize("name", MAILING)
def test_no_mail_carries_an_address_that_the_request_brought(client, trainee, settings, name, forged):
    cache.clear()
    settings.PUBLIC_BASE_URL = "https://polku.example"
    address = reverse(name, args=["yhteys"] if name == "feedback" else [])
    for email in (trainee.email, "uusi@example.org"):
        data = {"email": email, "password1": "pitkä salasana 1", "message": "Hei.", "name": ""}
        client.post(address, data, headers=forged)
        client.cookies.clear()
    run_due()
    assert mail.outbox
    for message in mail.outbox:
        whole = message.body + str(getattr(message, "alternatives", ""))
        assert ":666" not in whole
        assert "evil" not in whole
        assert "ftp:" not in whole


#: Repeating these is a new wish: a new code or address is asked for, and ends the one before; a mail is sent again,
#: three times at most.
MADE_ANEW = {
    *("admissions:employer", "coaching:new-code", "graded:project-ask", "meetings:calendar-issue"),
    "trainer:invite-again",
}


def test_the_same_post_five_times_does_what_one_does(world: World):  # noqa: F811
    posts, wrong = honest_posts(world), []
    for name, address in addresses_of(world).items():
        if name.startswith("admin ") or name in MADE_ANEW:
            continue
        once, often = (counts_after(world, name, address, posts.get(name), times) for times in (1, 5))
        if once != often:
            wrong.append((name, dict(often - once), dict(once - often)))
    assert wrong == [], "\n".join(map(str, wrong))


def counts_after(world: World, name: str, address: str, data: dict | None, times: int) -> Counter:  # noqa: F811
    """How many rows each table has after so many presses; sessions come and go."""
    cache.clear()
    with transaction.atomic():
        browser = Client(raise_request_exception=False)
        browser.cookies = world.browsers[role_for(name)].cookies.copy()
        for _ in range(times):
            read(browser.post(address, data or {}))
        rows = {table: len(found) for table, found in everything().items() if table not in ("accounts_session",)}
        transaction.set_rollback(True)
    return Counter(rows)


def test_a_known_and_an_unknown_address_get_the_same_answer(client, world: World):  # noqa: F811
    """Status, body and cookies; only tokens and the typed address itself differ."""
    for name in ("account_login", *MAILING[:-1]):
        known, unknown = (answers_to(name, email) for email in (CANARIES["email"], "tuntematon-henki@example.org"))
        assert known == unknown, name


def answers_to(name: str, email: str) -> list[tuple]:
    """The answer and the page after it, without what differs anyway."""
    cache.clear()
    browser = Client()
    data = {"email": email, "login": email, "password": "väärä salasana 1", "password1": "pitkä salasana 1"}
    response = browser.post(reverse(name), data)
    found = [(response.status_code, response.get("Location"), sorted(response.cookies), text_without(response, email))]
    if response.status_code == 302:
        page = browser.get(response["Location"])
        found.append((page.status_code, text_without(page, email)))
        wrong = browser.post(response["Location"], {"code": "AAAAAA"})
        found.append((wrong.status_code, text_without(wrong, email)))
    return found


def text_without(response, email: str) -> str:
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return re.sub(r'"challenge": ?"[^"]*"', "", html.replace(email, "…").replace(email.replace("@", "%40"), "…"))
