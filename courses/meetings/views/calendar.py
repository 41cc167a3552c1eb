"""The personal calendar: its secret address, and the page on which it is made and stopped."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.meetings.deadlines import deadlines_of
from courses.meetings.pages.ical import calendar_of
from courses.meetings.queries.calendar import feed_by_token, feed_of, meetings_of
from courses.meetings.services.calendar import issue_feed, stop_feed
from lms.accounts.api import public


@public
@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The days of whoever's secret this is, for a calendar program: it has no session and needs none."""
    found = feed_by_token(token)
    if found is None:
        raise Http404
    with override(found.user.language):
        days = calendar_of(
            meetings_of(found.user),
            language=found.user.language,
            name=_("Contact days and due dates"),
            deadlines=deadlines_of(found.user),
        )
    answer = HttpResponse(days, content_type="text/calendar; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Whether there is a calendar, and the buttons."""
    return render(request, "meetings/calendar.html", {"feed": feed_of(request.user)})


@never_cache
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Make the address, or a new one, and show it this once."""
    token = issue_feed(user=request.user)
    address = settings.PUBLIC_BASE_URL + reverse("calendar", args=[token])
    return render(request, "meetings/calendar.html", {"feed": feed_of(request.user), "address": address})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """End the address."""
    stop_feed(user=request.user)
    messages.success(request, _("The calendar link does not work any more."))
    return redirect("meetings:calendar")
