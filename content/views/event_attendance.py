"""The certificate of attendance of an event for who came without an account: asked for by the link of the sign-up, and
checked by whoever gets the paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from content.coaching_attendance import NameForm
from content.event_attendance import attended_by, event_of, facts_of, paper_of
from lms.accounts.api import public


@public
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, link: str) -> HttpResponse:
    """What the certificate will say; with a name it is made. Opening the page changes nothing, and nothing is kept."""
    found = attended_by(link)
    if found is None:
        raise Http404
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if request.method != "POST" or not form.is_valid():
        context = {"meeting": found.meeting, "facts": facts_of(found.meeting), "form": form, "link": link}
        return render(request, "content/events/attendance.html", context, status=422 if form.errors else 200)
    paper = HttpResponse(paper_of(found.meeting, name=form.cleaned_data["name"]), content_type="application/pdf")
    paper["Content-Disposition"] = 'attachment; filename="osallistumistodistus.pdf"'
    return paper


@public
@never_cache
@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """What a certificate truly says, for whoever has the paper. It names nobody."""
    meeting = event_of(token)
    context = {"meeting": meeting, "facts": facts_of(meeting) if meeting else []}
    return render(request, "content/events/attendance_check.html", context, status=200 if meeting else 404)
