"""No form loses text."""

import pytest

from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
ESSAY = "Ensimmäinen rivi\nToinen <b>rivi</b>"


def test_session_that_ended_while_writing_keeps_the_text(client):
    response = client.post("/t/closed/?a=1", {"text": ESSAY, "short": "x"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Ensimmäinen rivi\nToinen &lt;b&gt;rivi&lt;/b&gt;</textarea>" in html
    assert 'type="hidden" name="short" value="x"' in html
    assert 'action="/t/closed/?a=1"' in html
    assert 'href="/tili/login/"' in html


def test_text_is_sent_after_signing_in_in_another_tab(checked_client, account, client):
    html = checked_client.post("/t/closed/", {"text": ESSAY}).content.decode()
    assert "Toinen &lt;b&gt;rivi" in html
    checked_client.force_login(account)  # the other tab
    again = checked_client.post("/t/closed/", {"text": ESSAY, "csrfmiddlewaretoken": "stale"})
    token = again.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    taken = checked_client.post("/t/closed/", {"text": ESSAY, "csrfmiddlewaretoken": token})
    assert taken.content.decode() == f"closed {ESSAY}"


def test_stale_token_keeps_the_text(checked_client, account):
    checked_client.force_login(account)
    response = checked_client.post("/t/closed/", {"text": ESSAY})
    assert response.status_code == 403
    assert "Ensimmäinen rivi" in response.content.decode()


def test_passwords_and_codes_are_never_shown_again(checked_client):
    response = checked_client.post(
        "/tili/login/", {"login": "a@example.org", "password": PASSWORD, "code": "ABC-123", "new_password1": "toinen"}
    )
    html = response.content.decode()
    assert response.status_code == 403
    assert PASSWORD not in html
    assert "ABC-123" not in html
    assert "toinen" not in html


def test_what_another_site_wrote_is_not_offered_to_be_sent(checked_client, account):
    checked_client.force_login(account)
    response = checked_client.post("/t/closed/", {"text": "poista kaikki"}, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert "poista kaikki" not in response.content.decode()


def test_body_that_is_no_form_is_answered_too(client):
    response = client.post("/t/closed/", b"\xff\xfe{", content_type="application/json")
    assert response.status_code == 403


def test_script_gets_an_answer_it_understands(client):
    response = client.post("/t/closed/", {"text": "x"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 302


def test_signed_in_person_is_not_asked_again(client, account):
    sign_in(client)
    assert client.post("/t/closed/", {"text": "x"}).content == b"closed x"


def test_what_was_written_to_something_that_is_gone_can_be_copied(client, account):
    client.force_login(account)
    posted = {"text": ESSAY, "reason": "kaksi sanaa", "pass": "a" * 90, "password": "salainen lause"}
    response = client.post("/t/gone/", posted)
    html = response.content.decode()
    assert response.status_code == 404
    assert "Ensimmäinen rivi<br>Toinen &lt;b&gt;rivi" in html
    assert "kaksi sanaa" in html
    assert "a" * 90 not in html
    assert "salainen" not in html
    assert "jotta voit kopioida" not in client.get("/t/gone/").content.decode()


def test_what_another_site_sent_to_something_that_is_gone_is_not_shown(client, account):
    client.force_login(account)
    response = client.post("/t/gone/", {"text": ESSAY}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 404
    assert "Ensimmäinen" not in response.content.decode()


def test_body_that_is_no_form_sent_to_something_that_is_gone_is_answered_too(client, account):
    client.force_login(account)
    assert client.post("/t/gone/", b"--", content_type="multipart/form-data").status_code == 404
