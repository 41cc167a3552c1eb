"""A real site (web server, worker, starter content, demo people) and a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
PASSWORDS = re.compile(r"(\S+@esimerkki\.fi)\s+(\S+)")


@dataclass(frozen=True)
class Site:
    """Where the site answers, the demo people's passwords by the first part of their address, and the environment in
    which a command acts on this site."""

    url: str
    passwords: dict[str, str]
    environment: dict[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_database(url: str) -> str:
    """A fresh database on the test server, so that the site starts from nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS polku_browser")
        connection.execute("CREATE DATABASE polku_browser")
    return url.rsplit("/", 1)[0] + "/polku_browser"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The demo, started as ``make run`` starts it."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lms.settings.demo",
        "POLKU_VAR": str(tmp_path_factory.mktemp("var")),
        "PORT": str(port),
        "POLKU_BASE_URL": f"http://localhost:{port}",
    }
    if environment.get("DATABASE_URL"):
        environment["DATABASE_URL"] = own_database(environment["DATABASE_URL"])
    prepared = subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    welcome = tmp_path_factory.mktemp("log") / "serve.txt"
    with welcome.open("w") as log:
        command = [sys.executable, "-u", "manage.py", "serve"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    url = f"http://localhost:{port}"
    try:
        wait_for(f"{url}/health/ready")
        yield Site(url=url, passwords=read_welcome(welcome), environment=environment)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def wait_for(url: str) -> None:
    for _ in range(1200):  # two minutes on a busy machine
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


def read_welcome(welcome: Path) -> dict[str, str]:
    """The passwords that the start prints, as a person reads them."""
    for _ in range(100):
        found = PASSWORDS.findall(welcome.read_text())
        if len(found) >= 6:
            return {address.split("@")[0]: password for address, password in found}
        time.sleep(0.1)
    raise AssertionError(f"no demo accounts in the welcome:\n{welcome.read_text()}")


@pytest.fixture
def open_browser(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """``open_browser(viewport=…, color_scheme=…, java_script_enabled=…)``: a person's own browser, without a past.

    Fails the test for any script error, any violation of the content policy and any request to another site.
    """
    contexts, faults = [], []

    def make(**options) -> Page:
        options.setdefault("viewport", PHONE)
        options.setdefault("locale", "fi-FI")
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", lambda message: note_violation(message.text, faults))
        page.on("request", lambda request: note_foreign(request.url, site.url, faults))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults


def note_violation(text: str, faults: list[str]) -> None:
    if "Content Security Policy" in text:
        faults.append(text)


def note_foreign(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        faults.append(f"request to another site: {url}")


@pytest.fixture
def sign_in(site: Site) -> Callable[[Page, str], None]:
    """``sign_in(page, "opiskelija")`` with the password that the start printed."""

    def act(page: Page, who: str) -> None:
        page.goto("/tili/login/")
        page.fill("input[name=login]", f"{who}@esimerkki.fi")
        page.fill("input[name=password]", site.passwords[who])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/oma/")

    return act


def follow(way: Locator) -> None:
    """Press a button or link that leads to another page, and wait until that page stands there.

    A form with unsaved words asks first whether the network is there (``status.js``), so it does not leave in the
    moment of the press: whoever only waits for a loaded page finds the old one, still loaded.
    """
    with way.page.expect_navigation():
        way.click()


def begin_editing(page: Page) -> None:
    """Wait until Wagtail's editor has noted what the form held at first: what is typed before that is no change.

    It notes it some two seconds after the page, and may once more in the moment after."""
    page.evaluate("""() => new Promise((noted) => {
        const form = window.wagtail.app.getControllerForElementAndIdentifier(
            document.querySelector("[data-edit-form]"), "w-unsaved");
        if (form.initialFormData) noted();
        else document.addEventListener("w-unsaved:watch-edits", noted, { once: true });
    })""")
    page.wait_for_timeout(1_500)


def expect_autosave(page: Page, state: str) -> None:
    """``saved`` or ``paused``, as the editor's indicator shows it (the words of all its states are always in it)."""
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", state, timeout=40_000
    )


AXE_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """``axe(page)``: one line a violation, none when the page is clean."""
    runner = Axe()

    def check(page: Page) -> list[str]:
        found = runner.run(page, options=AXE_RULES).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    return check


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
