"""Closing a run, and taking the closing back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.admissions.api import has_queue, queue_of, undecided_in
from courses.api import (
    Enrolment,
    close_run,
    follow_up_days,
    participants_of,
    progress_matrix,
    reopen_run,
    steps_in,
    type_policy,
)
from lms.dashboard.matrix import lines_of
from lms.dashboard.views.access import run_of


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, run: str) -> HttpResponse:
    """Who is not ready, what closing means, and the button."""
    found = run_of(request, run)
    if request.method == "POST":
        close_run(run=found, actor=request.user)
        messages.success(request, _("The run is closed. You can open it again on the same page."))
        return redirect("trainer:run", found.code)
    unfinished = list(participants_of(found).filter(status=Enrolment.Status.ACTIVE))
    rows = progress_matrix(found, enrolments=unfinished)
    lines = lines_of(rows, steps=steps_in(found), home=reverse("trainer:run", args=[found.code]))
    ended = found.ends or timezone.localdate()
    queued = queue_of(found).count() if has_queue(found) else 0
    context = {
        "run": found,
        "lines": lines,
        "queued": queued,
        "undecided": undecided_in(found),
        "follow_up": follow_up_days(type_policy(found.course.type), ended),
    }
    return render(request, "dashboard/trainer/close.html", context)


@require_POST
def reopen(request: HttpRequest, run: str) -> HttpResponse:
    """Everything is as before the closing."""
    found = run_of(request, run)
    reopen_run(run=found, actor=request.user)
    messages.success(request, _("The run is open again."))
    return redirect("trainer:run", found.code)
