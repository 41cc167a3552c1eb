"""What one reads when a step is not open yet: what opens it, and the way there. Also every other refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import permission_denied

from courses.api import StepLocked, conditions_of
from lms.accounts.api import written_in
from lms.dashboard.outline import way_in


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403."""
    if not isinstance(exception, StepLocked):
        return permission_denied(request, exception)
    home = reverse("dashboard:course", args=[exception.run.code])
    lock = exception.step.lock
    context = {
        "step": exception.step,
        "lock": lock,
        "conditions": conditions_of(lock) if lock and lock.also else "",
        "first": way_in(home, lock) if lock else "",
        "home": home,
        "written": written_in(request),
    }
    return render(request, "dashboard/locked.html", context, status=403)
