"""The run's own times for its steps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.api import set_dates, steps_in
from lms.dashboard.step_dates import DatesForm
from lms.dashboard.views.access import run_of


@require_http_methods(["GET", "HEAD", "POST"])
def dates(request: HttpRequest, run: str) -> HttpResponse:
    """When each step opens and is to be ready, all on one page."""
    found = run_of(request, run)
    form = DatesForm(request.POST if request.method == "POST" else None, steps=steps_in(found))
    if form.is_valid():
        set_dates(run=found, dates=form.dates(), actor=request.user)
        messages.success(request, _("The times are saved."))
        return redirect("trainer:run", found.code)
    context = {"form": form, "run": found, "sections": form.sections()}
    return render(request, "dashboard/trainer/step_dates.html", context, status=422 if form.is_bound else 200)
