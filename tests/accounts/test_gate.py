"""Shut by default; anonymous reading leaves no trace; staff need a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.urls import URLPattern, get_resolver

from lms.accounts.api import AUTHOR, SITE_ADMINISTRATOR, ensure_groups, roles_of
from lms.accounts.middleware import is_public
from lms.accounts.models import User
from tests.accounts.conftest import PASSWORD, make_account, prove_again, sign_in

pytestmark = pytest.mark.django_db


def patterns_of(resolver) -> list[URLPattern]:
    found = []
    for item in resolver.url_patterns:
        found += [item] if isinstance(item, URLPattern) else patterns_of(item)
    return found


def test_allauth_opens_exactly_these_views_to_everybody():
    """Reviewed by hand: a new one has to be looked at before it is added here."""
    views = {
        pattern.name
        for pattern in patterns_of(get_resolver())
        if pattern.callback.__module__.startswith("allauth.") and is_public(pattern.callback)
    }
    assert views == {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_signup_by_passkey",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_login_code",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "account_request_login_code",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
    }


def test_view_without_a_mark_needs_an_account(client):
    assert client.get("/t/closed/")["Location"] == "/tili/login/?next=/t/closed/"


def test_sign_in_page_keeps_the_language_of_the_address(client):
    assert client.get("/sv/tili/")["Location"] == "/sv/tili/login/?next=/sv/tili/"


def test_reading_a_public_page_sets_no_cookie_and_asks_nothing(client, statements):
    with statements(0):
        response = client.get("/t/public/")
    assert response.status_code == 200
    assert not response.cookies


def test_reading_ones_own_page_as_a_newcomer_sets_no_cookie(client):
    response = client.get("/t/whose/")
    assert response.content == b"nobody"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/hallinta/login/", "/_util/login/"])
def test_wagtails_own_doors_lead_to_the_front_door(client, account, address):
    response = client.post(address, {"username": account.email, "password": PASSWORD})
    assert response["Location"].startswith("/tili/login/")
    assert client.get("/t/closed/").status_code == 302


def test_admin_does_not_exist_for_a_trainee(client, account):
    sign_in(client)
    assert client.get("/hallinta/").status_code == 404


def test_admin_waits_for_the_second_factor_of_an_author(client, account):
    account.groups.add(ensure_groups()[AUTHOR])
    client.force_login(account)
    assert client.get("/hallinta/")["Location"] == "/tili/2fa/"


def test_admin_opens_for_an_author_with_a_second_factor(client, account):
    account.groups.add(ensure_groups()[AUTHOR])
    Authenticator.objects.create(user=account, type="totp", data={})
    client.force_login(account)
    assert client.get("/hallinta/").status_code == 200


@pytest.fixture
def staff():
    return make_account("henkilo@example.org", is_staff=True)


@pytest.mark.parametrize("address", ["/t/closed/", "/t/public/", "/tili/", "/tili/sessions/"])
def test_staff_without_a_second_factor_reach_its_setup_and_nothing_else(client, staff, address):
    sign_in(client, staff.email)
    assert client.get(address)["Location"] == "/tili/2fa/"


@pytest.mark.parametrize("address", ["/tili/2fa/", "/tili/2fa/totp/activate/", "/tili/2fa/webauthn/add/"])
def test_staff_without_a_second_factor_can_set_one_up(client, staff, address):
    sign_in(client, staff.email)
    prove_again(client)
    assert client.get(address).status_code == 200


def test_staff_with_a_second_factor_are_asked_for_it_at_sign_in(client, staff):
    Authenticator.objects.create(user=staff, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    assert sign_in(client, staff.email)["Location"] == "/tili/2fa/authenticate/"
    assert client.get("/t/closed/")["Location"].startswith("/tili/login/")


def test_recovery_codes_alone_are_no_second_factor(client, staff):
    Authenticator.objects.create(user=staff, type="recovery_codes", data={})
    client.force_login(staff)
    assert client.get("/t/closed/")["Location"] == "/tili/2fa/"


def test_demo_asks_no_second_factor(client, staff, settings):
    settings.DEMO = True
    client.force_login(staff)
    assert client.get("/t/closed/").status_code == 200


def test_trainee_is_asked_for_no_second_factor_and_costs_no_query_for_it(client, account, statements):
    client.force_login(account)
    with statements(1):  # the session with the user
        assert client.get("/t/closed/").status_code == 200


def test_who_gets_a_role_becomes_staff_and_signs_in_again(client, account):
    sign_in(client)
    account.groups.add(Group.objects.get_or_create(name=AUTHOR)[0])
    account.refresh_from_db()
    assert account.is_staff
    assert client.get("/t/closed/")["Location"].startswith("/tili/login/")


def test_who_loses_a_role_signs_in_again(client, account):
    group = Group.objects.create(name=AUTHOR)
    account.groups.add(group)
    Authenticator.objects.create(user=account, type="totp", data={})
    client.force_login(account)
    UserSession.objects.create(user=account, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    account.groups.remove(group)
    assert client.get("/t/closed/")["Location"].startswith("/tili/login/")


def test_suspended_account_is_out_at_once(client, account):
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/t/closed/").status_code == 302


def test_ensure_groups_twice_makes_the_four_groups_once():
    ensure_groups()
    groups = ensure_groups()
    assert Group.objects.count() == len(groups) == 4
    codes = set(groups[SITE_ADMINISTRATOR].permissions.values_list("codename", flat=True))
    assert {"access_admin", "change_user", "change_group"} <= codes


def test_roles_of_a_superuser_are_the_site_administrators(account):
    account.is_superuser = True
    assert roles_of(account) == {SITE_ADMINISTRATOR}
