"""A trainer's list of people who signed up for a day without an account."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.meetings.pages.day import takes_sign_ups
from courses.meetings.queries.sign_ups import sign_ups_at
from courses.meetings.services.signing_up import mark_came
from courses.meetings.views.access import day_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Everybody on one page: one tap each at most, one save."""
    meeting = day_or_404(request, run, pk)
    if not takes_sign_ups(meeting):
        raise Http404
    if request.method == "POST":
        came, shown = (_numbers(request.POST.getlist(name)) for name in ("came", "shown"))
        there = mark_came(meeting=meeting, came=came, shown=shown, actor=request.user)
        messages.success(request, ngettext("Saved: %(n)d came.", "Saved: %(n)d came.", there) % {"n": there})
        return redirect("days:day", run, pk)
    address = settings.PUBLIC_BASE_URL + reverse("events:event", args=[pk])
    context = {"run": meeting.run, "meeting": meeting, "people": sign_ups_at(meeting), "address": address}
    return render(request, "meetings/trainer/sign_ups.html", context)


def _numbers(sent: list[str]) -> set[int]:
    return {int(one) for one in sent if one.isascii() and one.isdigit() and len(one) < 18}
