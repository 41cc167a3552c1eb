"""Whatever is sent, the answer is a page or a refusal, never an error of ours (issue 2, "Bad input")."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_from_bytes

from django.test import Client
from django.urls import resolve

from tests.architecture.test_access_matrix import answer_of, world  # noqa: F401 -- the fixture
from tests.factories.addresses import ADMIN, addresses_of, honest_posts, named_urls
from tests.factories.world import World

FORM = "application/x-www-form-urlencoded"
#: As bytes, because some of them no text can hold.
VALUES = {
    "empty": b"",
    "null": b"a\x00b",
    "long": b"x" * 1_000_000,
    "negative": b"-1",
    "zero": b"0",
    "huge number": b"9" * 30,
    "endless number": b"9" * 5000,
    "float": b"1e309",
    "not a number": b"NaN",
    "path": b"../../../etc/passwd",
    "markup": b"<script>alert(1)</script>{{ 7*7 }}",
    "surrogate": b"\xed\xa0\x80",
    "no utf-8": b"\xff\xfe\x80",
    "superscript": "²".encode(),
    "arabic digits": "٣٤".encode(),
    "right to left": "\u202eabc\u0000".encode(),
    "object": b'{"a": [1, null]}',
    "header": b"/\r\nSet-Cookie: a=b",
    "line ends": b"\n\r\n\t",
}
#: Everything that any view of ours reads from an address or a form.
FIELDS = (
    "act answer attempt back base capacity code confirm course device device email ends first_name go is_open known "
    "kevyt language last_name leave login message name new next nimi nickname own_device page_url pass password "
    "password1 phone_number reason seq sivu starts tallessa taso theme toteutus trainer writer earlier-x id credential "
    "add comment decision file files level-1 note own_work passages release remove save shown tehtava text tila "
    "unidentifiable until account people checked"
)
NAMES = FIELDS.split()


#: Pages that send somebody who is signed in away.
SIGNED_OUT = frozenset(
    {
        "account_login",
        "account_signup",
        "account_signup_by_passkey",
        "account_request_login_code",
        "account_reset_password",
    }
)


def role_for(name: str) -> str:
    """Who gets furthest at the address."""
    if name.startswith("trainer:"):
        return "cohort_administrator"
    if name.startswith("marking:"):
        return "trainer"
    if name.startswith("coaching:"):
        return "pseudonymous"
    if name in SIGNED_OUT:
        return "anonymous"
    return "owner"


def ours(world: World) -> dict[str, str]:  # noqa: F811
    return {name: address for name, address in addresses_of(world).items() if not name.startswith("admin ")}


def body_of(names: Iterable[str], value: bytes) -> str:
    return "&".join(f"{quote(name)}={quote_from_bytes(value)}" for name in names)


def test_a_form_with_nonsense_in_every_field_is_refused_or_ignored(world: World):  # noqa: F811
    bodies = {kind: body_of(NAMES, value[:40_000]) for kind, value in VALUES.items()}
    wrong = [
        (name, kind, word)
        for kind, body in bodies.items()
        for name, address in ours(world).items()
        if (word := word_of_raw(world, name, "post", address, body)).startswith("5")
    ]
    assert wrong == []


def test_an_address_with_nonsense_in_every_parameter_is_answered(world: World):  # noqa: F811
    queries = {kind: body_of(NAMES, value[:1000]) for kind, value in VALUES.items()}
    wrong = [
        (name, kind, word)
        for kind, query in queries.items()
        for name, address in ours(world).items()
        if (word := word_of_raw(world, name, "get", f"{address}?{query}")).startswith("5")
    ]
    assert wrong == []


def test_one_bad_field_among_good_ones_is_refused_or_ignored(world: World):  # noqa: F811
    addresses, wrong = addresses_of(world), []
    for name, data in honest_posts(world).items():
        for field in data:
            for kind, value in VALUES.items():
                good = "&".join(f"{quote(key)}={quote(str(given))}" for key, given in data.items() if key != field)
                body = f"{good}&{body_of([field], value)}"
                word = word_of_raw(world, name, "post", addresses[name], body)
                if word.startswith("5"):
                    wrong.append((name, field, kind, word))
    assert wrong == []


def word_of_raw(world: World, name: str, method: str, address: str, body: str | None = None) -> str:  # noqa: F811
    """The answer to a body (or an address) that is sent as it is."""
    browser = world.browsers[role_for(name)]
    if body is None:
        return answer_of(browser, method, address)
    return answer_of(_Raw(browser), method, address, body)


class _Raw:
    """A browser that posts ready-made bodies."""

    def __init__(self, browser: Client, content_type: str = FORM) -> None:
        self.browser, self.content_type = browser, content_type

    @property
    def cookies(self):
        return self.browser.cookies

    @cookies.setter
    def cookies(self, cookies) -> None:
        self.browser.cookies = cookies

    def post(self, address: str, body: str):
        return self.browser.generic("POST", address, body, content_type=self.content_type)


BODIES = {
    "json": ("application/json", b'{"answer": {"a": []}}'),
    "broken json": ("application/json", b'{"answer": '),
    "broken parts": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\x00"),
    "parts without a boundary": ("multipart/form-data", b"abc"),
    "a file where a text belongs": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="answer"; filename="../x.html"\r\n\r\n<b>\r\n--x--\r\n',
    ),
    "unknown charset": (f"{FORM}; charset=nonsense-8", b"answer=a"),
    "utf-7": (f"{FORM}; charset=utf-7", b"answer=+ADw-"),
    "no type": ("", b"answer=a"),
    "bytes": (FORM, b"\xff\xfe=%zz&=&&a=%"),
    "too many fields": (FORM, b"&".join(b"a%d=1" % number for number in range(10_050))),
    "too large": (FORM, b"answer=" + b"x" * 3_000_000),
}


def test_a_body_that_is_no_form_of_ours_is_refused(world: World):  # noqa: F811
    wrong = [
        (name, kind, word)
        for kind, (content_type, body) in BODIES.items()
        for name, address in ours(world).items()
        if (word := answer_of(_Raw(world.browsers[role_for(name)], content_type), "post", address, body)).startswith(
            "5"
        )
    ]
    assert wrong == []


GAP = re.compile(r"<(\w+):(\w+)>")
GAPS = {
    "int": ["0", "9" * 19, "9" * 30, "9" * 5000, "-1", "1.5", "%00"],
    "slug": ["x" * 300, "%00", "testi", "%C3%A4", "a%2fb", ".."],
    "str": ["%00", "a%00b", "%ff%fe", "%ed%a0%80", "..", "x" * 3000, "%2e%2e%2f", "' OR 1=1", "%E2%80%AE"],
    "width": ["0", "640", "9" * 30],
    "uuid": ["0", "00000000-0000-0000-0000-000000000000", "g" * 32, "%00", "9" * 3000],
}


def with_nonsense(address: str, route: str) -> Iterator[str]:
    """The address with one gap of its route filled badly, for each gap and each bad filling."""
    known = resolve(address).kwargs
    for kind, gap in GAP.findall(route):
        for value in GAPS[kind]:
            yield "/" + GAP.sub(lambda found: value if found[2] == gap else str(known[found[2]]), route)  # noqa: B023


def test_an_address_with_nonsense_in_its_path_is_a_missing_thing(world: World):  # noqa: F811
    addresses = {name.split("[")[0]: address for name, address in ours(world).items()}
    wrong = [
        (name, bad[:80], method, word)
        for name, route in named_urls()
        if GAP.search(route) and not route.startswith(ADMIN)
        for bad in with_nonsense(addresses[name], route)
        for method in ("get", "post")
        if (word := answer_of(world.browsers[role_for(name)], method, bad)).startswith("5")
    ]
    assert wrong == []
