"""Whole pages for people without a cookie, answered before the session is looked at.

Each process remembers for itself. What an author changes is seen at once in the process that took the change and
within half a minute in the others.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from wagtail.signals import page_published, page_unpublished, post_page_move

#: Seconds for which a page is remembered, and how many are.
FRESH = 30
ROOM = 200
#: Longer addresses are nobody's bookmark; remembering them would let a stranger fill the memory.
LONGEST_ADDRESS = 300
#: Cards that public pages show; a saved one empties the memory.
CARDS = ("FactCard", "NetworkCard", "GlossaryTerm", "HelpContact", "Organiser", "CertificateText")

_pages: OrderedDict[str, tuple[float, int, dict[str, str], bytes]] = OrderedDict()


def share(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Say that the response is the same for everybody, if it was asked for without any cookie and is no preview."""
    if request.COOKIES or getattr(request, "is_preview", False) or request.method not in ("GET", "HEAD"):
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=FRESH)
    patch_vary_headers(response, ["Cookie"])
    return response


def forget_pages(**kwargs: Any) -> None:
    """Empty this process's memory."""
    _pages.clear()


def forget_when_content_changes() -> None:
    """Empty the memory whenever an author changes something that pages show; called when the app is ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_pages, dispatch_uid="page_cache")
    for name in CARDS:
        for signal in (post_save, post_delete):
            signal.connect(forget_pages, sender=apps.get_model("content", name), dispatch_uid=f"page_cache:{name}")


class AnonymousPageCacheMiddleware:
    """Remembers public pages for visitors who have no cookie at all; everybody else passes through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        found = _pages.get(key)
        if found and time.monotonic() - found[0] < FRESH:
            return HttpResponse(found[3], status=found[1], headers=found[2])
        response = self.get_response(request)
        if request.method == "GET" and is_for_all(response):
            _pages[key] = (time.monotonic(), response.status_code, dict(response.headers), response.content)
            _pages.move_to_end(key)
            while len(_pages) > ROOM:
                _pages.popitem(last=False)
        return response


def key_of(request: HttpRequest) -> str | None:
    """The name under which the answer is remembered; None when it must not be."""
    sent = request.META
    if request.method not in ("GET", "HEAD") or sent.get("HTTP_COOKIE") or sent.get("HTTP_AUTHORIZATION"):
        return None
    # The host as it was sent: one that is not ours never got a 200 that could be remembered.
    address = f"{request.scheme}://{sent.get('HTTP_HOST', '')}{request.get_full_path()}"
    return address if len(address) <= LONGEST_ADDRESS else None


def is_for_all(response: HttpResponse) -> bool:
    """Whether the view said that anybody may have this very answer."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in response.headers.get("Cache-Control", "")
        and response.headers.get("Content-Type", "").startswith("text/html")
    )
