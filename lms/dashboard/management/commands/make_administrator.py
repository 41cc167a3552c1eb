"""``manage.py make_administrator``: the first person who may give others their roles.

It stands above the rooms because a site administrator's rights come from two of them: accounts and content.
"""

from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from content.permissions import ensure_author_permissions
from lms.accounts.api import SITE_ADMINISTRATOR, User
from lms.records.audit import log_fact


class Command(BaseCommand):
    help = (
        "Make an account with the role of site administrator, or give an account that exists the role. No password "
        "is set: one signs in by a code sent to the address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The person's address, at which they get their sign-in codes.")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    def handle(self, *args: Any, email: str, first_name: str, last_name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is no e-mail address. Nothing was changed.") from None
        user, made = make_administrator(email=email, first_name=first_name, last_name=last_name)
        what = "A new account" if made else "The account that was there"
        self.stdout.write(
            f"{what} is site administrator now: {user.email}\n"
            "Sign in with a code sent to that address. At the first sign-in the site asks for a second factor."
        )


@transaction.atomic
def make_administrator(*, email: str, first_name: str, last_name: str) -> tuple[User, bool]:
    """Give the role; returns the account and whether it is new. Running it twice changes nothing."""
    groups = ensure_author_permissions()
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    made = user is None
    if made:
        user = User.objects.create_user(address, first_name=first_name, last_name=last_name)
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    elif not user.is_active or user.is_demo:
        raise CommandError(f"The account {address} is closed or of the demo. Nothing was changed.")
    if not user.groups.filter(name=SITE_ADMINISTRATOR).exists():
        user.groups.add(groups[SITE_ADMINISTRATOR])  # makes the account staff, too
        log_fact("account.made_administrator", subject=user)
    return user, made
