"""The certificate of attendance: on request, with hours and topics, never with contents, and checked without a name."""

import datetime
import io
import re

import pikepdf
import pytest
from django.test import Client

from content.coaching_attendance import Attendance
from content.models import Organiser
from tests.assessments.personal.test_answers import everything_stored
from tests.certificates.pdf_text import whole_text
from tests.factories.personal import make_programme

CANARY = "kanarialintu-8812"


@pytest.fixture
def base(db):
    Organiser.objects.create(name="Polkusäätiö", business_id="1234567-1", email="a@example.org")
    return f"/valmennus/{make_programme().code}/"


@pytest.fixture
def mira(base):
    """Somebody who has done the first part, the last screen of which has an answer."""
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": CANARY})
    return browser


def text_of(response) -> str:
    assert response["Content-Type"] == "application/pdf", response.content.decode()[:2000]
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        return whole_text(pdf)


def link_in(response) -> str:
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        found = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    return re.sub(r"^https?://[^/]+", "", found[0])


def test_it_says_hours_and_topics_and_nothing_that_was_written(mira, base):
    told = text_of(mira.post(f"{base}todistus/", {"name": " Mira  Meikäläinen "}))
    for words in ("Mira Meikäläinen", "Voimavarat käyttöön", "1. Osa numero 1", "6 min", "Polkusäätiö", "1234567-1"):
        assert words in told
    assert CANARY not in told
    assert "Osa numero 2" not in told


def test_the_name_is_kept_nowhere(mira, base):
    response = mira.post(f"{base}todistus/", {"name": "Nimi Nimettömäinen"})
    assert "no-store" in response["Cache-Control"]
    assert "Nimettömäinen".encode() not in everything_stored()
    assert "Nimett" not in link_in(response)


def test_whoever_has_the_paper_can_check_what_it_says(mira, base):
    address = link_in(mira.post(f"{base}todistus/", {"name": "Mira"}))
    page = Client().get(address)
    assert page.status_code == 200
    assert (page.context["did"].parts, page.context["did"].minutes) == ((1,), 6)
    assert "Mira" not in page.content.decode()


@pytest.mark.parametrize("change", [("1_6_", "1-2_12_"), ("1_6_", "1_600_"), ("_", ""), ("/todistus/", "/todistus/x")])
def test_a_changed_paper_is_not_known(mira, base, change):
    address = link_in(mira.post(f"{base}todistus/", {"name": "Mira"}))
    assert Client().get(address.replace(*change)).status_code == 404


@pytest.mark.parametrize("token", ["x", "____", "1_6_20261122_20261122_", "1_6_20261122_20261122_ä:b", "a" * 900])
def test_a_senseless_address_is_not_known(base, token):
    assert Client().get(f"{base}todistus/{token}/").status_code == 404


def test_a_paper_is_known_after_the_secret_has_changed(mira, base, settings):
    address = link_in(mira.post(f"{base}todistus/", {"name": "Mira"}))
    old, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 50
    assert Client().get(address).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Client().get(address).status_code == 200


def test_a_paper_of_one_programme_is_not_one_of_another(mira, base):
    other = make_programme().code
    address = link_in(mira.post(f"{base}todistus/", {"name": "Mira"}))
    assert Client().get(address.replace(base, f"/valmennus/{other}/")).status_code == 404


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "x" * 121])
def test_without_a_usable_name_it_asks_again(mira, base, name):
    response = mira.post(f"{base}todistus/", {"name": name})
    assert response.status_code == 422
    assert response.context["form"].errors["name"]


def test_nobody_gets_it_before_a_part_is_done_and_a_newcomer_is_led_to_the_start(base):
    browser = Client()
    assert browser.post(f"{base}todistus/", {"name": "Mira"})["Content-Type"].startswith("text/html")
    browser.post(f"{base}osa/1/1/", {"answer": "hyva"})
    page = browser.post(f"{base}todistus/", {"name": "Mira"})
    assert (page.status_code, page.context["did"]) == (200, None)


def test_a_part_done_in_ones_mind_counts(base):
    browser = Client()
    for part in (1, 2):
        browser.post(f"{base}osa/{part}/valmis/")
    assert "Osa numero 2" in text_of(browser.post(f"{base}todistus/", {"name": "Mira"}))


def test_the_account_offers_its_name_and_letters_without_a_font_do_not_stop_it(base, client, trainee):
    client.force_login(trainee)
    client.post(f"{base}osa/1/valmis/")
    page = client.get(f"{base}todistus/")
    assert page.context["form"]["name"].value() == trainee.get_full_name()
    assert "Mira" in text_of(client.post(f"{base}todistus/", {"name": "Mira 王"}))


@pytest.mark.parametrize(("minutes", "told"), [(6, [6]), (89, [1, 30]), (120, [2]), (62, [1]), (28, [30])])
def test_the_extent_is_told_no_closer_than_it_is_known(minutes, told):
    day = datetime.date(2026, 11, 22)
    extent = Attendance(parts=(1,), minutes=minutes, first=day, last=day).extent
    assert [int(number) for number in re.findall(r"\d+", extent)] == told
