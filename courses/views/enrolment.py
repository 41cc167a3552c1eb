"""Enrolling in a run and leaving it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.api import (
    CannotEnrol,
    Course,
    Enrolment,
    Run,
    cancel_enrolment,
    enrol_learner,
    enrolment_for,
    open_runs_of,
    other_way_in,
    places_left,
    run_at_the_door,
)
from courses.forms import NameForm
from courses.queries_leaving import why_taken_out
from courses.services.enrolment import refuse_unless_open
from lms.accounts.api import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, run: str) -> HttpResponse:
    """What one enrols in, and the button that does it. The coaching needs no enrolling: it just begins."""
    found = run_at_the_door(run)
    if found is None:
        raise Http404
    if found.course.policy == Course.Policy.PRIVATE:
        return redirect("coaching:path", found.code)
    if request.method == "POST":
        return _enrol(request, found)
    learner = request.learner if request.user.is_authenticated else None
    enrolled = bool(enrolment_for(learner, found.code))
    taken_out = "" if enrolled else why_taken_out(found, learner)
    elsewhere = "" if enrolled else other_way_in(found, learner)
    if elsewhere and not taken_out:
        return redirect(elsewhere)
    told = {"taken_out": taken_out, "elsewhere": elsewhere}
    return _enrol_page(request, found, enrolled=enrolled, refusal=why_closed(found), **told)


def _enrol(request: HttpRequest, run: Run) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(sign_in_address(request))
    if NameForm.needed_by(request.user):
        form = NameForm(request.POST, instance=request.user)
        if not form.is_valid():
            return _enrol_page(request, run, form=form, status=422)
        form.save()
    try:
        enrol_learner(run=run, learner=request.learner, actor=request.user)
    except CannotEnrol as refusal:
        elsewhere = other_way_in(run, request.learner)
        return redirect(elsewhere) if elsewhere else _enrol_page(request, run, refusal=str(refusal), status=409)
    title = run.course.title_in(get_language())
    messages.success(request, _("You are now in the training %(title)s.") % {"title": title})
    return redirect("dashboard:course", run.code)


def _enrol_page(
    request: HttpRequest,
    run: Run,
    *,
    enrolled: bool = False,
    taken_out: str = "",
    elsewhere: str = "",
    refusal: str = "",
    form: NameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    signed_in = request.user.is_authenticated
    if form is None and signed_in and NameForm.needed_by(request.user):
        form = NameForm(instance=request.user)
    context = {
        "run": run,
        "title": run.course.title_in(get_language()),
        "language": get_language_info(run.language)["name_translated"],
        "places": places_left(run.capacity, run.places_taken),
        "enrolled": enrolled,
        "taken_out": taken_out,
        "elsewhere": elsewhere,
        "refusal": "" if enrolled else refusal,
        "others": other_runs(run) if refusal and not enrolled else [],
        "sign_in": "" if signed_in else sign_in_address(request),
        "form": form,
    }
    return render(request, "courses/enrol.html", context, status=status)


def why_closed(run: Run) -> str:
    """Why nobody gets in now, as a sentence; empty when somebody does."""
    try:
        refuse_unless_open(run)
    except CannotEnrol as refusal:
        return str(refusal)
    return _("This run is full.") if places_left(run.capacity, run.places_taken) == 0 else ""


def other_runs(run: Run) -> list[Run]:
    """Runs of the same course that one can still join."""
    return [other for other in open_runs_of(run.course.key) if other.pk != run.pk and not why_closed(other)]


def sign_in_address(request: HttpRequest) -> str:
    """Sign-in that comes back to this page."""
    return f"{reverse('account_login')}?{urlencode({'next': request.path})}"


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, run: str) -> HttpResponse:
    """Ask once, then leave. A completed run is not left: a certificate may rest on it."""
    enrolment = enrolment_for(request.learner, run)
    if enrolment is None or enrolment.run.course.policy == Course.Policy.PRIVATE:
        raise Http404
    title = enrolment.run.course.title_in(get_language())
    if request.method == "POST" and enrolment.status == Enrolment.Status.ACTIVE:
        cancel_enrolment(enrolment=enrolment, actor=request.user)
        messages.success(request, _("You have left the training %(title)s.") % {"title": title})
        return redirect("dashboard:home")
    return render(request, "courses/leave.html", {"enrolment": enrolment, "run": enrolment.run, "title": title})
