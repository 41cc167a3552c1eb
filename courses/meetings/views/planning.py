"""A trainer's days: the list, making, changing and cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.meetings.pages.planning import PlanForm, known_of, known_of_next
from courses.meetings.queries.lists import meetings_in
from courses.meetings.queries.planned import lacking_days
from courses.meetings.services.planning import cancel_meeting, change_meeting, make_meeting, restore_meeting
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
    """A new day."""
    found = run_or_404(request, run)
    last = found.meetings.order_by("-starts_at").first()
    form = PlanForm(found, request.POST if request.method == "POST" else None, initial=known_of_next(found, last))
    if form.is_valid():
        made = make_meeting(run=found, plan=form.plan, actor=request.user)
        messages.success(request, _("The day is there. Participants find it on the home of the training."))
        return redirect("days:day", run, made.pk)
    context = {"run": found, "form": form}
    return render(request, "meetings/trainer/edit.html", context, status=422 if form.is_bound else 200)


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
