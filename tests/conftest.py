"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, settings

from content import addresses, changed_facts, organiser, page_cache, render, scales
from content.models import Organiser
from lms.accounts.models import Learner, User

# What fails at one commit fails at it every time. `POLKU_RANDOM=1` looks further: each run tries other histories.
# How fast examples come tells how busy the machine is, not whether the code is right.
CALM = [HealthCheck.too_slow]
settings.register_profile("repeatable", derandomize=True, suppress_health_check=CALM)
settings.register_profile("random", print_blob=True, suppress_health_check=CALM)
settings.load_profile("random" if os.environ.get("POLKU_RANDOM") else "repeatable")


@pytest.fixture(autouse=True)
def _fresh_process() -> None:
    """Every test meets a process that remembers no page and no lesson, and need not ask who the organiser is."""
    page_cache.forget_pages()
    render.forget()
    organiser.known_organiser.put(Organiser())
    addresses.known_addresses.forget()
    changed_facts.known_changes.put([])
    scales.offered_scales.put([])
    for language in ("fi", "sv", "en"):
        addresses.known_addresses.put({}, language)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """What a test calls directly answers in the source language, so that wording in a catalogue breaks no test.
    Requests speak the language of their address, as always."""
    with translation.override("en"):
        yield


@pytest.fixture
def trainee(db) -> User:
    """An account of somebody who studies."""
    return User.objects.create_user(email="tiina@example.org", first_name="Tiina", last_name="Testaaja")


@pytest.fixture
def learner(trainee) -> Learner:
    """The trainee's learner."""
    return Learner.objects.create(user=trainee)


@pytest.fixture
def trainer(db) -> User:
    """An account of somebody who teaches; made a run's trainer by the test."""
    return User.objects.create_user(email="kari@example.org", first_name="Kari", last_name="Kouluttaja", is_staff=True)


@pytest.fixture
def pseudonymous(db) -> Learner:
    """Somebody without an account."""
    return Learner.objects.create()


@pytest.fixture
def statements():
    """``with statements(7): …`` counts what the database is asked, without transaction control."""

    @contextmanager
    def exactly(number: int):
        with CaptureQueriesContext(connection) as captured:
            yield
        control = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
        asked = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(control)]
        assert len(asked) == number, "\n".join([f"{len(asked)} instead of {number}:", *asked])

    return exactly


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for the whole run: Playwright allows no second one in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow to import; most runs need no browser

    path = os.environ.get("POLKU_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=quiet)
        yield chromium
        chromium.close()
