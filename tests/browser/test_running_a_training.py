"""A trainer's spring: the run copied, twenty invited, full, attended, the silent written to, and closed; and a trainee
who missed a day. By what one finds on the pages: after signing in nobody types an address, but to open their mail."""

import datetime
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ROOT, overflow
from tests.browser.test_trainee import PASSWORD, newest_mail

pytestmark = pytest.mark.browser
_numbers = count(1)
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
CODE = re.compile(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b|\b\d{6}\b")
HEADINGS = "etunimi;sukunimi;sähköposti;ryhmä"
DAY_TODAY = "Palvelujärjestelmä: paikalliset toimijat paneelissa"
MISSED, LAST_DAY = "Keho ja liike", "Ajatukset ja oma suunnitelma"
PLACES, COMING = 4, 6
#: What happens while nobody looks: three weeks go by for those who are in the run.
WIND = """
from datetime import timedelta
from django.db.models import F
from courses.api import Enrolment
Enrolment.objects.filter(run__name={name!r}).update(enrolled_at=F("enrolled_at") - timedelta(days=21))
"""


def link(page: Page, name: str | re.Pattern) -> Locator:
    return page.get_by_role("link", name=name).first


def button(page: Page, name: str | re.Pattern) -> Locator:
    return page.get_by_role("button", name=name).first


def to_my_page(page: Page) -> None:
    """From wherever one is, by the page's header."""
    menu = page.locator("header").get_by_role("button", name="Valikko")
    if menu.is_visible():
        menu.click()
    page.locator("header").get_by_role("link", name="Oma sivu").click()


def to_runs(page: Page) -> None:
    to_my_page(page)
    link(page, "Koulutukset, joissa olen kouluttajana").click()


def to_run(page: Page, name: str) -> None:
    to_runs(page)
    link(page, name).click()


def documents_of(page: Page) -> list[str]:
    """What the page asks the site for from now on, redirects apart."""
    asked = []

    def note(request) -> None:
        if request.is_navigation_request() and request.redirected_from is None:
            asked.append(f"{request.method} {request.url}")

    page.on("request", note)
    return asked


def date_beside(page: Page, what: str) -> datetime.date:
    """The old date of a line of the copying page."""
    day, month, year = DATE.search(page.locator("main li", has_text=what).first.inner_text()).groups()
    return datetime.date(int(year), int(month), int(day))


def copy_last_run(page: Page, name: str) -> None:
    """A run that began so long ago that its second contact day is today: three requests."""
    to_runs(page)
    link(page, re.compile(r"^Harjoitusryhmä \d{4}$")).click()
    asked = documents_of(page)
    link(page, "Tee uusi toteutus tästä").click()
    ahead = date_beside(page, DAY_TODAY) - date_beside(page, "Toteutus alkaa")
    page.get_by_label("Uusi aloituspäivä").fill((datetime.date.today() - ahead).isoformat())
    page.get_by_label("Toteutuksen nimi").fill(name)
    page.get_by_label("Paikkoja").fill(str(PLACES))
    button(page, "Näytä päivät tällä aloituksella").click()
    today = f"{datetime.date.today():%-d.%-m.%Y}"
    assert today in page.locator("main li", has_text=DAY_TODAY).first.inner_text()
    button(page, "Tee toteutus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toteutuksen asetukset")
    assert len(asked) == 3, asked
    page.get_by_label("Ilmoittautuminen päättyy").fill("")
    button(page, "Tallenna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def people(number: int) -> list[tuple[str, str]]:
    """(first name, address) of twenty people; no address is a piece of another."""
    return [(f"Kutsuttu{chr(65 + place)}", f"kutsuttu{chr(97 + place)}-{number}@example.org") for place in range(20)]


def lists_of(twenty: list[tuple[str, str]], folder: Path) -> tuple[Path, Path]:
    """The spreadsheet with three bad rows, as Excel saves it, and the same put right."""
    good = [f"{first};Kevät;{address};Lahden ryhmä" for first, address in twenty]
    bad = list(good)
    bad[3] = f"{twenty[3][0]};Kevät;;Lahden ryhmä"
    bad[7] = good[7].replace("@", " at ")
    bad[11] = good[11].replace(twenty[11][1], twenty[0][1].upper())
    files = folder / "huono.csv", folder / "korjattu.csv"
    for file, rows in zip(files, (bad, good), strict=True):
        file.write_text("\r\n".join([HEADINGS, *rows]), encoding="cp1252")
    return files


def invite(page: Page, bad: Path, right: Path) -> None:
    """The dry run shows three mistakes, the rest goes; then the whole list again, put right."""
    link(page, "Kutsut").click()
    link(page, "Kutsu osallistujia").click()
    page.get_by_label("Tai tiedosto").set_input_files(bad)
    button(page, "Tarkista luettelo").click()
    rows = page.locator("main li")
    mistakes = rows.filter(has_text="Virhe")
    expect(mistakes).to_have_count(3)
    for place, line, words in [(0, "Rivi 5", "osoite puuttuu"), (1, "Rivi 9", "ei ole sähköpostiosoite")]:
        assert line in mistakes.nth(place).inner_text() and words in mistakes.nth(place).inner_text()
    assert "Rivi 13" in mistakes.nth(2).inner_text() and "on jo rivillä 2" in mistakes.nth(2).inner_text()
    button(page, "Lähetä 17 kutsua").click()
    expect(page.locator("main")).to_contain_text("17 kutsua on matkalla")
    link(page, "Kutsu osallistujia").click()
    page.get_by_label("Tai tiedosto").set_input_files(right)
    button(page, "Tarkista luettelo").click()
    expect(page.locator("main li").filter(has_text="Virhe")).to_have_count(0)
    button(page, "Lähetä 3 kutsua").click()
    expect(page.locator("main li .what")).to_have_count(20)


def follow_invitation(page: Page, address: str, first: str) -> None:
    """From the mailed invitation through a new account into the training: the button, the account, the code. Who
    queues presses once more."""
    newest_mail(page, address)
    page.locator("main a[href*='/koulutukset/kutsu/']").click()
    button(page, re.compile("^(Tule mukaan koulutukseen|Luo (tili|tunnus))$")).click()
    assert page.input_value("input[name=email]") == address
    page.get_by_label("Etunimi").fill(first)
    page.get_by_label("Sukunimi").fill("Kevät")
    page.fill("input[name=password1]", PASSWORD)
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/confirm-email/**")
    form = page.url
    code = CODE.search(newest_mail(page, address, mails=2)).group()
    page.goto(form)
    page.fill("input[name=code]", code)
    button(page, "Vahvista").click()
    page.wait_for_url(lambda url: "/confirm-email/" not in url)
    if "/kutsu/" in page.url:
        button(page, "Liity jonoon").click()


def let_three_weeks_pass(site, name: str) -> None:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WIND.format(name=name)]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def take_attendance(page: Page, there: list[str], away: list[str]) -> None:
    """On a phone, from the morning's line: one tap a person and one save."""
    to_runs(page)
    link(page, DAY_TODAY).click()
    assert page.viewport_size == PHONE and overflow(page) == 0
    for names, mark in ((there, "Paikalla"), (away, "Poissa")):
        for first in names:
            page.get_by_role("group", name=first).get_by_text(mark, exact=True).click()
    asked = documents_of(page)
    with page.expect_navigation():
        button(page, "Tallenna").click()
    expect(page.locator("main")).to_contain_text(f"Paikalla {len(there)} / {len(there) + len(away)}")
    assert len(asked) == 1, asked


def write_to_the_silent(page: Page, name: str, silent: list[str]) -> None:
    to_run(page, name)
    link(page, "Ryhmän seuranta").click()
    page.get_by_label("Ketkä").select_option(label="Ei ole opiskellut vähään aikaan")
    button(page, "Näytä").click()
    found = page.get_by_role("list", name="Ihmiset ja syyt").locator("> li")
    expect(found).to_have_count(len(silent))
    for first in silent:
        assert "Ei ole aloittanut 21 päivään" in found.filter(has_text=first).inner_text()
    link(page, "Valitse kaikki tällä sivulla").click()
    button(page, "Kirjoita valituille").click()
    page.get_by_label("Viestisi").fill("Hei! Miten menee? Aloittaa voi vielä hyvin.")
    button(page, "Lähetä viesti").click()
    expect(page.locator("main")).to_contain_text(f"Viestisi on lähetetty {len(silent)} ihmiselle")


def close(page: Page, name: str, queued: int) -> None:
    to_run(page, name)
    link(page, "Päätä toteutus").click()
    expect(page.locator("main")).to_contain_text(f"Jonossa on {queued} henkilöä")
    button(page, "Päätä toteutus").click()
    expect(page.locator("main")).to_contain_text("Toteutus on päätetty.")


def test_a_run_from_last_springs_copy_to_its_closing(open_browser, sign_in, site, tmp_path):
    number = next(_numbers)
    name, twenty = f"Kevään kokeilu {number}", people(number)
    desk = open_browser(viewport=DESKTOP)
    sign_in(desk, "kouluttaja")
    copy_last_run(desk, name)
    invite(desk, *lists_of(twenty, tmp_path))

    coming = twenty[3 : 3 + COMING]  # the fourth and the eighth were among the mistakes
    for place, (first, address) in enumerate(coming):
        person = open_browser(viewport=PHONE)
        follow_invitation(person, address, first)
        if place < PLACES:
            person.wait_for_url("**/oma/opinnot/**")
        else:
            expect(person.locator("main")).to_contain_text(f"Olet jonossa {place - PLACES + 1}.")
        person.context.close()
    let_three_weeks_pass(site, name)

    phone = open_browser(viewport=PHONE)
    sign_in(phone, "kouluttaja")
    firsts = [first for first, _address in coming[:PLACES]]
    take_attendance(phone, there=firsts[:2], away=firsts[2:])
    write_to_the_silent(phone, name, firsts[2:])
    close(phone, name, COMING - PLACES)
    for _first, address in coming[2:PLACES]:
        assert "Sinulle on viesti" in newest_mail(phone, address, mails=3)
    for _first, address in coming[PLACES:]:
        assert "Kiitos, että jonotit." in newest_mail(phone, address, mails=3)


def make_run_with_days(page: Page, name: str, trainer: str) -> None:
    """The cohort administrator makes a run of the short course that began two weeks ago, and names its trainer."""
    link(page, "Toteutukset ja osallistujat").click()
    link(page, "Uusi toteutus").click()
    link(page, re.compile("Aloita tyhjästä.*Askel kerrallaan")).click()
    page.get_by_label("Toteutuksen nimi").fill(name)
    page.get_by_label(re.compile("^Alkaa")).fill(days_ago(15))
    button(page, "Tee toteutus").click()
    page.get_by_label("Sähköpostiosoite").fill(f"{trainer}@esimerkki.fi")
    button(page, "Nimeä kouluttajaksi").click()
    expect(page.locator("main")).to_contain_text("Kouluttaja on nimetty.")


def days_ago(number: int) -> str:
    return (datetime.date.today() - datetime.timedelta(days=number)).isoformat()


def plan_days(page: Page, name: str) -> None:
    """The planned days get dates, two weeks ago, a week ago and today; the second one is compulsory."""
    to_run(page, name)
    link(page, "Lähipäivät").click()
    link(page, "Anna suunnitelluille päiville päivämäärät").click()
    dates = page.locator("main input[type=date]")
    expect(dates).to_have_count(3)
    for field, ago in zip(dates.all(), (14, 7, 0), strict=True):
        field.fill(days_ago(ago))
    button(page, "Tee päivät").click()
    link(page, MISSED).click()
    link(page, "Muuta päivää").click()
    page.get_by_label("Pakollinen").check()
    button(page, "Tallenna").click()


def invite_one(page: Page, name: str, line: str) -> None:
    to_run(page, name)
    link(page, "Kutsut").click()
    link(page, "Kutsu osallistujia").click()
    page.get_by_label("Sähköpostiosoitteet").fill(line)
    button(page, "Tarkista luettelo").click()
    button(page, "Lähetä yksi kutsu").click()
    expect(page.locator("main")).to_contain_text("matkalla")


def mark_days(page: Page, name: str, who: str) -> None:
    """There on the first and the last day, away on the compulsory one. The network is gone at every save; the page
    stays, and what was marked is sent by the next press."""
    for day, mark in [("Mikä vie ja mikä tuo voimia", "Paikalla"), (MISSED, "Poissa"), (LAST_DAY, "Paikalla")]:
        to_run(page, name)
        link(page, "Lähipäivät").click()
        link(page, day).click()
        link(page, "Merkitse läsnäolo").click()
        page.get_by_role("group", name=who).get_by_text(mark, exact=True).click()
        page.context.set_offline(True)
        button(page, "Tallenna").click()
        page.locator("main [role=alert]").wait_for()
        page.context.set_offline(False)
        with page.expect_navigation():
            button(page, "Tallenna").click()
        expect(page.locator("main")).to_contain_text("Tallennettu: yksi merkintä muuttui.")


def test_a_missed_day_is_made_up_and_the_certificate_is_there(open_browser, sign_in):
    number = next(_numbers)
    name, address = f"Talven kokeilu {number}", f"kerttu-{number}@example.org"
    manager, trainer, trainee = open_browser(viewport=DESKTOP), open_browser(viewport=DESKTOP), open_browser()
    sign_in(manager, "ryhmavastaava")
    make_run_with_days(manager, name, "kouluttaja")
    sign_in(trainer, "kouluttaja")
    plan_days(trainer, name)
    invite_one(trainer, name, f"Kerttu Kevät <{address}>")
    follow_invitation(trainee, address, "Kerttu")
    mark_days(trainer, name, "Kerttu Kevät")

    to_my_page(trainee)
    expect(trainee.locator("main")).to_contain_text(f"{MISSED}: pakollinen päivä jäi väliin.")
    expect(trainee.locator("main")).to_contain_text("Sinulla ei ole vielä todistuksia.")
    link(trainee, "Tee korvaava tehtävä").click()
    trainee.get_by_label("Korvaava tehtäväsi").fill("Kokeilin lapaliikettä viisi minuuttia.")
    button(trainee, "Lähetä korvaava tehtävä").click()
    expect(trainee.locator("main")).to_contain_text("Päivä lasketaan, kun kouluttajasi on hyväksynyt sen.")

    to_runs(trainer)
    trainer.locator("main li", has_text=name).get_by_role("link", name="Korvaavat tehtävät luettavana").click()
    expect(trainer.locator("main")).to_contain_text("Kokeilin lapaliikettä viisi minuuttia.")
    button(trainer, re.compile("^Hyväksy: päivä lasketaan")).click()

    to_my_page(trainee)
    trainee.get_by_role("region", name="Todistukset").get_by_role("link", name="Askel kerrallaan").click()
    for words in ("Kerttu Kevät", "Osallistumistodistus"):
        expect(trainee.locator("main")).to_contain_text(words)
