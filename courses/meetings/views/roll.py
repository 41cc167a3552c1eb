"""Taking attendance: the list, the printed list, the code on the screen."""

import datetime

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.meetings.models import Meeting
from courses.meetings.pages.roll import Roll, fill_in, name_of, read_post, roll_of, sheet_parts, show_theirs, usual_part
from courses.meetings.queries.lists import attendances_at, expected_at, walk_ins_at
from courses.meetings.queries.sign_ups import sign_ups_at
from courses.meetings.rules.codes import EARLIEST, LATEST, OPEN_FOR, code_at, seconds_left, slot_of
from courses.meetings.services.marking import Overtaken, close_check_in, open_check_in, save_roll
from courses.meetings.views.access import day_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Everybody on one page: one tap each at most, one save."""
    meeting = day_or_404(request, run, pk)
    found = roll_of(meeting, expected_at(meeting), attendances_at(meeting))
    if request.method != "POST":
        return _show(request, found)
    read_post(found, request.POST)
    if "fill" in request.POST:
        fill_in(found)
        return _show(request, found, filled=True)
    return _show(request, found, 422) if found.errors else _save(request, found)


def _show(request: HttpRequest, found: Roll, status: int = 200, *, filled: bool = False) -> HttpResponse:
    meeting = found.meeting
    context = {
        "run": meeting.run,
        "meeting": meeting,
        "roll": found,
        "filled": filled,
        "taken": any(line.taken_by for line in found.lines),
        "usual": usual_part(meeting),
        "walk_ins": walk_ins_at(meeting),
    }
    return render(request, "meetings/trainer/roll.html", context, status=status)


def _save(request: HttpRequest, found: Roll) -> HttpResponse:
    try:
        changed = save_roll(meeting=found.meeting, marks=found.marks, actor=request.user)
    except Overtaken as theirs:
        show_theirs(found, theirs.rows)
        return _show(request, found, 409)
    if changed:
        sentence = ngettext("Saved: one mark changed.", "Saved: %(n)d marks changed.", changed) % {"n": changed}
        messages.success(request, sentence)
    else:
        messages.info(request, _("Saved: nothing had changed."))
    return redirect("days:day", found.meeting.run.code, found.meeting.pk)


@require_safe
def sheet(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """A list to print: names and empty lines, nothing else about anybody."""
    meeting = day_or_404(request, run, pk)
    context = {
        "run": meeting.run,
        "meeting": meeting,
        "names": [name_of(one) for one in expected_at(meeting)] + [one.shown_name for one in sign_ups_at(meeting)],
        "parts": sheet_parts(meeting),
        "empty": range(4),
    }
    return render(request, "meetings/trainer/sheet.html", context)


@never_cache
@require_safe
def screen(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """What a trainer shows to the room: a code that changes by itself."""
    meeting, now = day_or_404(request, run, pk), timezone.now()
    is_open = bool(meeting.check_in_until and meeting.check_in_until > now)
    context = {"run": meeting.run, "meeting": meeting, "is_open": is_open, "may_open": may_open(meeting, now)}
    if is_open:
        code = code_at(str(meeting.key), slot_of(now))
        there = sum(row.state == "present" for row in attendances_at(meeting).values())
        shown = {"code": f"{code[:3]} {code[3:]}", "qr": picture_of(meeting, code), "there": there}
        context |= shown | {"left": seconds_left(now) + 1}
    return render(request, "meetings/trainer/screen.html", context)


def picture_of(meeting: Meeting, code: str) -> SafeString:
    """The address of the check-in as a picture."""
    address = settings.PUBLIC_BASE_URL + reverse("check-in:scan", args=[meeting.pk, code])
    picture = segno.make(address, error="m", micro=False)
    # The markup is segno's own; the address is in it only as squares.
    return mark_safe(picture.svg_inline(scale=8, border=2, light="#fff", svgclass="qr", lineclass=None))


def may_open(meeting: Meeting, now: datetime.datetime) -> bool:
    """Whether it is near enough to the day."""
    near = meeting.starts_at - EARLIEST <= now <= meeting.ends_at + LATEST
    return near and not meeting.is_cancelled


@require_POST
def switch(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Open the check-in for a while, or close it."""
    meeting, now = day_or_404(request, run, pk), timezone.now()
    if "close" in request.POST:
        close_check_in(meeting=meeting, actor=request.user)
    elif may_open(meeting, now):
        open_check_in(meeting=meeting, until=now + OPEN_FOR, actor=request.user)
    else:
        messages.info(request, _("Check-in can be opened from an hour before the day until an hour after it."))
    return redirect("days:screen", run, pk)
