"""A trainer makes the days that the training was planned with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from courses.meetings.pages.from_plan import FromPlanForm
from courses.meetings.queries.planned import lacking_days
from courses.meetings.services.from_plan import make_planned_days
from courses.meetings.views.access import run_or_404
from courses.meetings.views.planning import form_page


@form_page
def make(request: HttpRequest, run: str) -> HttpResponse:
    """Dates for the planned days that the run still lacks."""
    found = run_or_404(request, run)
    planned = lacking_days(found)
    if not planned:
        return redirect("days:days", run)
    form = FromPlanForm(found, planned, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = make_planned_days(run=found, dates=form.dates, parts=form.parts, actor=request.user, **form.where)
        said = ngettext("%(number)d day is there.", "%(number)d days are there.", len(made)) % {"number": len(made)}
        messages.success(request, said)
        return redirect("days:days", run)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/trainer/from_plan.html", {"run": found, "form": form}, status=status)
