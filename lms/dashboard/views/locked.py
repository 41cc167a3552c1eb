"""What one reads when a step is not open yet: what opens it, and the way there. Also every other refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import permission_denied

from courses.api import StepLocked
from lms.dashboard.outline import FOLDERS


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403."""
    if not isinstance(exception, StepLocked):
        return permission_denied(request, exception)
    home = reverse("dashboard:course", args=[exception.run.code])
    lock = exception.step.lock
    first = f"{home}{FOLDERS.get(lock.kind, '')}{lock.slug}/" if lock and lock.slug else ""
    context = {"step": exception.step, "lock": lock, "first": first, "home": home}
    return render(request, "dashboard/locked.html", context, status=403)
