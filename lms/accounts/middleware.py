"""Who is asking: the session, the user, the learner, and the gate that is shut by default."""

import functools
import uuid
from urllib.parse import quote

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from lms.accounts.csrf import OpenPostCsrfMiddleware
from lms.accounts.drafts import drafts_of
from lms.accounts.models import Learner
from lms.accounts.resend import send_again
from lms.accounts.session_store import user_of
from lms.accounts.sessions import LEARNER_SESSION_KEY, keep_alive

__all__ = [
    "AuthenticationMiddleware",
    "DefaultDenyMiddleware",
    "OpenPostCsrfMiddleware",
    "SecondFactorMiddleware",
    "SessionMiddleware",
]

#: Views of others that anybody may reach. Our own say so themselves (``@public``), and so do allauth's.
PUBLIC_VIEWS = frozenset(
    {
        "wagtail.views.serve",  # pages; which of them are public is decided by the page
        "wagtail.views.authenticate_with_password",  # pages behind a shared password
        "django.views.i18n.set_language",
        "django.views.i18n.JavaScriptCatalog",
    }
)
#: Doors that would let somebody in past allauth's rate limits and second factor: they lead to its front door.
CLOSED_DOORS = frozenset({"wagtailadmin_login", "wagtailcore_login"})
#: What a member of staff without a second factor can reach: setting one up, proving who they are, leaving.
SECOND_FACTOR_VIEWS = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
    }
)
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SessionMiddleware(DjangoSessionMiddleware):
    """Database sessions whose life follows decision 19 (see ``lms.accounts.sessions``)."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        # Ours have letters and digits only. PostgreSQL refuses to look for some others, such as a null.
        request.session = self.SessionStore(key if key.isalnum() else None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "is_doubtful", False):
            return response
        session = request.session
        if (session.modified or session.accessed) and not session.is_empty():
            keep_alive(session)
        return super().process_response(request, response)


class AuthenticationMiddleware(DjangoAuthenticationMiddleware):
    """Adds ``request.learner`` beside ``request.user``; both come with the session, read when they are used."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))
        request.learner = SimpleLazyObject(lambda: learner_of(request))
        request.drafts = lambda: drafts_of(request)  # for lms.ui, which lies below and knows no session


def learner_of(request: HttpRequest) -> Learner | None:
    """The learner of this request: the account's, else the session's pseudonymous one, else None.

    As a lazy object it is never ``is None``: ask ``if request.learner`` instead.
    """
    if request.user.is_authenticated:
        try:
            return seen_today(request.user.learner)
        except Learner.DoesNotExist:
            return Learner.objects.get_or_create(user=request.user, defaults={"language": request.user.language})[0]
    key = request.session.get(LEARNER_SESSION_KEY)
    try:
        learner = Learner.objects.filter(key=uuid.UUID(key), user=None).first() if key else None
    except (ValueError, TypeError, AttributeError):
        return None
    return seen_today(learner) if learner else None


def seen_today(learner: Learner) -> Learner:
    """Note that the person has come: one statement a day. It moves the date on which what they left is deleted."""
    today = timezone.localdate()
    if learner.last_seen_on != today:
        Learner.objects.filter(pk=learner.pk).update(last_seen_on=today)
        learner.last_seen_on = today
    return learner


class DefaultDenyMiddleware(LoginRequiredMiddleware):
    """Every view needs an account unless it is marked with ``lms.accounts.access`` or listed above."""

    def process_view(self, request: HttpRequest, view_func, view_args: tuple, view_kwargs: dict):
        if request.resolver_match.url_name in CLOSED_DOORS:
            return redirect(f"{reverse('account_login')}?next={quote(request.GET.get('next', ''))}")
        # Asked first, whatever the view says of itself: frameworks under the admin mark views of theirs as open.
        if is_admin_address(request):
            return self.guard_admin(request, view_func)
        # Then this: a public page never loads the session and stays cacheable.
        if is_public(view_func):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def guard_admin(self, request: HttpRequest, view_func) -> HttpResponse | None:
        """The authors' admin: sign-in for strangers, nothing at all for people who do not write."""
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return None

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """A session that ended while somebody was writing does not cost them the text."""
        if request.method == "POST" and not request.headers.get("X-Requested-With"):
            return send_again(request, needs_sign_in=True)
        return super().handle_no_permission(request, view_func)


def is_public(view_func) -> bool:
    """Whether ``view_func`` says itself that anybody may come, or is listed above."""
    view_class = getattr(view_func, "view_class", view_func)
    name = f"{view_class.__module__}.{view_class.__qualname__}"
    return name in PUBLIC_VIEWS or not getattr(view_func, "login_required", True)


def is_admin_address(request: HttpRequest) -> bool:
    """Whether the address belongs to the authors' admin."""
    return request.path_info.startswith(_admin_home())


@functools.cache
def _admin_home() -> str:
    """The same in every language; asked at every request."""
    return reverse("wagtailadmin_home")


class SecondFactorMiddleware:
    """Staff need TOTP or a passkey, outside demo mode; without one they reach the pages that set it up, only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args: tuple, view_kwargs: dict):
        # Without a session cookie nobody is signed in, and an anonymous page must not touch the session.
        if settings.DEMO or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.resolver_match.url_name in SECOND_FACTOR_VIEWS or has_second_factor(request.user):
            return None
        return redirect("mfa_index")


def has_second_factor(user) -> bool:
    """Whether ``user`` has what their role asks for; a trainee is asked for nothing."""
    if not user.is_authenticated or not (user.is_staff or user.is_superuser):
        return True
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()
