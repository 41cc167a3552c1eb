"""The check of POSTs that come from a cached page without a token (architecture decision 20)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

REASON_CROSS_SITE = "The request does not come from this site."


class OpenPostCsrfMiddleware(CsrfViewMiddleware):
    """Django's CSRF check, except for views marked ``open_post``, whose pages may be cached and so carry no token.

    There every POST is checked by its Origin, cookie or not: a stale CSRF cookie or an ended session must not cost
    anybody their text. What is doubtful gets the page "send again" with the text (422), never a bare 403.
    """

    def process_view(
        self, request: HttpRequest, callback: Callable, callback_args: tuple, callback_kwargs: dict
    ) -> HttpResponse | None:
        if request.method != "POST" or not getattr(callback, "open_post", False):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's own switch for test clients
            return self._accept(request)
        request.is_open_post = True
        if "HTTP_ORIGIN" not in request.META:
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if self._origin_verified(request) and comes_from_here(request):
            return self._accept(request)
        return self._reject(request, REASON_CROSS_SITE)

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        # A doubtful POST sets no session cookie: it would replace the one of the person it was forged for.
        request.is_doubtful = True
        # An old browser may send no Origin; a foreign one is never offered to send again what it did not write.
        request.is_foreign = "HTTP_ORIGIN" in request.META and not self._origin_verified(request)
        request.is_foreign = request.is_foreign or not comes_from_here(request)
        return super()._reject(request, reason)


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this, or is too old to say."""
    return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
