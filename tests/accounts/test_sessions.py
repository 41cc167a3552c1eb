"""How long a session lives."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.accounts import sessions
from lms.accounts.devices import device_name
from lms.accounts.models import Learner, Session, User
from lms.accounts.services.staff import end_sessions
from lms.accounts.session_store import SessionStore, user_of
from lms.accounts.sessions import POLICIES, apply_policy, keep_alive
from tests.accounts.conftest import PASSWORD, make_account, sign_in

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@pytest.mark.parametrize(
    ("name", "idle"),
    [
        ("visitor", HOUR),
        ("staff", HOUR),
        ("trainee", 8 * HOUR),
        ("trainee-own", 30 * DAY),
        ("shared", 20 * MINUTE),
        ("own", 90 * DAY),
    ],
)
def test_session_ends_after_its_idle_time(name, idle):
    session = SessionStore()
    apply_policy(session, POLICIES[name])
    assert session.get_expiry_age() == idle


def test_staff_session_ends_after_twelve_hours_however_busy():
    session, start = SessionStore(), 1_000_000
    apply_policy(session, sessions.STAFF, now=start)
    for hour in range(1, 12):
        keep_alive(session, now=start + hour * HOUR)
    keep_alive(session, now=start + 11 * HOUR + 50 * MINUTE)
    assert session.get_expiry_age() == 10 * MINUTE


def test_used_session_is_not_saved_on_every_request():
    session, start = SessionStore(), 1_000_000
    apply_policy(session, sessions.TRAINEE, now=start)
    session.modified = False
    keep_alive(session, now=start + 9 * MINUTE)
    assert not session.modified
    keep_alive(session, now=start + 10 * MINUTE)
    assert session.modified


def test_shared_device_is_refreshed_often_enough_that_twenty_minutes_hold():
    assert sessions.SHARED_DEVICE.refresh_after == 2 * MINUTE
    assert all(policy.refresh_after <= 10 * MINUTE for policy in POLICIES.values())


@pytest.mark.parametrize(("tick", "policy"), [({}, "trainee"), ({"own_device": "on"}, "trainee-own")])
def test_sign_in_of_a_trainee_lasts_as_ticked(client, account, tick, policy):
    sign_in(client, **tick)
    assert client.session["policy"] == policy
    assert client.session.get_expiry_age() == POLICIES[policy].idle / timedelta(seconds=1)


def test_sign_in_of_staff_is_short_whatever_is_ticked(client, db):
    make_account(is_staff=True)
    sign_in(client, own_device="on")
    assert client.session["policy"] == "staff"


def test_tick_is_not_made_beforehand(client, db):
    html = client.get("/tili/login/").content.decode()
    tick = html[html.index('name="own_device"') - 80 : html.index('name="own_device"') + 120]
    assert 'type="checkbox"' in tick
    assert "checked" not in tick


def test_tick_of_a_failed_sign_in_is_taken_back_by_the_next(client, account):
    client.post("/tili/login/", {"login": account.email, "password": "väärä", "own_device": "on"})
    sign_in(client)
    assert client.session["policy"] == "trainee"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14; K) Chrome/129.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36",
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605.1.15", "Safari, Mac"),
        ("curl/8.0", _("Unknown browser")),
        ("", _("Unknown browser")),
    ],
)
def test_a_device_is_named_by_its_browser_and_system(user_agent, name):
    assert device_name(user_agent) == name


def test_the_list_of_devices_shows_names_and_no_raw_browser_text(client, account):
    raw = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    client.post("/tili/login/", {"login": account.email, "password": PASSWORD}, headers={"user-agent": raw})
    page = client.get("/tili/sessions/", headers={"user-agent": raw}).content.decode()
    assert "Firefox, Linux" in page
    assert "Gecko" not in page
    assert "<table" not in page


def request_with(**changes) -> object:
    """A request whose browser holds the only session there is, read anew, with other things in it."""
    request = RequestFactory().get("/")
    request.session = SessionStore(Session.objects.get().pk)
    for key, value in changes.items():
        request.session[key] = value
    return request


def test_a_session_is_read_with_its_account_and_learner_in_one_statement(client, account, statements):
    learner = Learner.objects.create(user=account)
    client.force_login(account)
    request = request_with()
    with statements(1):
        assert user_of(request).learner == learner
    assert Session.objects.get().user_id == account.pk


def test_a_session_of_somebody_without_an_account_is_nobodys(client, db, statements):
    client.session.save()
    request = request_with()
    with statements(1):
        assert not user_of(request).is_authenticated


def test_whose_a_session_is_is_decided_by_what_is_signed_in_it(client, account):
    """Whoever could change the row's account alone would gain nothing by it."""
    client.force_login(account)
    Session.objects.update(user=make_account("toinen@example.org"))
    assert user_of(request_with()) == account


@pytest.mark.parametrize(
    "changes", [{HASH_SESSION_KEY: "x"}, {HASH_SESSION_KEY: ""}, {BACKEND_SESSION_KEY: "elsewhere"}, {SESSION_KEY: "0"}]
)
def test_what_django_would_not_take_is_not_taken(client, account, changes):
    client.force_login(account)
    assert not user_of(request_with(**changes)).is_authenticated


def test_a_closed_account_is_signed_in_nowhere(client, account):
    client.force_login(account)
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert not user_of(request_with()).is_authenticated


def test_a_changed_password_ends_the_other_sessions(client, account):
    client.force_login(account)
    account.set_password("aivan uusi salasana 2026")
    account.save()
    assert not user_of(request_with()).is_authenticated


def test_a_rotated_secret_key_keeps_people_signed_in(client, account, settings):
    client.force_login(account)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-of-the-next-year"
    assert user_of(request_with()) == account


def test_a_session_whose_account_is_gone_is_nobodys(client, account):
    client.force_login(account)
    account.delete()
    assert not user_of(request_with()).is_authenticated


def test_all_sessions_of_an_account_end_together(client, account):
    client.force_login(account)
    assert client.get(reverse("dashboard:home")).status_code == 200
    end_sessions(account)
    assert not Session.objects.exists()
    assert client.get(reverse("dashboard:home")).status_code == 302
