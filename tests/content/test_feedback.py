"""Writing to the organiser without an account: sent once, nothing lost on an error."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from content.models import Organiser, StandardPage
from content.views import forms
from lms.jobs.models import Mail
from tests.factories.content import make_site
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def organiser():
    cache.clear()
    return Organiser.objects.create(name="Säätiö", email="palvelu@example.org")


def address(about="saavutettavuus"):
    return reverse("feedback", args=[about])


@pytest.mark.parametrize(("purpose", "about"), [("accessibility", "saavutettavuus"), ("contact", "yhteys")])
def test_statement_and_contact_page_carry_the_form_without_a_cookie(client, organiser, purpose, about):
    add_page(make_site(), StandardPage(title="Sivu", slug="sivumme", purpose=purpose))
    response = client.get("/sivumme/")
    page = response.content.decode()
    assert f'action="{address(about)}"' in page
    assert "csrfmiddlewaretoken" not in page
    assert response.cookies == {}
    assert organiser.name in page


def test_a_message_goes_to_the_organiser(client, organiser):
    response = client.post(address(), {"message": "Kuva ei aukea.", "name": "", "email": "aino@example.org"}, **ORIGIN)
    assert response["Location"] == reverse("feedback_thanks")
    mail = Mail.objects.get()
    assert (mail.to, "Kuva ei aukea." in mail.text, "aino@example.org" in mail.text) == (organiser.email, True, True)
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"message": ""}, {"message": "x" * 5001}, {"email": "aino"}, {"email": "a@b.fi\nBcc: c@d.fi"}]
)
def test_an_error_keeps_what_was_written(client, organiser, wrong):
    sent = {"message": "Kuva ei aukea.", "name": "Aino", "email": ""} | wrong
    response = client.post(address(), sent, **ORIGIN)
    assert response.status_code == 422
    assert 'value="Aino"' in response.content.decode()
    assert not Mail.objects.exists()


def test_a_machine_that_fills_in_everything_sends_nothing(client, organiser):
    response = client.post(address(), {"message": "Osta!", "website": "http://spam.example"}, **ORIGIN)
    assert response.status_code == 302
    assert not Mail.objects.exists()


def test_a_form_from_another_site_is_not_sent(organiser):
    strict = Client(enforce_csrf_checks=True)
    sent = {"message": "Kuva ei aukea."}
    assert strict.post(address(), sent, HTTP_ORIGIN="https://evil.example").status_code == 422
    assert not Mail.objects.exists()
    assert strict.post(address(), sent, **ORIGIN).status_code == 302
    assert Mail.objects.count() == 1


def test_one_can_write_only_about_what_there_is(client):
    assert client.get(address("muu")).status_code == 404
    assert client.get(address("yhteys")).status_code == 200


def test_too_many_messages_are_stopped_with_the_text_kept(client, organiser, monkeypatch):
    monkeypatch.setattr(forms, "MESSAGES_AN_HOUR", 1)
    client.post(address(), {"message": "Ensimmäinen."}, **ORIGIN)
    response = client.post(address(), {"message": "Toinen."}, **ORIGIN)
    assert (response.status_code, "Toinen." in response.content.decode()) == (429, True)
    assert Mail.objects.count() == 1
