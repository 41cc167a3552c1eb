"""Showing whose a work is before its time, and hiding the names of one assignment in a run."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from assessments.graded.pages.naming import answers_name_shown, hides_answers_name, hides_name, name_shown
from assessments.graded.queries.marking import may_mark_in
from assessments.graded.queries.naming import hiding_in
from assessments.graded.services.naming import MarkedAlready, set_names_hidden, show_answers_name, show_name
from assessments.graded.views.hand_marking import answer_or_404
from assessments.graded.views.marking import submission_or_404
from courses.api import Run, run_for_trainer


class ReasonForm(forms.Form):
    """Why a name has to be seen."""

    reason = forms.CharField(
        label=lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("One or two sentences. It stays on record, and the participant can read it."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whose work it is, with a reason."""
    submission = submission_or_404(request, pk)
    if not hides_name(submission):
        return redirect("marking:mark", pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        show_name(work_id=submission.work_id, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The name is shown now to the trainers of the run."))
        return redirect("marking:mark", pk)
    context = {"form": form, "back": reverse("marking:mark", args=[pk]), "name": name_shown(submission)}
    return render(request, "graded/marking/name.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def answers_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whose answer it is, with a reason."""
    response = answer_or_404(request, pk)
    if not hides_answers_name(response):
        return redirect("marking:answer", pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        show_answers_name(response_id=pk, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The name is shown now to the trainers of the run."))
        return redirect("marking:answer", pk)
    context = {"form": form, "back": reverse("marking:answer", args=[pk]), "name": answers_name_shown(response)}
    return render(request, "graded/marking/name.html", context, status=422 if form.errors else 200)


def run_or_404(request: HttpRequest, code: str) -> Run:
    """A run that the person teaches."""
    run = run_for_trainer(request.user, code) if request.user.is_staff else None
    if run is None or not may_mark_in(request.user, run):
        raise Http404
    return run


@require_http_methods(["GET", "HEAD", "POST"])
def hiding(request: HttpRequest, run: str) -> HttpResponse:
    """In which assignments and tests of a run names are hidden; a POST changes one of them."""
    found = run_or_404(request, run)
    places = hiding_in(found)
    if request.method != "POST":
        return render(request, "graded/marking/hiding.html", {"run": found, "places": places})
    place = next((one for one in places if one.slug == request.POST.get("assignment")), None)
    if place is None:
        raise Http404
    hides = "hide" in request.POST
    try:
        set_names_hidden(run=found, activity_id=place.activity_id, hides_names=hides, actor=request.user)
    except MarkedAlready:
        messages.warning(request, _("Marking has begun: names stay as they are here."))
    else:
        messages.success(request, _("Names are hidden.") if hides else _("Names are shown."))
    return redirect("marking:hiding", run)
