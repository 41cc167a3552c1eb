"""Rules that hold for every address at once: the admin, other methods, reading, cookies, headers, files."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from content import page_cache
from tests.architecture.test_access_matrix import answer_of, word_for, world  # noqa: F401 -- the fixture
from tests.factories.addresses import ADMIN, addresses_of, named_urls
from tests.factories.world import World, read

#: What a converter or a group in a route accepts; a thing with this number exists.
DUMMIES = (
    (re.compile(r"<(?:int:)?(?:pk|page_id|\w+_id|\w+_pk|entry|id)>"), "1"),
    (re.compile(r"<int:\w+>"), "1"),
    (re.compile(r"<uuid:\w+>"), "6d8a1c1e-1111-4222-8333-444455556666"),
    (re.compile(r"<(?:\w+:)?\w+>"), "content"),
)


def filled(route: str) -> str | None:
    """An address of the route with something in every gap; None for a route written as an expression."""
    for gap, something in DUMMIES:
        route = gap.sub(something, route)
    return None if re.search(r"[\^$()\\]", route) else f"/{route}"


def test_no_part_of_the_admin_answers_anybody_who_does_not_write(world: World):  # noqa: F811
    addresses = sorted({filled(route) for _name, route in named_urls() if route.startswith(ADMIN)} - {None})
    assert len(addresses) > 200
    opened = [
        (address, role, method, word)
        for address in addresses
        for role in ("anonymous", "owner", "trainer", "cohort_administrator")
        for method in ("get", "post")
        if (word := answer_of(world.browsers[role], method, address)) not in ("login", "403", "404")
    ]
    assert opened == []


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_address_takes_another_method(world: World, method: str):  # noqa: F811
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies = world.browsers["owner"].cookies
    words = {name: answer_of(browser, method, address) for name, address in addresses_of(world).items()}
    assert {name: word for name, word in words.items() if word not in ("403", "404", "405", "login")} == {}


#: What reading may write: when somebody was last here, a page's first rendering, a session's life, and that an
#: announcement or a message has been read.
MAY_GROW = {
    *("accounts.Session", "certificates.AwardFile", "content.PictureRendition"),
    *("discussions.SeenAnnouncements", "discussions.Conversation"),
}


#: What the admin writes down of its own when an editor is opened.
WAGTAILS_OWN = {"wagtailadmin_editingsession", "wagtailcore_pagesubscription", "wagtailusers_userprofile"}


def everything() -> dict[str, list]:
    """Every row of every table, but those that reading may write."""
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in MAY_GROW and model._meta.managed
    }
    with connection.cursor() as cursor:
        return {table: rows_in(cursor, table) for table in tables}


def rows_in(cursor, table: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return sorted(map(repr, cursor.fetchall()))


#: Signing out ends a session; who took a table of results along is written down.
ON_RECORD = {
    *("account_logout", "reports:measures-file", "days:overview-export", "followups:export"),
    *(f"trainer:{name}-export" for name in ("results", "board", "applicants", "invitations", "sign-ups")),
    *("trainer:awards-export", "trainer:queue-export"),
}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's own thumbnails
@pytest.mark.parametrize(
    "role", ["anonymous", "pseudonymous", "owner", "trainer", "cohort_administrator", "site_administrator"]
)
def test_reading_changes_nothing(world: World, role: str):  # noqa: F811
    addresses = {name: address for name, address in addresses_of(world).items() if name not in ON_RECORD}
    before = everything()
    for address in addresses.values():
        cache.clear()
        response = world.browsers[role].get(address)
        read(response)
    after = everything()
    changed = {table: (before[table], rows) for table, rows in after.items() if rows != before[table]}
    assert {table: rows for table, rows in changed.items() if table not in WAGTAILS_OWN} == {}


def test_anonymous_reading_sets_no_cookie(world: World):  # noqa: F811
    words = {}
    for name, address in addresses_of(world).items():
        page_cache.forget_pages()
        cache.clear()
        browser = Client()
        response = browser.get(address)
        read(response)
        if response.cookies:
            words[name] = (word_for(response), sorted(response.cookies))
    assert words == {name: ("ok", ["csrftoken"]) for name in FORMS_WITH_A_TOKEN}


#: Forms of the account pages: a sign-in is not reading, and its form carries the ordinary token.
FORMS_WITH_A_TOKEN = (
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_signup",
    "account_signup_by_passkey",
    # What a mailed link opens acts on a press only.
    "asked:answer",
    "courses:invitation",
    "employer:approval",
    "endorsing:plan",
    # Signing up for a day, and giving the place up.
    "events:event",
    "events:own",
)

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"
#: Of a file that somebody handed in: nothing in it runs or loads anything.
FILE_POLICY = "default-src 'none'"


def test_every_answer_carries_the_headers(world: World):  # noqa: F811
    wrong = []
    for role in ("anonymous", "owner", "trainer"):
        for name, address in addresses_of(world).items():
            response = world.browsers[role].get(address)
            read(response)
            policy = response.headers.get("Content-Security-Policy", "")
            strict = policy.startswith((POLICY, FILE_POLICY)) and "unsafe" not in policy
            if not (
                (strict or address.startswith(f"/{ADMIN}"))
                and response.headers.get("X-Content-Type-Options") == "nosniff"
                and response.headers.get("Referrer-Policy") == "same-origin"
                and "camera=()" in response.headers.get("Permissions-Policy", "")
            ):
                wrong.append((role, name, dict(response.headers)))
    assert wrong == []


def test_pages_of_a_signed_in_person_are_kept_nowhere(world: World):  # noqa: F811
    kept = {}
    for name, address in addresses_of(world).items():
        response = world.browsers["owner"].get(address)
        read(response)
        keeping = response.headers.get("Cache-Control", "")
        if "no-store" not in keeping:
            kept[name] = keeping
    # Authors' pictures and recordings are no one's own; a player asks for the same recording again and again.
    # What a browser keeps for a time without a network knows of nobody.
    offline = ["offline:help-worker", "offline:manifest", "offline:worker"]
    assert sorted(kept) == [*offline, "picture", "recording[captions]", "recording[video]", "rendition"]
    assert all("private" in kept[name] for name in kept if name.startswith("recording"))


STORED = [
    "/media/{name}",
    "/static/../{var}/{name}",
    "/static/%2e%2e/{var}/{name}",
    "/media/images/../{name}",
    "/media/images/..%2f{name}",
    "/media/images/%2e%2e/{name}",
    "/media//{name}",
    "/private/{name}",
    "/var/private/{name}",
    "/kuva/../media/{name}",
]


@pytest.mark.parametrize("role", ["anonymous", "owner", "site_administrator"])
def test_stored_files_have_no_address_of_their_own(world: World, role: str):  # noqa: F811
    names = [getattr(file.file, "name", "") for file in world.files.values()] + [world.files["recording"].captions.name]
    names += ["polku.sqlite3", "vault.key", "secret.key"]
    assert all(names)
    var = settings.VAR_DIR.name
    for shape in STORED:
        for name in names:
            word = answer_of(world.browsers[role], "get", shape.format(name=name, var=var))
            assert word in ("404", "400", "login"), (shape, name, word)


ODD_NAMES = ["..", ".", "%00", "a%00b", "x" * 300, "..%5c..%5cx", "%ff", "a/../b", "*", "kuva.php", "CON"]


@pytest.mark.parametrize("shape", ["/media/images/{}", "/materiaali/1/{}", "/tallenne/1/{}"])
def test_odd_names_of_pictures_and_files_are_missing_things(client, db, shape: str):
    for name in ODD_NAMES:
        assert client.get(shape.format(name)).status_code in (400, 404), name
