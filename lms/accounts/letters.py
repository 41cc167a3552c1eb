"""The mails of signing in and signing up, by allauth's names for them. Other mail of allauth keeps its template."""

from django.utils.translation import gettext_lazy as _

from lms.jobs.api import Fact, Kind, Pace, declare

CODE = {"code": Fact(_("the code"), "ABCD-EFGH")}
VALID = _("The code is valid for 15 minutes and works once. We never ask for it by phone or by mail.")
NOT_ASKED = _("If you did not ask for this, you need do nothing.")
NOT_YOU = _("If it was not you, you need do nothing.")


def _of_code(slug: str, label: str, subject: str, first: str) -> Kind:
    kind = Kind(
        slug=f"account.{slug}",
        label=label,
        subject=subject,
        body=(first, "%(code)s", VALID, NOT_ASKED),
        facts=CODE,
        pace=Pace.ASKED,
        needed=frozenset(CODE),
    )
    return declare(kind)


def _of_stranger(slug: str, label: str, subject: str, first: str, button: str) -> Kind:
    kind = Kind(
        slug=f"account.{slug}",
        label=label,
        subject=subject,
        body=(first, NOT_YOU),
        button=button,
        pace=Pace.ASKED,
    )
    return declare(kind)


#: allauth's name of the mail → the kind.
KINDS = {
    "login_code": _of_code(
        "login_code",
        _("Sign-in code"),
        _("Your sign-in code"),
        _("Here is your sign-in code. Type it on the page where you asked for it:"),
    ),
    "email_confirmation": _of_code(
        "email_confirmation",
        _("Code that confirms a new address"),
        _("Confirm your e-mail address"),
        _("Here is the code that confirms your e-mail address. Type it on the page where you asked for it:"),
    ),
    "email_confirmation_signup": _of_code(
        "email_confirmation_signup",
        _("Code that confirms the address of a new account"),
        _("Confirm your e-mail address"),
        _("Welcome. Here is the code that confirms your e-mail address. Type it on the page where you signed up:"),
    ),
    "password_reset_code": _of_code(
        "password_reset_code",
        _("Code for a new password"),
        _("Code for a new password"),
        _("Here is your code for choosing a new password. Type it on the page where you asked for it:"),
    ),
    "account_already_exists": _of_stranger(
        "account_already_exists",
        _("Somebody signs up with an address that has an account"),
        _("You already have an account"),
        _(
            "Somebody, perhaps you, tried to sign up with this e-mail address. It already has an account, so no new one"
            " was made. If you have forgotten your password, choose a new one below."
        ),
        _("Choose a new password"),
    ),
    "unknown_account": _of_stranger(
        "unknown_account",
        _("Somebody signs in with an address that has no account"),
        _("There is no account with this address"),
        _(
            "Somebody, perhaps you, tried to sign in with this e-mail address, but there is no account with it. You can"
            " make an account below."
        ),
        _("Make an account"),
    ),
}
#: Where the button of a mail leads: allauth's name of the address.
ADDRESSES = {"account_already_exists": "password_reset_url", "unknown_account": "signup_url"}
