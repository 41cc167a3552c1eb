"""An assignment with a rubric from its author's first click to the words that its writer reads.

One person writes it and marks it, as a trainer does who is also an author; the other does it on a phone whose network
is slow, goes away and comes back.
"""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, begin_editing, expect_autosave, follow
from tests.browser.test_lost_nothing import state

pytestmark = pytest.mark.browser
TITLE = "Verkostoni kartta"
MODULE = "Työkykykoordinaattorikoulutus › Verkostot, palveluohjaus ja juurruttaminen"
RUN = "Harjoitusryhmä"
#: What is looked at, and each level in the words that the trainee reads.
RUBRIC = {
    "Keitä kartassa on": ("Kartassa on vain omia kollegoita.", "Kartassa on ihmisiä monesta palvelusta."),
    "Mitä kukin tekee": ("Työnjako jää arvattavaksi.", "Joka kohdasta näkee, kenelle soittaa."),
}
FIRST, SECOND = "Soitan ensin TE-asiantuntijalle.", " Sitten soitan työterveyshoitajalle."
PRAISE = "Kartta on selkeä. Lisää vielä varahenkilöt."


def write_criterion(page: Page, place: int, title: str, levels: tuple[str, ...]) -> None:
    """Press the last + of what is looked at and fill in what it asks."""
    criteria = page.locator("[data-contentpath=criteria]")
    criteria.get_by_title("Lisää lohko").last.click()
    criteria.get_by_label("Mitä arvioidaan").nth(place).fill(title)
    for number, text in enumerate(levels):
        criteria.get_by_label("Millainen työ on").nth(place * len(levels) + number).fill(text)


def publish_assignment(page: Page) -> None:
    """From the authors' front page to a published assignment."""
    page.goto("/hallinta/")
    page.get_by_role("link", name="Tehtävät", exact=True).click()
    page.get_by_role("link", name="Lisää tehtävä").first.click()
    page.get_by_label(MODULE).check()
    page.locator("main footer button[type=submit]").click()
    page.wait_for_url("**/add/content/**")
    begin_editing(page)
    page.get_by_placeholder("Sivun otsikko").fill(TITLE)
    page.get_by_label("Johdanto").last.fill("Kuvaat sanoin, kuka verkostossasi auttaa missäkin asiassa.")
    for place, (title, levels) in enumerate(RUBRIC.items()):
        write_criterion(page, place, title, levels)
    expect_autosave(page, "saved")
    follow(page.get_by_role("button", name="Julkaise").first)
    expect(page.locator(".messages .success")).to_contain_text(TITLE)


def take_into_run(page: Page) -> None:
    """The run has begun: its trainer says that it takes what the author has added."""
    page.goto("/kouluttaja/")
    page.get_by_role("link", name=RUN, exact=True).first.click()
    page.get_by_role("link", name="Katso muutokset").click()
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    page.get_by_role("button", name="Ota muutokset käyttöön tässä toteutuksessa").click()
    expect(page.get_by_role("main")).not_to_contain_text("Katso muutokset")


def network(phone: CDPSession, *, is_away: bool) -> None:
    """A phone at the edge of its network, or beyond it."""
    rates = {"offline": is_away, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
    phone.send("Network.emulateNetworkConditions", rates)


def find_assignment(page: Page) -> None:
    """From my page to the assignment, by the course's own list."""
    page.goto("/oma/")
    page.get_by_role("link", name="Työkykykoordinaattorikoulutus").first.click()
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def write_and_hand_in(page: Page) -> None:
    """Write while the network is slow, away and back; look over; hand in."""
    for title, levels in RUBRIC.items():
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        for text in levels:
            expect(page.get_by_text(text)).to_be_visible()
    phone = page.context.new_cdp_session(page)
    network(phone, is_away=False)
    text = page.get_by_label("Teksti")
    text.press_sequentially(FIRST, delay=5)
    state(page, "saved")
    network(phone, is_away=True)
    text.press_sequentially(SECOND, delay=5)
    assert "teksti on tässä" in state(page, "offline")
    network(phone, is_away=False)
    state(page, "saved", within=30_000)
    page.reload()
    expect(page.get_by_label("Teksti")).to_have_value(FIRST + SECOND)
    follow(page.get_by_role("button", name="Tarkista ja palauta"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Palauta tehtävä").click()
    expect(page.get_by_role("heading", name="Tehtäväsi on palautettu")).to_be_visible(timeout=30_000)


def mark_by_rubric(page: Page) -> None:
    """The trainer finds the work, reads, chooses a level of each criterion and gives the feedback with the others'."""
    page.goto("/kouluttaja/")
    page.get_by_role("link", name="Arvioitavat").first.click()
    page.locator("main li", has_text=TITLE).get_by_role("link").first.click()
    expect(page.get_by_text(FIRST)).to_be_visible()
    for _low, high in RUBRIC.values():
        page.get_by_label(high).check()
    page.get_by_label("Palaute osallistujalle").fill(PRAISE)
    page.get_by_label("Yhdessä muiden kanssa, kun annan ne").check()
    page.get_by_role("button", name="Hyväksy ja seuraava").click()


def give_feedback(page: Page) -> None:
    """What is ready is looked at once more and given."""
    page.goto("/kouluttaja/")
    page.get_by_role("link", name="Arvioitavat").first.click()
    page.get_by_role("link", name="Katso ja anna ne").click()
    page.get_by_role("link", name="Anna valmis arvio").click()
    follow(page.get_by_role("button", name="Julkaise valitut"))


def test_a_rubric_is_written_done_on_a_bad_network_marked_and_read(open_browser, sign_in):
    trainer, trainee = open_browser(viewport=DESKTOP), open_browser(viewport=PHONE)
    sign_in(trainer, "kouluttaja")
    publish_assignment(trainer)
    take_into_run(trainer)

    sign_in(trainee, "koordinaattori")
    find_assignment(trainee)
    write_and_hand_in(trainee)

    mark_by_rubric(trainer)
    trainee.reload()
    expect(trainee.get_by_text(PRAISE)).to_have_count(0)
    give_feedback(trainer)

    trainee.reload()
    expect(trainee.get_by_role("heading", name="Tehtävä on hyväksytty")).to_be_visible(timeout=30_000)
    expect(trainee.get_by_text(PRAISE)).to_be_visible()
    for title, (_low, high) in RUBRIC.items():
        expect(trainee.locator("dl.answers div", has_text=title)).to_contain_text(high)
