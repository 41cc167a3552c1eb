"""Bytes that nobody thought of, as forms and as parts of an address."""

from urllib.parse import quote_from_bytes

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.personal import make_programme

BRIEFLY = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
#: Signs that control a terminal are left out when text is kept, and spaces at its ends.
VISIBLE = st.characters(exclude_categories=["C", "Z"])
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def screen(db) -> str:
    """A screen on which anybody may write."""
    return f"/valmennus/{make_programme().code}/osa/1/3/"


@BRIEFLY
@given(body=st.binary(max_size=200), answer=st.binary(max_size=200))
def test_any_bytes_as_a_form_are_kept_or_refused(screen: str, body: bytes, answer: bytes):
    cache.clear()
    written = b"answer=" + quote_from_bytes(answer).encode()
    for address in (screen, "/palaute/yhteys/", "/teema/", "/tili/login/"):
        for sent in (body, written):
            response = Client().generic("POST", address, sent, content_type=FORM)
            assert response.status_code in (200, 302, 400, 422, 429), address


@BRIEFLY
@given(part=st.binary(min_size=1, max_size=60), query=st.binary(max_size=60))
def test_any_bytes_in_an_address_are_answered(screen: str, part: bytes, query: bytes):
    cache.clear()
    odd = quote_from_bytes(part, safe="")
    for shape in (
        "/{}",
        "/todistus/{}/",
        "/todistus/{}.json",
        "/media/images/{}",
        "/oma/opinnot/{}/",
        f"{screen}?{{}}",
    ):
        response = Client().get(f"{shape.format(odd)}?{quote_from_bytes(query)}")
        assert response.status_code in (200, 301, 302, 400, 404), shape


@BRIEFLY
@given(text=st.text(VISIBLE, min_size=1, max_size=300))
def test_any_text_that_is_kept_comes_back_as_it_was_written(screen: str, text: str):
    cache.clear()
    browser = Client()
    assert browser.post(screen, {"answer": text}).status_code == 302
    page = browser.get(screen)
    assert page.context["ask"]["text"] == text
    assert escape(text) in page.content.decode()
