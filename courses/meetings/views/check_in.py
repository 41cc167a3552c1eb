"""Checking in with the code on the trainer's screen.

Scanning proves that one sees the screen now; who one is may be asked afterwards. So a fresh code leaves a receipt in
the browser's own session, which a sign-in keeps and nobody can pass on, and the press of a button makes the row.
"""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.meetings.models import Attendance, Meeting
from courses.meetings.pages.own import CodeForm
from courses.meetings.queries.checking import meeting_by_code, meeting_to_check_in, own_place_at
from courses.meetings.rules.codes import RECEIPT
from courses.meetings.services.marking import check_in
from lms.accounts.api import public

RECEIPTS = "check_in"
#: Wrong codes in ten minutes: people mistype, a guesser would need millions.
WRONG_CODES, WINDOW_SECONDS = 20, 600


@public
@never_cache
@require_safe
def scan(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Where the picture on the screen leads: a fresh code is remembered, an old one is explained."""
    found = meeting_by_code(pk, code, timezone.now())
    if found is None:
        return render(request, "meetings/check_in/old.html", status=410)
    remember(request, found)
    return redirect("check-in:confirm", found.pk)


def remember(request: HttpRequest, meeting: Meeting) -> None:
    """Keep in this browser's session that the code was seen now."""
    request.session[RECEIPTS] = {"meeting": meeting.pk, "at": int(timezone.now().timestamp())}


def has_receipt(request: HttpRequest, pk: int) -> bool:
    """Whether this browser has just seen the code of this day, and of no other."""
    kept: dict[str, Any] = request.session.get(RECEIPTS) or {}
    age = int(timezone.now().timestamp()) - int(kept.get("at", 0))
    return kept.get("meeting") == pk and 0 <= age <= RECEIPT.total_seconds()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The button, after sign-in if need be; and what the row says once it is there."""
    meeting = meeting_to_check_in(pk) if has_receipt(request, pk) else None
    if meeting is None:
        return render(request, "meetings/check_in/old.html", status=410)
    place = own_place_at(request.learner, meeting)
    if place is None:
        return render(request, "meetings/check_in/not_in.html", {"meeting": meeting}, status=403)
    context = {"meeting": meeting, "run": meeting.run}
    if request.method != "POST":
        return render(request, "meetings/check_in/confirm.html", context)
    row = check_in(meeting=meeting, enrolment=place, actor=request.user)
    there = row.state == Attendance.State.PRESENT
    return render(request, "meetings/check_in/done.html", context | {"row": row, "there": there})


@require_http_methods(["GET", "HEAD", "POST"])
def typed(request: HttpRequest) -> HttpResponse:
    """The code typed instead of scanned, for the days of one's own runs that are open now."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = (
            None
            if too_many(request)
            else meeting_by_code(None, form.cleaned_data["code"], timezone.now(), request.learner)
        )
        if found:
            remember(request, found)
            return redirect("check-in:confirm", found.pk)
        form.add_error("code", _("This code is not on the screen now. It changes all the time: look once more."))
    return render(request, "meetings/check_in/typed.html", {"form": form}, status=422 if form.is_bound else 200)


def typed_code(request: HttpRequest, code: str) -> Meeting | None:
    """The day of one's own on whose screen the code is."""
    return meeting_by_code(None, code, timezone.now(), request.learner)


def too_many(request: HttpRequest) -> bool:
    """Whether this person has typed too many codes lately; each one counts."""
    key = f"check-in:{request.user.pk}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) > WRONG_CODES
    except ValueError:  # it ran out between the two
        return False
