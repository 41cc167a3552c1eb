"""Closing a run, and taking the closing back."""

from typing import Any

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
    Run,
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
    return render(request, "dashboard/trainer/close.html", closing_page(found))


def closing_page(run: Run) -> dict[str, Any]:
    """Whom and what the closing touches."""
    people = list(participants_of(run))
    unfinished = [one for one in people if one.status == Enrolment.Status.ACTIVE]
    rows = progress_matrix(run, enrolments=unfinished)
    return {
        "run": run,
        "lines": lines_of(rows, steps=steps_in(run), home=reverse("trainer:run", args=[run.code])),
        "took_part": bool(people),
        "queued": queue_of(run).count() if has_queue(run) else 0,
        "undecided": undecided_in(run),
        "follow_up": follow_up_days(type_policy(run.course.type), run.ends or timezone.localdate()),
    }


@require_POST
def reopen(request: HttpRequest, run: str) -> HttpResponse:
    """Everything is as before the closing."""
    found = run_of(request, run)
    reopen_run(run=found, actor=request.user)
    messages.success(request, _("The run is open again."))
    return redirect("trainer:run", found.code)
