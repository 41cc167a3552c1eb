"""Certificates given in a run, and taking one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.api import Award, awards_in_run, revoke_award
from courses.api import Run
from lms.dashboard.forms import ReasonForm
from lms.dashboard.views.access import run_of

A_PAGE = 50


@require_safe
def awards(request: HttpRequest, run: str) -> HttpResponse:
    """Every certificate of the run with its state."""
    found = run_of(request, run)
    page = Paginator(awards_in_run(found), A_PAGE).get_page(request.GET.get("sivu"))
    context = {"run": found, "title": found.course.title_in(get_language()), "page": page}
    return render(request, "dashboard/trainer/awards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, run: str, key: str) -> HttpResponse:
    """Take a certificate back and say why; whoever checks it sees at once that it is revoked."""
    found = run_of(request, run)
    award = live_award(found, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        revoke_award(award=award, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The certificate %(number)s is revoked.") % {"number": award.serial})
        return redirect("trainer:awards", found.code)
    context = {"form": form, "run": found, "award": award}
    return render(request, "dashboard/trainer/revoke.html", context, status=422 if form.is_bound else 200)


def live_award(run: Run, key: str) -> Award:
    """A certificate of this run that can still be taken back."""
    award = Award.objects.live().filter(enrolment__run=run, key=key).first()
    if award is None:
        raise Http404
    return award
