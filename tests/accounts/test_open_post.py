"""Decision 20: POSTs from cached pages, checked by their Origin."""

import pytest
from django.test import Client

HERE = "http://testserver"
TEXT = "en halua menettää tätä"

pytestmark = pytest.mark.django_db


def post(client: Client, address: str = "/t/save/", **headers: str):
    token = headers.pop("token", None)
    data = {"text": TEXT} | ({"csrfmiddlewaretoken": token} if token else {})
    return client.post(address, data, headers=headers)


def token_of(client: Client) -> str:
    """A token as a form of an ordinary page has it."""
    html = client.get("/tili/login/").content.decode()
    return html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_first_post_without_any_cookie_is_taken(checked_client):
    response = post(checked_client, origin=HERE)
    assert response.status_code == 200
    assert TEXT in response.content.decode()


def test_first_post_that_says_same_origin_is_taken(checked_client):
    assert post(checked_client, origin=HERE, sec_fetch_site="same-origin").status_code == 200


def test_second_post_with_a_session_is_taken_and_is_the_same_person(checked_client):
    first = post(checked_client, origin=HERE).content.split()[0]
    assert post(checked_client, origin=HERE).content.split()[0] == first


def test_post_with_a_stale_csrf_cookie_is_taken(checked_client):
    checked_client.cookies["csrftoken"] = "x" * 32
    assert post(checked_client, origin=HERE).status_code == 200


def test_post_with_an_ended_session_is_taken(checked_client):
    checked_client.cookies["sessionid"] = "gone0000000000000000000000000000"
    assert post(checked_client, origin=HERE).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": HERE, "sec_fetch_site": "cross-site"},
        {"origin": HERE, "sec_fetch_site": "same-site"},
        {"origin": HERE, "sec_fetch_site": "none"},
        {},
    ],
    ids=["foreign", "null", "cross-site", "same-site", "none", "no origin, no token"],
)
def test_doubtful_post_is_answered_with_the_text_and_sets_no_session(checked_client, headers):
    response = post(checked_client, **headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'name="text" value="{TEXT}"' in html
    assert "csrfmiddlewaretoken" in html
    assert "sessionid" not in response.cookies


def test_doubtful_post_leaves_the_session_of_its_victim(checked_client):
    post(checked_client, origin=HERE)
    before = checked_client.cookies["sessionid"].value
    response = post(checked_client, origin="https://evil.example")
    assert "sessionid" not in response.cookies
    assert checked_client.cookies["sessionid"].value == before


def test_null_origin_is_refused_even_with_a_token(checked_client):
    assert post(checked_client, origin="null", token=token_of(checked_client)).status_code == 422


def test_post_without_origin_is_taken_with_a_token(checked_client):
    assert post(checked_client, token=token_of(checked_client)).status_code == 200


def test_post_without_origin_and_with_a_wrong_token_keeps_the_text(checked_client):
    token_of(checked_client)
    assert post(checked_client, token="y" * 64).status_code == 422


def test_sending_again_from_the_page_goes_through(checked_client):
    html = post(checked_client, origin="null").content.decode()
    token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert post(checked_client, origin=HERE, token=token).status_code == 200


def test_view_that_is_not_marked_still_needs_its_token(checked_client, account):
    checked_client.force_login(account)
    assert post(checked_client, "/t/closed/", origin=HERE).status_code == 403
    assert post(checked_client, "/t/closed/", origin=HERE, token=token_of_settings(checked_client)).status_code == 200


def token_of_settings(client: Client) -> str:
    html = client.get("/tili/").content.decode()
    return html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
