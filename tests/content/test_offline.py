"""What a browser may keep for a time without a network: the same for everybody, and nothing of anybody."""

import json

import pytest
from django.test import Client

from content.coaching import programme_for
from content.offline import kept_of_programme
from tests.factories.personal import CANARY


def list_of(script):
    """What a worker keeps."""
    return json.loads(script.removeprefix("self.POLKU = ").split(";\n")[0])


def test_the_worker_names_every_screen_and_no_page_of_a_person(base, mira):
    response = mira.get(f"{base}tyontekija.js")
    kept = list_of(response.content.decode())
    assert response["Content-Type"].startswith("text/javascript")
    assert kept["root"] == base
    assert len(kept["pages"]) == 2 + 6
    assert all(page.startswith(f"{base}irti/") for page in kept["pages"])


def test_a_worker_reaches_no_further_than_its_own_pages(base):
    assert "Service-Worker-Allowed" not in Client().get(f"{base}tyontekija.js").headers
    assert Client().get("/valmennus/apu.js")["Service-Worker-Allowed"] == "/apua/"


def test_everything_on_the_list_is_the_same_for_whoever_asks(base, mira):
    for page in list_of(mira.get(f"{base}tyontekija.js").content.decode())["pages"]:
        own, anybody = mira.get(page), Client().get(page)
        assert own.content == anybody.content
        assert "public" in anybody["Cache-Control"]
        assert "public" not in own["Cache-Control"]  # whoever sends a cookie is kept by no cache on the way
        assert CANARY not in own.content.decode()
        assert not own.cookies
        assert b"csrfmiddlewaretoken" not in own.content


def test_pages_of_a_person_say_that_nobody_may_keep_them(base, mira):
    for page in (base, f"{base}osa/1/3/", f"{base}omat/", f"{base}osa/1/valmis/"):
        assert mira.get(page)["Cache-Control"] == "private, no-store"


def test_a_copy_leads_to_the_real_addresses_and_sends_there(base):
    page = Client().get(f"{base}irti/osa/1/3/").content.decode()
    assert f'action="{base}osa/1/3/"' in page
    assert f'data-autosave="{base}osa/1/3/"' in page
    assert f'href="{base}osa/1/2/"' in page


@pytest.mark.parametrize("address", ["irti/osa/9/1/", "irti/osa/1/99/"])
def test_there_is_no_copy_of_what_is_not_there(base, address):
    assert Client().get(f"{base}{address}").status_code == 404


@pytest.mark.django_db
def test_a_programme_that_is_not_there_has_no_worker():
    for name in ("tyontekija.js", "manifest.webmanifest", "irti/", "irti/laheta/"):
        assert Client().get(f"/valmennus/eikuulu/{name}").status_code == 404


def test_a_new_text_makes_a_new_collection(run):

    found = programme_for(None, run.code)
    before = kept_of_programme(found)
    assert kept_of_programme(programme_for(None, run.code)).cache == before.cache
    fewer = type(found)(run=found.run, enrolment=None, parts=found.parts[:1])
    assert kept_of_programme(fewer).cache != before.cache


def test_the_application_starts_on_the_path(base):
    response = Client().get(f"{base}manifest.webmanifest")
    manifest = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["display"]) == (base, "standalone")
    assert manifest["theme_color"].startswith("#")
    assert manifest["icons"][0]["src"].endswith("favicon.svg")


def test_a_page_of_a_person_says_whether_the_device_may_hold_their_key(base, mira):
    assert 'data-device="shared"' in mira.get(base).content.decode()
    mira.post(f"{base}laite/", {"device": "own"})
    assert 'data-device="own"' in mira.get(base).content.decode()
    assert 'data-device=""' in Client().get(base).content.decode()


def test_an_account_leaves_no_key_behind(base, client, learner):
    client.force_login(learner.user)
    assert 'data-device="shared"' in client.get(base).content.decode()


def test_after_clearing_no_worker_is_started_anew(base, mira):
    page = mira.post(f"{base}laite/tyhjenna/").content.decode()
    assert "offline.js" not in page
    assert "forget.js" in page
