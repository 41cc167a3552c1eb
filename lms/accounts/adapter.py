"""allauth's one override point."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language, override

from lms.accounts.letters import ADDRESSES, KINDS
from lms.accounts.models import User
from lms.accounts.services.merging import claim_of
from lms.jobs.api import queue_mail, send_letter
from lms.ui.mail import render_letter

#: Mails of one kind to one address in an hour; more would make us a tool for flooding somebody.
MAILS_AN_HOUR = 3
#: Sent because a signed-in person did something: never held back.
NOTICES = {"password_changed", "password_set", "email_changed", "email_confirm", "email_deleted"}


@dataclass(frozen=True)
class PublicSite:
    """The site as mail calls it: never as the request's Host header says."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    """Sends allauth's mail through our outbox, with our own address in every link."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        kind = template_prefix.rsplit("/", 1)[-1]
        if not _may_send(kind, email):
            return
        key, language = f"account:{uuid.uuid4()}", _language_of(email)
        facts = with_public_addresses(context) | {"email": email, "current_site": public_site()}
        if kind in KINDS:
            known = {name: str(facts[name]) for name in KINDS[kind].facts}
            url = facts.get(ADDRESSES.get(kind, ""), "")
            send_letter(KINDS[kind], key=key, to=email, language=language, facts=known, url=url)
            return
        with override(language):
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", facts).split())
            text = render_to_string(f"{template_prefix}_message.txt", facts).strip()
            letter = render_letter("accounts/mail/letter", {"text": text, "subject": subject})
        queue_mail(key=key, to=email, subject=subject, text=letter.text, html=letter.html, asked=True)

    def send_account_already_exists_mail(self, email: str) -> None:
        """As slow as making an account: the time must not tell that the address is known."""
        make_password(get_random_string(12))
        super().send_account_already_exists_mail(email)

    def is_safe_url(self, url: str) -> bool:
        """Whether ``next`` may lead there; what cannot be read as an address may not."""
        try:
            return super().is_safe_url(url)
        except ValueError:  # half of an IPv6 address
            return False

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new account speaks the language in which it was made."""
        user.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home, in the person's own language."""
        with override(request.user.language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def post_login(self, request: HttpRequest, user: User, *, signup: bool, **facts: Any) -> HttpResponse:
        """Carry out what waited for the sign-in: joining earlier work, and the name for a certificate."""
        response = super().post_login(request, user, signup=signup, **facts)
        with override(user.language):
            if claim_of(request):
                response["Location"] = reverse("accounts:claim")
            if signup and not user.get_full_name():
                response["Location"] = f"{reverse('accounts:welcome')}?next={quote(response['Location'])}"
        return response


def public_site() -> PublicSite:
    """Our name and address."""
    return PublicSite(name="Polku", domain=urlsplit(settings.PUBLIC_BASE_URL).netloc)


def with_public_addresses(context: dict[str, Any]) -> dict[str, Any]:
    """``context`` with every address in it on our own base: allauth builds them from the Host header."""
    return {
        name: public_address(value) if name.endswith("_url") and isinstance(value, str) else value
        for name, value in context.items()
    }


def public_address(url: str) -> str:
    """The path of ``url`` on ``PUBLIC_BASE_URL``."""
    parts = urlsplit(url)
    return settings.PUBLIC_BASE_URL + parts.path + (f"?{parts.query}" if parts.query else "")


def _language_of(email: str) -> str:
    """The reader's language if they have an account, else the page's."""
    known = User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
    return known or get_language() or settings.LANGUAGE_CODE


def _may_send(kind: str, email: str) -> bool:
    if kind in NOTICES:
        return True
    address = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    key = f"account-mail:{kind}:{address}"
    if cache.add(key, 1, timeout=3600):
        return True
    try:
        return cache.incr(key) <= MAILS_AN_HOUR
    except ValueError:  # it ran out in between
        return True
