"""What must not be wrong in production. ``manage.py check --deploy`` says it, and a production start refuses."""

from urllib.parse import urlsplit

from allauth.mfa import app_settings as mfa_settings
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from lms.accounts.models import User

#: Back ends that show mail, and so sign-in codes, to whoever reads the log or the disk.
LEAKING_MAIL = ("console", "filebased", "locmem", "dummy", "lms.jobs.mailbox")


@register(Tags.security, deploy=True)
def check_accounts(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """Settings that accounts rely on."""
    problems = []
    if not {"totp", "webauthn"} & set(mfa_settings.SUPPORTED_TYPES):
        problems.append(
            Error("Staff must use a second factor, but none is offered.", hint="Add totp and webauthn to "
                  "MFA_SUPPORTED_TYPES.", id="accounts.E001")
        )  # fmt: skip
    if "lms.accounts.middleware.SecondFactorMiddleware" not in settings.MIDDLEWARE:
        problems.append(
            Error("Staff could do without a second factor.", hint="Put SecondFactorMiddleware back into MIDDLEWARE.",
                  id="accounts.E002")
        )  # fmt: skip
    if urlsplit(settings.PUBLIC_BASE_URL).scheme != "https":
        problems.append(
            Error("Links in mail and on certificates would not be encrypted.",
                  hint="Set POLKU_BASE_URL to the site's https:// address.", id="accounts.E003")
        )  # fmt: skip
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        problems.append(
            Error("Every process would count wrong passwords for itself.",
                  hint="Use the database cache or Redis as the default cache.", id="accounts.E004")
        )  # fmt: skip
    if any(name in settings.EMAIL_BACKEND for name in LEAKING_MAIL):
        problems.append(
            Error("Mail holds sign-in codes and would land in a log, a file or nowhere.",
                  hint="Use the SMTP back end and set EMAIL_HOST.", id="accounts.E005")
        )  # fmt: skip
    return problems


@register(Tags.database, deploy=True)
def check_demo_accounts(app_configs: object = None, databases: object = None, **kwargs: object) -> list[CheckMessage]:
    """Demo accounts have published passwords. (Run by ``check --deploy --database default`` and at start.)"""
    if settings.DEMO:
        return []
    try:
        number = User.objects.filter(is_demo=True).count()
    except DatabaseError:  # not migrated yet: then there are none
        return []
    if not number:
        return []
    return [
        Error(
            f"{number} demo accounts with published passwords are in this database.",
            hint="Start production on a database of its own, or delete them: manage.py remove_demo_accounts.",
            id="accounts.E006",
        )
    ]


def refuse_unsafe_start() -> None:
    """Called when a production process starts: stops it and says what to set."""
    if settings.DEMO or settings.DEBUG:
        return
    problems = check_accounts() + check_demo_accounts()
    if problems:
        lines = [f"{problem.msg} {problem.hint}" for problem in problems]
        raise ImproperlyConfigured("Polku does not start:\n- " + "\n- ".join(lines))
