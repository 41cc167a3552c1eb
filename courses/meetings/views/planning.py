"""A trainer's days: the list, making, changing and cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import Run
from courses.meetings.pages.planning import PlanForm, known_of, known_of_next
from courses.meetings.pages.series import NewDayForm
from courses.meetings.queries.lists import meetings_in
from courses.meetings.queries.planned import lacking_days
from courses.meetings.services.planning import cancel_meeting, change_meeting, make_meeting, restore_meeting
from courses.meetings.services.series import make_series
from courses.meetings.views.access import day_or_404, run_or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def days(request: HttpRequest, run: str) -> HttpResponse:
    """Every day of the run."""
    found = run_or_404(request, run)
    context = {"run": found, "days": meetings_in(found), "lacking": lacking_days(found)}
    return render(request, "meetings/trainer/days.html", context)


@form_page
def new(request: HttpRequest, run: str) -> HttpResponse:
    """A new day, or the same day for each week, which is shown first."""
    found = run_or_404(request, run)
    last = found.meetings.order_by("-starts_at").first()
    form = NewDayForm(found, request.POST if request.method == "POST" else None, initial=known_of_next(found, last))
    changes = "change" in request.POST
    if form.is_valid() and not changes:
        return _make(request, found, form)
    status = 422 if form.errors and not changes else 200
    return render(request, "meetings/trainer/edit.html", {"run": found, "form": form}, status=status)


def _make(request: HttpRequest, run: Run, form: NewDayForm) -> HttpResponse:
    """Make the day or the days, once those of a series have been seen and some of them are left."""
    if not form.is_seen or not form.chosen:
        context = {"run": run, "form": form, "none": form.is_seen}
        return render(request, "meetings/trainer/series.html", context, status=422 if form.is_seen else 200)
    if len(form.weeks) == 1:
        made = make_meeting(run=run, plan=form.plan, actor=request.user)
        messages.success(request, _("The day is there. Participants find it on the home of the training."))
        return redirect("days:day", run.code, made.pk)
    number = len(make_series(run=run, plan=form.plan, dates=form.chosen, actor=request.user))
    said = ngettext("%(number)d day was made.", "%(number)d days were made.", number) % {"number": number}
    messages.success(request, said)
    return redirect("days:days", run.code)


@form_page
def edit(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Change a day."""
    meeting = day_or_404(request, run, pk)
    form = PlanForm(meeting.run, request.POST if request.method == "POST" else None, initial=known_of(meeting))
    if form.is_valid():
        if change_meeting(meeting=meeting, plan=form.plan, actor=request.user):
            messages.success(request, _("The day is saved. If its time or place changed, participants get a mail."))
        return redirect("days:day", run, pk)
    context = {"run": meeting.run, "meeting": meeting, "form": form}
    return render(request, "meetings/trainer/edit.html", context, status=422 if form.is_bound else 200)


@form_page
def cancel(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Ask once, then cancel: everybody is told."""
    meeting = day_or_404(request, run, pk)
    if request.method == "POST":
        cancel_meeting(meeting=meeting, actor=request.user)
        messages.success(request, _("The day is cancelled. Participants get a mail, and their calendars know it."))
        return redirect("days:day", run, pk)
    return render(request, "meetings/trainer/cancel.html", {"run": meeting.run, "meeting": meeting})


@require_POST
def restore(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Hold a cancelled day after all."""
    restore_meeting(meeting=day_or_404(request, run, pk), actor=request.user)
    messages.success(request, _("The day is held after all. Participants get a mail."))
    return redirect("days:day", run, pk)
