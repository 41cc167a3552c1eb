"""Correcting the name on a certificate: a new one is given in the place of the old."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certificates.api import Award, CannotReissue, reissue_award
from lms.dashboard.forms import CorrectionForm
from lms.dashboard.views.access import run_of
from lms.dashboard.views.revoking import live_award


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, run: str, key: str) -> HttpResponse:
    """Write the right name and why; whoever checks the old certificate is led to the new one."""
    found = run_of(request, run)
    award = live_award(found, key)
    form = CorrectionForm(request.POST if request.method == "POST" else None, award=award)
    if form.is_valid():
        made = reissued(award, form, request)
        sentence = _("The name is corrected. The new certificate is %(new)s; it replaces %(old)s.")
        messages.success(request, sentence % {"new": made.serial, "old": award.serial})
        return redirect("trainer:awards", found.code)
    context = {"form": form, "run": found, "award": award}
    return render(request, "dashboard/trainer/correct.html", context, status=422 if form.is_bound else 200)


def reissued(award: Award, form: CorrectionForm, request: HttpRequest) -> Award:
    """The new certificate. One that somebody else revoked or replaced a moment ago is a missing one."""
    try:
        changes = {"holder": form.cleaned_data["holder"]}
        return reissue_award(award=award, actor=request.user, reason=form.cleaned_data["reason"], changes=changes)
    except CannotReissue:
        raise Http404 from None
