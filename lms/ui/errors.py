"""Refusals and failures that Django leaves without a page, or with the wrong one."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error


class RefusalPageMiddleware:
    """A request by a method that its address does not take gets a page to read instead of an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = render_to_string("400.html", request=request)
        return response


def broken(request: HttpRequest) -> HttpResponse:
    """What is shown for an exception that nobody expected. A database that is away, or busy for too long, is no fault
    of the request: 503, which tells machines between (and the page's own script) to try the same again in a moment."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "5"})
    return server_error(request)
