"""Every address × every role × reading and writing, against the reviewed table ``access.csv`` (C-18).

A new URL without a row fails, and so does a row whose answer has changed. To look at what changed, run this file with
``POLKU_WRITE_ACCESS=1``, read the difference line by line, and commit it only when every cell is meant.
"""

import copy
import csv
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from content import page_cache
from lms.dashboard.views import health
from tests.factories.addresses import ADMIN, addresses_of, honest_posts, named_urls
from tests.factories.world import ROLES, World, make_world, read

TABLE = Path(__file__).with_name("access.csv")


@pytest.fixture
def world(db, monkeypatch) -> World:
    monkeypatch.setattr(health, "_migrated", True)  # these tests build their tables without migrations
    made = make_world()
    for browser in made.browsers.values():
        browser.raise_request_exception = False
    return made


def answer_of(browser: Client, method: str, address: str, data: dict | None = None) -> str:
    """What one request gets, in a word; afterwards everything is as before."""
    cookies = copy.deepcopy(browser.cookies)
    cache.clear()
    page_cache.forget_pages()
    with transaction.atomic():
        response = getattr(browser, method)(address, data or {})
        word = word_for(response)
        read(response)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return word


def word_for(response) -> str:
    """The kind of answer: "ok", "login", "go" (somewhere else) or the status."""
    if 300 <= response.status_code < 400:
        return "login" if "/tili/login/" in response["Location"] else "go"
    return "ok" if 200 <= response.status_code < 300 else str(response.status_code)


def table() -> list[dict[str, str]]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's own thumbnails
def test_every_address_answers_every_role_as_reviewed(world):
    addresses, posts, seen = addresses_of(world), honest_posts(world), []
    for name, address in sorted(addresses.items()):
        for method in ("get",) if name.startswith("admin ") else ("get", "post"):
            data = posts.get(name) if method == "post" else None
            cells = {role: answer_of(world.browsers[role], method, address, data) for role in ROLES}
            seen.append({"url": name, "method": method} | cells)
    if os.environ.get("POLKU_WRITE_ACCESS"):
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ["url", "method", *ROLES], lineterminator="\n")
            writer.writeheader()
            writer.writerows(seen)
    assert [row for row in seen if "500" in row.values()] == []
    reviewed = {(row["url"], row["method"]): row for row in table()}
    assert [row for row in seen if reviewed.get((row["url"], row["method"])) != row] == []
    assert len(seen) == len(reviewed)


def test_every_url_has_a_row():
    rows = {row["url"].split("[")[0] for row in table()}
    ours = {name for name, route in named_urls() if not route.startswith(ADMIN)}
    assert ours - rows == set()
    parts = {name.removeprefix("admin ").split(":")[0] for name in rows if name.startswith("admin ")}
    namespaces = {name.split(":")[0] for name, route in named_urls() if route.startswith(ADMIN) and ":" in name}
    assert namespaces - parts - NO_LIST_OF_THEIR_OWN == set()


#: Parts of the admin whose views act on one thing only; they are in the crawl below.
NO_LIST_OF_THEIR_OWN = {"wagtail_localize", "wagtailembeds", "wagtailadmin_editing_sessions"}
