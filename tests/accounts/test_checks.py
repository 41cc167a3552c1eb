"""A production start that would be unsafe refuses and says what to set."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.accounts.checks import check_accounts, check_demo_accounts, refuse_unsafe_start
from lms.accounts.models import User


@pytest.fixture
def production(settings, db):
    settings.PUBLIC_BASE_URL = "https://polku.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "x"}}
    return settings


def test_sound_production_starts(production):
    refuse_unsafe_start()
    assert check_accounts() == []


def test_production_with_demo_accounts_refuses_and_says_what_to_do(production):
    User.objects.create_user("demo@example.org", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="1 demo accounts .* remove_demo_accounts"):
        refuse_unsafe_start()


def test_demo_starts_with_demo_accounts(production):
    production.DEMO = True
    User.objects.create_user("demo@example.org", is_demo=True)
    refuse_unsafe_start()
    assert check_demo_accounts() == []


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("MFA_SUPPORTED_TYPES", ["recovery_codes"], "accounts.E001"),
        ("MIDDLEWARE", [], "accounts.E002"),
        ("PUBLIC_BASE_URL", "http://polku.example", "accounts.E003"),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "accounts.E004"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "accounts.E005"),
        ("EMAIL_BACKEND", "lms.jobs.mailbox.DemoMailboxBackend", "accounts.E005"),
    ],
)
def test_unsafe_setting_is_named(production, name, value, check):
    setattr(production, name, value)
    assert [problem.id for problem in check_accounts()] == [check]
