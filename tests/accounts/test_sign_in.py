"""Signing up and in: by password, by code, by passkey; nothing tells which addresses are known."""

import re

import pytest
from django.urls import reverse

from lms.accounts.models import User
from lms.jobs.models import Mail
from tests.accounts.conftest import PASSWORD, code_in, newest_mail, prove_again, sign_in

pytestmark = pytest.mark.django_db


def sign_up(client, email="uusi@example.org", **headers):
    return client.post("/tili/signup/", {"email": email, "password1": PASSWORD}, **headers)


def test_sign_up_by_password_verifies_by_code_and_asks_the_name(client):
    sign_up(client)
    response = client.post("/tili/confirm-email/", {"code": code_in(newest_mail())})
    assert response.status_code == 302
    assert response["Location"].startswith("/tili/tervetuloa/?next=")
    response = client.post(response["Location"], {"first_name": "Uusi", "last_name": "Oppija"})
    assert response["Location"] == "/tili/"
    assert User.objects.get(email="uusi@example.org").get_full_name() == "Uusi Oppija"


def test_name_can_be_given_later(client):
    sign_up(client)
    response = client.post("/tili/confirm-email/", {"code": code_in(newest_mail())})
    assert 'href="/tili/"' in client.get(response["Location"]).content.decode()


def test_name_that_is_missing_is_asked_again_with_what_was_typed(client, account):
    client.force_login(account)
    response = client.post("/tili/tervetuloa/", {"first_name": "Maija", "last_name": ""})
    assert response.status_code == 422
    assert 'value="Maija"' in response.content.decode()


def test_sign_in_by_password(client, account):
    assert sign_in(client).status_code == 302
    assert client.get("/t/closed/").status_code == 200


def test_sign_in_by_code(client, account):
    response = client.post("/tili/login/code/", {"email": account.email, "own_device": "on"})
    assert response["Location"] == "/tili/login/code/confirm/"
    client.post("/tili/login/code/confirm/", {"code": code_in(newest_mail())})
    assert client.get("/t/closed/").status_code == 200
    assert client.session["policy"] == "trainee-own"


def test_password_reset_by_code(client, account):
    client.post("/tili/password/reset/", {"email": account.email})
    client.post("/tili/password/reset/confirm/", {"code": code_in(newest_mail())})
    client.post("/tili/password/reset/complete/", {"password1": "aivan toinen 2", "password2": "aivan toinen 2"})
    account.refresh_from_db()
    assert account.check_password("aivan toinen 2")


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_request_login_code", "account_reset_password"],
)
def test_page_for_everybody_is_in_our_look(client, db, name):
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert "ui/built/polku.css" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "accounts:settings",
        "accounts:welcome",
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_page_of_the_account_is_in_our_look(client, account, name):
    sign_in(client)
    prove_again(client)
    html = client.get(reverse(name)).content.decode()
    assert "ui/built/polku.css" in html
    assert "<h1" in html
    assert not re.search(r"<[^>]+\sstyle=|<script(?![^>]*(src=|application/json))", html)


def test_passkey_sign_in_is_offered(client, db):
    html = client.get("/tili/login/").content.decode()
    assert 'id="passkey_login"' in html
    assert reverse("mfa_login_webauthn") in html
    assert client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).status_code == 200


def test_wrong_password_says_the_same_for_known_and_unknown(client, account):
    def answer(email):
        response = client.post("/tili/login/", {"login": email, "password": "väärä salasana"})
        html = re.sub(r'value="[^"]*"', "", response.content.decode())
        return response.status_code, html

    assert answer("maija@example.org") == answer("tuntematon@example.org")


@pytest.mark.parametrize("address", ["/tili/login/code/", "/tili/password/reset/"])
def test_asking_for_a_code_says_the_same_for_known_and_unknown(client, account, address):
    known = client.post(address, {"email": "maija@example.org"})
    client.cookies.clear()
    unknown = client.post(address, {"email": "tuntematon@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_sign_up_with_a_known_address_looks_the_same_and_writes_to_its_owner(client, account):
    known = sign_up(client, email=account.email)
    client.cookies.clear()
    new = sign_up(client)
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert [m.subject for m in Mail.objects.order_by("pk")][0] != Mail.objects.order_by("pk").last().subject
    assert User.objects.count() == 2


def test_five_wrong_passwords_shut_the_door_for_a_while(client, account):
    for _ in range(5):
        client.post("/tili/login/", {"login": account.email, "password": "väärä salasana"})
    sign_in(client)
    assert client.get("/t/closed/").status_code == 302


def test_mail_carries_our_own_address_whatever_host_was_asked(client, account, settings):
    settings.PUBLIC_BASE_URL = "https://polku.example"
    settings.ALLOWED_HOSTS = ["*"]
    sign_up(client, email=account.email, headers={"host": "evil.example:666"})
    message = newest_mail()
    assert "https://polku.example/tili/password/reset/" in message.body
    assert "evil" not in message.body + str(message.alternatives)


def test_mail_says_nothing_personal_in_its_subject_and_has_two_parts(client, account):
    client.post("/tili/login/code/", {"email": account.email})
    message = newest_mail()
    code = code_in(message)
    assert code not in message.subject
    assert account.email not in message.subject
    assert code in message.alternatives[0].content


def test_mail_of_one_kind_goes_to_one_address_three_times_an_hour(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(10):
        client.post("/tili/password/reset/", {"email": "tuntematon@example.org"})
        client.cookies.clear()
    assert Mail.objects.count() == 3


def test_mail_comes_in_the_language_of_its_reader(client, account):
    User.objects.update(language="sv")
    client.post("/en/tili/login/code/", {"email": account.email})
    assert '<html lang="sv">' in newest_mail().alternatives[0].content


def test_account_speaks_the_language_it_was_made_in(client, db):
    client.post("/sv/tili/signup/", {"email": "ny@example.org", "password1": PASSWORD})
    assert User.objects.get(email="ny@example.org").language == "sv"


def test_sign_in_leads_home_in_the_persons_language(client, account):
    User.objects.update(language="sv")
    assert sign_in(client)["Location"] == "/sv/tili/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_next_leads_nowhere_else(client, account, target):
    response = sign_in(client, next=target)
    assert response["Location"] == "/tili/"
    welcome = client.post("/tili/tervetuloa/", {"first_name": "A", "last_name": "B", "next": target})
    assert welcome["Location"] == "/tili/"


def test_next_leads_where_somebody_wanted_to_go(client, account):
    assert client.get("/t/closed/?x=1")["Location"] == "/tili/login/?next=/t/closed/%3Fx%3D1"
    assert sign_in(client, next="/t/closed/?x=1")["Location"] == "/t/closed/?x=1"


def test_profile_saves_name_and_language_and_answers_in_it(client, account, learner):
    client.force_login(account)
    form = {"first_name": "Maija", "last_name": "Mallikas", "language": "en"}
    assert client.post("/tili/", form)["Location"] == "/en/tili/"
    account.refresh_from_db()
    assert (account.get_full_name(), account.language) == ("Maija Mallikas", "en")


@pytest.mark.parametrize(
    "bad", [{"first_name": ""}, {"first_name": "x" * 101}, {"language": "xx"}, {"first_name": "a\x00b"}]
)
def test_profile_refuses_what_is_wrong_and_keeps_the_rest(client, account, bad):
    client.force_login(account)
    form = {"first_name": "Maija", "last_name": "Mallikas", "language": "fi"} | bad
    response = client.post("/tili/", form)
    assert response.status_code == 422
    assert 'value="Mallikas"' in response.content.decode()
    account.refresh_from_db()
    assert account.last_name == ""


def test_sign_out_ends_the_session(client, account):
    sign_in(client)
    client.post("/tili/logout/")
    assert client.get("/t/closed/").status_code == 302


def test_every_mail_of_allauth_renders_without_its_own_greeting(client, account):
    client.post("/tili/login/code/", {"email": "nobody@example.org"})
    message = newest_mail()
    assert "http://localhost:8000/tili/signup/" in message.body
    assert "Hello from" not in message.body


def test_notice_of_a_changed_password_tells_the_owner(client, account):
    sign_in(client)
    client.post(
        "/tili/password/change/",
        {"oldpassword": PASSWORD, "password1": "uusi salasana 2", "password2": "uusi salasana 2"},
    )
    assert newest_mail().to == [account.email]
