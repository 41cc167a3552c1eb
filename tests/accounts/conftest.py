"""What the tests of accounts share."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from lms.accounts.models import User
from lms.jobs.api import run_due


@pytest.fixture(autouse=True)
def accounts_settings(settings):
    settings.ROOT_URLCONF = "tests.accounts.urls"
    settings.LOGIN_REDIRECT_URL = "accounts:settings"
    settings.ACCOUNT_FORMS = {
        "login": "lms.accounts.forms.LoginForm",
        "request_login_code": "lms.accounts.forms.RequestLoginCodeForm",
    }
    cache.clear()


PASSWORD = "pitkä salasana 1"


def make_account(email: str = "maija@example.org", **fields: object) -> User:
    """An account with a verified address and a password."""
    user = User.objects.create_user(email=email, password=PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture
def account(db) -> User:
    return make_account()


@pytest.fixture
def checked_client() -> Client:
    """A client that is asked for CSRF tokens as a browser is."""
    return Client(enforce_csrf_checks=True)


def newest_mail():
    """The mail the queue sends now."""
    run_due()
    return mail.outbox[-1]


def code_in(message) -> str:
    """The sign-in code in a mail."""
    return re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{2,})\s*$", message.body, re.MULTILINE).group(1)


def sign_in(client: Client, email: str = "maija@example.org", **fields: str):
    return client.post("/tili/login/", {"login": email, "password": PASSWORD} | fields)


def prove_again(client: Client):
    """Type the password once more, as changing how one signs in asks for."""
    return client.post("/tili/reauthenticate/", {"password": PASSWORD})
