"""A participant's days: the list, one day with everything needed, and what one says about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.discussions.api import Draft, drop_draft, small_desk
from courses.meetings.pages.ical import CANCEL, PUBLISH, calendar_of
from courses.meetings.pages.own import AbsenceForm, MakeUpForm, NeedForm
from courses.meetings.queries.files import files_of
from courses.meetings.queries.own import OwnDay, days_of, make_up_is_done, need_of
from courses.meetings.rules.attending import standing_of
from courses.meetings.services.absence import (
    NothingMissed,
    TooLate,
    say_cannot_come,
    send_make_up,
    take_back_absence,
)
from courses.meetings.services.needs import tell_needs
from courses.meetings.views.access import own_day_or_404, own_place


@require_safe
def days(request: HttpRequest, run: str) -> HttpResponse:
    """Every day of the run that is this participant's."""
    place = own_place(request, run)
    found = days_of(place)
    standing = standing_of(one.day for one in found if not one.meeting.is_cancelled)
    context = {"run": place.run, "title": place.run.course.title_in(get_language()), "days": found}
    return render(request, "meetings/own/days.html", context | {"standing": standing})


@require_safe
def day(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Everything about one day."""
    place, own = own_day_or_404(request, run, pk)
    return _show(request, place, own)


def _show(request: HttpRequest, place: Any, own: OwnDay, status: int = 200, **forms: Any) -> HttpResponse:
    told = need_of(place, own.meeting) if own.tells_needs else None
    context = {
        "run": place.run,
        "own": own,
        "meeting": own.meeting,
        "told": told,
        "files": files_of(own.meeting),
        "make_up_done": own.asks_make_up and make_up_is_done(place, own.meeting),
        "absence_form": AbsenceForm(),
        **_make_up_desk(request, own),
        "need_form": NeedForm.of(told),
    }
    return render(request, "meetings/own/day.html", context | forms, status=status)


def _make_up_desk(request: HttpRequest, own: OwnDay) -> dict[str, Any]:
    """The form of the make-up task with what was begun, or sent before; no statement where there is none."""
    if not own.asks_make_up:
        return {"desk": None, "make_up_form": None}
    found = small_desk(request.user, Draft.Kind.MAKE_UP, own.meeting.pk, own.answer)
    return {"desk": found["desk"], "make_up_form": MakeUpForm(initial=found["begun"])}


@require_POST
def cannot_come(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Say beforehand that one cannot come."""
    place, own = own_day_or_404(request, run, pk)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _show(request, place, own, 422, absence_form=form)
    try:
        say_cannot_come(enrolment=place, meeting=own.meeting, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Your trainer now knows that you cannot come."))
    except TooLate:
        messages.info(request, _("The day has been held or marked already. Write to your trainer instead."))
    return redirect("meetings:day", run, pk)


@require_POST
def comes_after_all(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take that back."""
    place, own = own_day_or_404(request, run, pk)
    try:
        take_back_absence(enrolment=place, meeting=own.meeting, actor=request.user)
        messages.success(request, _("Good that you can come. Your trainer now knows it."))
    except TooLate:
        messages.info(request, _("The day has been held or marked already. Write to your trainer instead."))
    return redirect("meetings:day", run, pk)


@require_POST
def make_up(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Send the make-up task."""
    place, own = own_day_or_404(request, run, pk)
    form = MakeUpForm(request.POST)
    if not form.is_valid():
        return _show(request, place, own, 422, make_up_form=form)
    try:
        send_make_up(enrolment=place, meeting=own.meeting, actor=request.user, answer=form.cleaned_data["text"])
    except NothingMissed:
        messages.info(request, _("This day needs no make-up task any more."))
    else:
        drop_draft(request, Draft.Kind.MAKE_UP, pk)
        messages.success(request, _("Your make-up task is sent. The day counts when your trainer has accepted it."))
    return redirect("meetings:day", run, pk)


@require_POST
def needs(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Tell what one needs on the day, or take it back."""
    place, own = own_day_or_404(request, run, pk)
    form = NeedForm(request.POST)
    if not form.is_valid():
        return _show(request, place, own, 422, need_form=form)
    if not own.tells_needs:
        messages.info(request, _("Needs are not asked for this day any more."))
    elif tell_needs(enrolment=place, meeting=own.meeting, **form.cleaned_data):
        messages.success(request, _("Saved. The trainers see it until the day is over."))
    else:
        messages.success(request, _("Nothing is kept about your needs."))
    return redirect("meetings:day", run, pk)


@require_safe
def event(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """The day for a calendar program."""
    _place, own = own_day_or_404(request, run, pk)
    method = CANCEL if own.meeting.is_cancelled else PUBLISH
    body = calendar_of([own.meeting], language=get_language(), method=method)
    answer = HttpResponse(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    answer["Content-Disposition"] = f'attachment; filename="paiva-{pk}.ics"'
    return answer
