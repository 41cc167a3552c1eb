"""Deciding applications for recognition of prior learning, in runs that one teaches."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.pages.prior_learning import DecisionForm
from assessments.graded.queries.prior_learning import application_for, applications_in
from assessments.graded.services.prior_learning import Decided, decide_application
from assessments.graded.views.guiding import run_or_404
from lms.ui.attachments import as_attachment


def application_or_404(request: HttpRequest, run: str, pk: int) -> PriorLearning:
    """One application of a taught run."""
    found = application_for(request.user, run, pk)
    if found is None:
        raise Http404
    return found


@require_safe
def applications(request: HttpRequest, run: str) -> HttpResponse:
    """Every application of the run, those that wait first."""
    found = run_or_404(request, run)
    context = {"run": found, "applications": list(applications_in(found, request.user))}
    return render(request, "graded/prior/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Read one application, and decide it with a reason."""
    found = application_or_404(request, run, pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if found.is_waiting and form.is_valid():
        return _decide(request, run, found, form)
    page = {"application": found, "form": form, "run": run, "name": found.enrolment.learner.name}
    return render(request, "graded/prior/decide.html", page, status=422 if form.errors and found.is_waiting else 200)


def _decide(request: HttpRequest, run: str, found: PriorLearning, form: DecisionForm) -> HttpResponse:
    values = form.cleaned_data
    accepted = values["decision"] == "accepted"
    try:
        decide_application(pk=found.pk, accepted=accepted, reason=values["reason"], actor=request.user)
    except Decided:
        messages.warning(request, _("Somebody else has decided this already."))
    else:
        messages.success(request, _("The decision is given."))
    return redirect("guiding:applications", run)


@require_safe
def file(request: HttpRequest, run: str, pk: int) -> HttpResponseBase:
    """The file of an application."""
    found = application_or_404(request, run, pk)
    if not found.file:
        raise Http404
    return as_attachment(found)
