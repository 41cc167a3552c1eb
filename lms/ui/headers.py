"""Response headers that every page carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# No nonces: pages stay cacheable. Inline scripts and styles are simply not allowed.
STRICT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Wagtail's admin still has inline scripts; only staff get there.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self'; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeadersMiddleware:
    """Content security policy, permissions, and no caching of anything that belongs to a person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = policy_for(request)
        if policy == ADMIN_POLICY:  # a preview comes with the policy of the public page it shows, which forbids frames
            del response.headers["Content-Security-Policy"]
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if "sessionid" in request.COOKIES or "__Host-session" in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def policy_for(request: HttpRequest) -> str:
    """The policy of one address."""
    if request.path.startswith(("/hallinta/", "/sv/hallinta/", "/en/hallinta/")):
        return ADMIN_POLICY
    return STRICT_POLICY
