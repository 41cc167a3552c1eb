"""What every address is cleaned of before a page reads it."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_NULL = re.compile("%00|\x00")


class NoNullsMiddleware:
    """Take null characters out of the parameters of an address.

    Nobody types one, forms refuse them, and PostgreSQL raises on a text that holds one; without this every view that
    looks something up by a parameter would have to remember that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if _NULL.search(query):
            request.META["QUERY_STRING"] = _NULL.sub("", query)
        return self.get_response(request)
