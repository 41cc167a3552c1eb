"""The coach's page: what a coach sees, and above all what not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.accounts.api import COACH, has_role


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For coaches only; there is nothing of any jobseeker here."""
    if not has_role(request.user, COACH):
        raise Http404
    return render(request, "dashboard/coach.html")
