"""Account pages that allauth does not have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what happened in the site's own words; nothing typed is thrown away (the browser's Back has it)."""
    return render(request, "403_csrf.html", status=403)
