"""Without a network: what can be read, what is kept and what is not, and that nothing written is lost."""

import os
import re
import sys
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_jobseeker import go_on_to_writing, two_taps
from tests.browser.test_lost_nothing import COUNT_DRAFTS, READ_DRAFTS, begin_writing, state, stored

pytestmark = pytest.mark.browser
PATH = "/valmennus/voimavarat/"
SECRET = "kanarialintu lensi ohi"
#: All that the caches hold, as one text; the letters of files that are not text do no harm.
READ_CACHES = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  return texts.join("\\n");
}"""
COUNT_KEPT = """async () => {
  const sizes = (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length);
  return (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
}"""
NO_KEY = """async () => !(await indexedDB.databases()).some((base) => base.name === "polku-key")"""


def until(page: Page, test: str) -> None:
    """Until ``test``, an asynchronous function in the page, says yes. (``wait_for_function`` takes its promise for
    a yes.)"""
    wait = "new Promise((done) => setTimeout(done, 50))"
    page.evaluate(
        f"async () => {{ for (let n = 0; n < 300; n++) {{ if (await ({test})()) return; await {wait}; }} throw 0; }}"
    )


def wait_for_workers(page: Page) -> None:
    """Until both workers have all they need."""
    ready = "one.active?.state === 'activated' && !one.installing"
    until(
        page,
        f"async () => {{ const all = await navigator.serviceWorker.getRegistrations();"
        f" return all.length === 2 && all.every((one) => {ready}); }}",
    )


def no_drafts_left(page: Page) -> None:
    """The browser has let go of everything it kept."""
    until(page, f"async () => (await ({COUNT_DRAFTS})()) === 0")


def test_the_coaching_and_the_help_open_without_a_network(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto(f"{PATH}osa/1/1/")
    wait_for_workers(page)
    page.context.set_offline(True)
    page.goto(f"{PATH}osa/1/2/")
    expect(page.locator("main .note use[href$='#cloud-off']")).to_have_count(1)
    assert page.locator("main h1").inner_text()
    page.locator("header a.help-now").click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("a[href='tel:112']").count()
    page.goto(f"{PATH}omat/")
    assert page.locator("main li a").count() >= 10


def test_nothing_of_a_person_is_ever_in_the_cache(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=True)
    page.fill("textarea", SECRET)
    state(page, "saved")
    wait_for_workers(page)
    for address in [PATH, f"{PATH}omat/", url, f"{PATH}osa/1/valmis/", f"{PATH}ohjaaja/", "/apua/"]:
        page.goto(address, wait_until="networkidle")
    kept = page.evaluate(READ_CACHES)
    assert f"{PATH}irti/osa/1/1/" in kept
    assert SECRET not in kept
    assert "data-key" not in kept
    assert 'name="csrfmiddlewaretoken"' not in kept
    assert not re.search(r"/valmennus/voimavarat/(omat|osa)/", "\n".join(re.findall(r"^http\S+$", kept, re.M)))


def test_what_is_written_without_a_network_waits_sealed_and_is_sent_when_it_is_back(open_browser):
    page = open_browser(viewport=PHONE)
    begin_writing(page, own_device=True)
    wait_for_workers(page)
    url = f"{PATH}osa/1/1/"
    page.goto(f"{PATH}osa/2/1/")
    go_on_to_writing(page)
    url = page.url.split("?")[0]
    page.goto(url)
    page.context.set_offline(True)
    page.goto(url)
    page.locator("textarea").first.fill(SECRET)
    state(page, "kept")
    assert SECRET not in page.evaluate(READ_DRAFTS)
    page.reload()
    expect(page.locator("textarea").first).to_have_value(SECRET)
    page.locator("main form button.btn").first.click()
    expect(page.locator("main p.answer")).to_have_text(SECRET)
    page.context.set_offline(False)
    page.goto(url)
    no_drafts_left(page)
    assert SECRET in stored(page, url)


def test_a_newcomer_who_loses_the_network_at_the_button_sends_the_same_again(open_browser):
    page = open_browser(viewport=PHONE)
    two_taps(page)
    wait_for_workers(page)
    go_on_to_writing(page)
    page.locator("textarea").first.fill(SECRET)
    page.context.set_offline(True)
    page.locator("main form button.btn").first.click()
    expect(page.locator("main")).to_contain_text(SECRET)
    assert SECRET not in page.evaluate(READ_CACHES)
    page.context.set_offline(False)
    follow(page.locator("main form button.btn").first)
    page.goto(f"{PATH}omat/")
    expect(page.locator("main")).to_contain_text(SECRET)


def test_a_shared_device_keeps_no_key_and_a_cleared_one_keeps_nothing(open_browser):
    page = open_browser(viewport=PHONE)
    url = begin_writing(page, own_device=True)
    until(page, f"async () => !(await ({NO_KEY})())")
    page.goto(f"{PATH}osa/1/valmis/")
    page.locator("button[name=device][value=shared]").click()
    until(page, NO_KEY)
    page.goto(url)
    wait_for_workers(page)
    page.goto(f"{PATH}omat/")
    page.locator(f"form[action='{PATH}laite/tyhjenna/'] button").click()
    page.wait_for_selector("html[data-forgotten]")
    assert page.evaluate(COUNT_KEPT) == 0
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_from_the_poster_to_the_first_saved_sentence_on_a_thin_network(open_browser):
    """Counts taps and bytes; the time is only printed: it is the machine's as much as ours."""
    page = open_browser(viewport=PHONE)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    bits = int(os.environ.get("POLKU_THROTTLE", "400000"))
    conditions = {"offline": False, "latency": 150, "downloadThroughput": bits / 8, "uploadThroughput": bits / 8}
    wire.send("Network.emulateNetworkConditions", conditions)
    loaded = []
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    began = time.monotonic()
    page.goto(f"{PATH}aloita/")
    first_view, taps = sum(loaded), 0
    while not page.locator("textarea").count() and taps < 6:
        follow(page.locator("main form a.btn, main p.actions a.btn").first)
        taps += 1
    page.locator("textarea").first.fill(SECRET)
    follow(page.locator("main form button.btn").first)
    taps += 1
    told = f"{taps} taps, {first_view:.0f} bytes at first, {sum(loaded):.0f} in all, {time.monotonic() - began:.1f} s"
    sys.stdout.write(f"\n{told}\n")
    page.goto(f"{PATH}omat/")
    expect(page.locator("main")).to_contain_text(SECRET)
    assert taps <= 4
    assert sum(loaded) <= 200_000
