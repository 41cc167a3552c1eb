"""One day as its trainer sees it: who cannot come, make-up tasks, needs, people who walked in, a count of heads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import CannotEnrol
from courses.meetings.models import Meeting
from courses.meetings.pages.day import HeadForm, WalkInForm, corrects_heads, shown_day
from courses.meetings.queries.lists import attendance_at, needs_at
from courses.meetings.queries.rights import teaches
from courses.meetings.services.absence import NothingMissed, accept_make_up
from courses.meetings.services.planning import count_heads
from courses.meetings.services.walk_ins import NotInvited, add_walk_in, count_walk_in
from courses.meetings.views.access import day_or_404


@require_safe
def day(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """The day, and what waits there."""
    return _show(request, day_or_404(request, run, pk))


def _show(request: HttpRequest, meeting: Meeting, status: int = 200, **forms: Any) -> HttpResponse:
    reads_needs = meeting.asks_needs and teaches(request.user, meeting.run)
    context = shown_day(meeting) | {
        "needs": needs_at(meeting) if reads_needs else None,
        "reads_needs": reads_needs,
        "head_form": HeadForm(initial={"number": meeting.head_count}) if corrects_heads(meeting) else None,
    }
    return render(request, "meetings/trainer/day.html", context | forms, status=status)


@require_POST
def heads(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """How many came, without names."""
    meeting = day_or_404(request, run, pk)
    if not corrects_heads(meeting):
        raise Http404
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, 422, head_form=form)
    count_heads(meeting=meeting, actor=request.user, **form.cleaned_data)
    messages.success(request, _("The number is saved."))
    return redirect("days:day", run, pk)


@require_POST
def accept(request: HttpRequest, run: str, pk: int, enrolment: int) -> HttpResponse:
    """Accept a make-up task: the day counts."""
    meeting = day_or_404(request, run, pk)
    row = attendance_at(meeting, enrolment)
    if row is None:
        raise Http404
    try:
        accept_make_up(enrolment=row.enrolment, meeting=meeting, actor=request.user)
        messages.success(request, _("The make-up task is accepted: the day counts."))
    except NothingMissed:
        messages.info(request, _("This person has not missed the day."))
    return redirect("days:day", run, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Somebody has come who is not on the list."""
    meeting = day_or_404(request, run, pk)
    if request.POST.get("nameless"):
        return _count(request, meeting)
    form = WalkInForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _added(request, meeting, form):
        return redirect("days:roll", run, pk)
    context = {"run": meeting.run, "meeting": meeting, "form": form}
    return render(request, "meetings/trainer/walk_in.html", context, status=422 if form.is_bound else 200)


def _count(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One more without a name; the day shows the number, and it can be put right there."""
    number = count_walk_in(meeting=meeting, actor=request.user)
    words = ngettext("%(counter)s person counted", "%(counter)s people counted", number)
    messages.success(request, words % {"counter": number})
    return redirect(f"{reverse('days:day', args=[meeting.run.code, meeting.pk])}#maara")


def _added(request: HttpRequest, meeting: Meeting, form: WalkInForm) -> bool:
    """Whether the person is on the list now; else the form says what stands in the way."""
    try:
        known = add_walk_in(meeting=meeting, actor=request.user, **form.cleaned_data)
    except CannotEnrol as refusal:
        form.add_error(None, str(refusal))
        return False
    except NotInvited:
        form.add_error("email", _("Three mails have gone to this address within an hour. Try again later."))
        return False
    told = _("Marked as present.") if known else _("Invited. Once the person has joined, they are marked as present.")
    messages.success(request, told)
    return True
