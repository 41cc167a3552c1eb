"""Events that anybody may come to: the list, one of them with a light sign-up, and one's own page by a link."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.api import CannotEnrol, other_way_in, run_at_the_door, type_policy
from courses.meetings.models import Meeting
from courses.meetings.pages.events import SignUpForm, account_address
from courses.meetings.pages.ical import CANCEL, PUBLISH, calendar_of
from courses.meetings.queries.sign_ups import (
    day_for_all,
    is_enrolled,
    open_days,
    places_left_at,
    short_courses,
    sign_up_with,
    why_no_sign_up,
)
from courses.meetings.services.signing_up import cancel_sign_up, sign_up, sign_up_by
from lms.accounts.api import public

#: Sign-ups that one network address may send in an hour: a school sits behind one.
AN_HOUR = 60


@public
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Coming theme days and webinars, and the short courses that are to start."""
    return render(request, "meetings/events/list.html", {"days": open_days(), "runs": short_courses()})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event, and signing up for it with an address alone."""
    meeting = day_for_all(pk)
    if meeting is None:
        raise Http404
    facts = _about(request, meeting)
    form = SignUpForm(meeting, request.POST if request.method == "POST" else None)
    if request.method != "POST" or facts["refusal"] or facts["elsewhere"]:
        return _show(request, facts, form, status=200 if request.method != "POST" else 409)
    if not form.is_valid():
        return _show(request, facts, form, status=422)
    if too_many(request):
        form.add_error(None, _("Too many people have signed up from here within an hour. Try again later."))
        return _show(request, facts, form, status=429)
    return _sign_up(request, facts, form)


def _sign_up(request: HttpRequest, facts: dict[str, Any], form: SignUpForm) -> HttpResponse:
    meeting, values = facts["meeting"], form.cleaned_data
    try:
        if not form.is_from_machine:
            sign_up(meeting=meeting, name=values["name"], email=values["email"])
    except CannotEnrol as refusal:
        return _show(request, facts | {"refusal": str(refusal)}, form, status=409)
    messages.success(request, _("You have signed up. A confirmation is on its way to the address you gave."))
    return redirect("events:event", meeting.pk)


def _about(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    run, places = run_at_the_door(meeting.run.code), places_left_at(meeting.run)
    way = other_way_in(run, None)
    here = way == reverse("events:event", args=[run.event_day]) if run.event_day else not way
    return {
        "meeting": meeting,
        "title": meeting.run.course.title_in(get_language()),
        "places": places,
        "refusal": why_no_sign_up(meeting, places),
        "elsewhere": "" if here else way,
        "gives_certificate": bool(type_policy(run.course.type).certificates),
        "with_account": account_address(request.user, run),
        "enrolled": request.user.is_authenticated and is_enrolled(request.user, meeting.run),
    }


def _show(request: HttpRequest, facts: dict[str, Any], form: SignUpForm, *, status: int) -> HttpResponse:
    return render(request, "meetings/events/event.html", facts | {"form": form}, status=status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, link: str) -> HttpResponse:
    """One's own sign-up by the link in the mail: everything one needs on the day, and cancelling. Opening it changes
    nothing."""
    pk = sign_up_by(link)
    if pk is None:
        raise Http404
    found = sign_up_with(pk)
    if found is None:
        return render(request, "meetings/events/over.html", status=410)
    if request.method == "POST" and not found.meeting.is_over:
        cancel_sign_up(sign_up=found)
        return render(request, "meetings/events/over.html", {"cancelled": True})
    course = found.meeting.run.course
    context = {"meeting": found.meeting, "title": course.title_in(get_language()), "came": found.came, "link": link}
    context |= {"gives_certificate": bool(type_policy(course.type).certificates)}
    return render(request, "meetings/events/own.html", context)


@public
@never_cache
@require_safe
def own_calendar(request: HttpRequest, link: str) -> HttpResponse:
    """The event for a calendar program. It leads to the page that everybody may see: calendars are shown to others."""
    pk = sign_up_by(link)
    found = sign_up_with(pk) if pk is not None else None
    if found is None:
        raise Http404
    meeting, method = found.meeting, CANCEL if found.meeting.is_cancelled else PUBLISH
    page = settings.PUBLIC_BASE_URL + reverse("events:event", args=[meeting.pk])
    body = calendar_of([meeting], language=get_language(), method=method, page=page)
    answer = HttpResponse(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    answer["Content-Disposition"] = f'attachment; filename="paiva-{meeting.pk}.ics"'
    return answer


def too_many(request: HttpRequest) -> bool:
    """Count this sign-up and say whether it is one too many. The network address itself is not kept."""
    sender = salted_hmac("meetings.sign-up", get_adapter(request).get_client_ip(request)).hexdigest()[:32]
    key = f"sign-up:{sender}:{int(time.time() // 3600)}"
    cache.add(key, 0, timeout=3600)
    try:
        return cache.incr(key) > AN_HOUR
    except ValueError:  # the cache was emptied between the two lines
        return False
