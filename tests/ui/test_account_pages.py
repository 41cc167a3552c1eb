"""allauth's own pages in the site's look, with help and errors wired to the controls."""

import re
from pathlib import Path

import allauth
import pytest
from django.urls import reverse

from lms.ui.build import STATIC

ELEMENTS = STATIC.parents[1] / "templates" / "allauth" / "elements"
FIELD = """{% load allauth %}{% element field id="f" name="n" type=type errors=errors required=True %}
{% slot label %}Koodi{% endslot %}{% slot help_text %}Kuusi numeroa.{% endslot %}{% endelement %}"""
BUTTON = """{% load allauth %}{% element button tags=tags href=href %}Jatka{% endelement %}"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
)
def test_an_account_page_wears_the_sites_look(client, name, ids_of):
    html = client.get(reverse(name)).content.decode()
    ids = ids_of(html)
    assert html.count("<h1") == 1
    assert 'class="help-now"' in html
    assert 'class="btn"' in html
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_an_account_page_keeps_the_content_policy(client, name):
    html = client.get(reverse(name)).content.decode()
    assert re.findall(r'\sstyle="|<style|\son\w+="|<script(?![^>]*(?:\ssrc=|application/json))', html) == []


@pytest.mark.django_db
def test_a_sign_in_without_an_address_says_so_beside_the_field_and_on_top(client):
    html = client.post(reverse("account_login"), {"password": "x"}).content.decode()
    control = re.search(r'<input[^>]*name="login"[^>]*>', html)[0]
    described = re.search(r'aria-describedby="([^"]+)"', control)[1]
    assert 'aria-invalid="true"' in control
    assert [key for key in described.split() if f'id="{key}"' not in html] == []
    assert 'href="#id_login"' in html


@pytest.mark.django_db
def test_the_trap_for_robots_is_hidden_from_people(client):
    html = client.get(reverse("account_signup")).content.decode()
    trap = re.search(r'<div class="vh" aria-hidden="true">.*?</div>', html, re.DOTALL)[0]
    assert 'tabindex="-1"' in trap


def test_every_element_of_allauth_is_ours():
    theirs = Path(allauth.__file__).parent / "templates" / "allauth" / "elements"
    assert {path.name for path in theirs.glob("*.html")} - {path.name for path in ELEMENTS.glob("*.html")} == set()


@pytest.mark.parametrize("kind", ["text", "textarea", "checkbox"])
def test_a_field_described_by_attributes_is_wired(rendered, kind):
    html = rendered(FIELD, {"type": kind, "errors": ["Koodi on väärä."]})
    assert 'aria-describedby="f_helptext f_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="choice" for="f">' in html or '<label for="f">' in html
    assert "Koodi on väärä." in html


def test_a_field_without_errors_is_not_invalid(rendered):
    html = rendered(FIELD, {"type": "text", "errors": None})
    assert 'aria-describedby="f_helptext"' in html
    assert "aria-invalid" not in html


@pytest.mark.parametrize(
    ("tags", "look"), [("", "btn"), ("outline,secondary", "btn btn-quiet"), ("danger,delete", "btn btn-remove")]
)
def test_a_button_looks_like_what_it_does(rendered, tags, look):
    assert f'<button class="{look}" type="submit">Jatka' in rendered(BUTTON, {"tags": tags, "href": ""})


def test_a_button_that_leads_somewhere_is_a_link(rendered):
    assert '<a href="/x/" class="btn">' in rendered(BUTTON, {"tags": "", "href": "/x/"})
