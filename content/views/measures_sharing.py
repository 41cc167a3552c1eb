"""Showing one's own result to a coach: exactly what they would read, to whom it goes, yes and no."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from assessments.personal.api import ChangedMeanwhile, Measured, finished_of, links_of, share_result
from content.coaching import programme_for
from content.measure_results import shown_of
from content.views.coaching import answer
from content.views.coaching_sharing import number_in
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, programme: str, scale: str) -> HttpResponse:
    """All that the coach would read, and to whom it goes. Yes and no weigh the same."""
    done = finished_of(request.learner, scale) if request.learner else {}
    if not done:
        return redirect("coaching:measures", programme)
    if request.method != "POST":
        return ask(request, programme, scale, done)
    if request.POST.get("answer") != "yes":
        return redirect("coaching:measure-result", programme, scale)
    try:
        if not share_seen(request, scale):
            raise Http404
    except ChangedMeanwhile:
        return ask(request, programme, scale, done, changed=True)
    messages.success(request, _("Your coach can now read this. You can take it back here."))
    return redirect("coaching:coach", programme)


@sensitive_variables()
def ask(
    request: HttpRequest, programme: str, scale: str, done: dict[str, Measured], changed: bool = False
) -> HttpResponse:
    """The question, with the result as it would be shown."""
    context: dict[str, Any] = {"programme": programme_for(request.learner, programme)}
    context |= {"shown": shown_of(done), "seen": [one.pk for one in done.values()], "changed": changed}
    context |= {"back": reverse("coaching:measure-result", args=[programme, scale])}
    context |= {"links": [link for link in links_of(request.learner) if link.ended_at is None]}
    return answer(request, "measure_share", context, status=409 if changed else 200)


def share_seen(request: HttpRequest, scale: str) -> bool:
    """Show the result as the page had it. Numbers that no page of ours sends are nobody's link."""
    numbers = [number_in(text) for text in (request.POST.get("link", ""), *request.POST.getlist("seen")[:9])]
    if None in numbers:
        return False
    link, *seen = numbers
    return bool(share_result(learner=request.learner, link_id=link, slug=scale, seen=seen))
