"""Who wants into a run: applications, the queue, and the way in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.admissions.api import (
    Admission,
    Application,
    NotDecidable,
    OfferOver,
    Turn,
    application_in,
    applications_to,
    choose_way,
    counts_of,
    decide_application,
    has_queue,
    offer_beyond_queue,
    offers_end,
    offers_places,
    queue_of,
    renew_code,
    way_into,
)
from courses.api import CannotEnrol, Course, Run, places_left
from lms.dashboard.admitting import DecisionForm, WayForm
from lms.dashboard.forms import ReasonForm
from lms.dashboard.views.access import run_of

A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


def admitting_run(request: HttpRequest, code: str) -> Run:
    """A run of one's own that people get into: the coaching has no such thing."""
    run = run_of(request, code)
    if run.course.policy == Course.Policy.PRIVATE:
        raise Http404
    return run


@require_safe
def applicants(request: HttpRequest, run: str) -> HttpResponse:
    """Applications by state, and the queue in its order."""
    found = admitting_run(request, run)
    admission, counts = way_into(found), counts_of(found)
    state = request.GET.get("tila", "")
    state = state if state in counts else ""
    context = {
        "run": found,
        "admission": admission,
        "page": Paginator(applications_to(found, state=state), A_PAGE).get_page(request.GET.get("sivu")),
        "filters": [(value, label, counts[value]) for value, label in Application.State.choices if value in counts],
        "chosen": state,
        "number": sum(counts.values()),
        "queue": Paginator(queue_of(found), A_PAGE).get_page(request.GET.get("jono")),
        "has_queue": has_queue(found),
        "offers": offers_places(found, admission),
        "offers_end": offers_end(found, admission),
        "places": places_left(found.capacity, found.places_taken),
    }
    return render(request, "dashboard/trainer/applicants.html", context)


@form_page
def applicant(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """One application; a POST decides it."""
    found = admitting_run(request, run)
    application = application_in(found, pk) if pk < 2**63 else None
    if application is None:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _decide(request, found, application, form)
    return _application_page(request, found, application, form, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, run: Run, application: Application, form: DecisionForm) -> HttpResponse:
    accept, message = form.cleaned_data["decision"] == "accept", form.cleaned_data["message"]
    try:
        decided = decide_application(application=application, accept=accept, message=message, actor=request.user)
    except NotDecidable:
        messages.info(request, _("The application has been decided or taken back meanwhile."))
        return redirect("trainer:applicant", run.code, application.pk)
    except CannotEnrol as refusal:
        form.add_error(None, str(refusal))
        return _application_page(request, run, application, form, status=409)
    said = {
        Application.State.ACCEPTED: _("Accepted. The applicant is in the run and is told by e-mail."),
        Application.State.WAITING: _("Accepted. The run is full, so the applicant is in its queue and is told so."),
        Application.State.DECLINED: _("Not accepted. The applicant is told kindly by e-mail."),
    }
    messages.success(request, said[decided.state])
    return redirect("trainer:applicants", run.code)


def _application_page(
    request: HttpRequest, run: Run, application: Application, form: DecisionForm, *, status: int
) -> HttpResponse:
    context = {
        "run": run,
        "application": application,
        "approval": getattr(application, "approval", None),
        "admission": way_into(run),
        "form": form,
        "may_accept": application.state in (Application.State.SENT, Application.State.DECLINED),
        "may_decline": application.state == Application.State.SENT,
        "is_full": places_left(run.capacity, run.places_taken) == 0,
    }
    return render(request, "dashboard/trainer/applicant.html", context, status=status)


@form_page
def way(request: HttpRequest, run: str) -> HttpResponse:
    """Choose how one gets in."""
    found = admitting_run(request, run)
    admission = way_into(found)
    known = {name: getattr(admission, name) for name in WayForm.base_fields}
    form = WayForm(request.POST, run=found) if request.method == "POST" else WayForm(initial=known, run=found)
    if form.is_valid():
        choose_way(run=found, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The way in is saved."))
        asks = form.cleaned_data["way"] in (Admission.Way.APPLICATION, Admission.Way.EMPLOYER)
        return redirect("trainer:application-questions" if asks else "trainer:way", found.code)
    context = {"run": found, "admission": admission, "form": form}
    return render(request, "dashboard/trainer/way.html", context, status=422 if form.is_bound else 200)


@require_POST
def new_code(request: HttpRequest, run: str) -> HttpResponse:
    """Change the code; who is in stays in."""
    found = admitting_run(request, run)
    if way_into(found).way != Admission.Way.CODE:
        raise Http404
    renew_code(run=found, actor=request.user)
    messages.success(request, _("The run has a new code. The earlier one does not work any more."))
    return redirect("trainer:way", found.code)


@form_page
def extra_place(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Offer somebody in the queue a place beyond it, with a reason."""
    found = admitting_run(request, run)
    turn = get_object_or_404(queue_of(found), pk=pk, state=Turn.State.WAITING) if pk < 2**63 else None
    if turn is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"run": found, "turn": turn, "form": form}
        return render(request, "dashboard/trainer/extra_place.html", context, status=422 if form.is_bound else 200)
    try:
        offer_beyond_queue(turn=turn, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("A place is offered to the person."))
    except OfferOver:
        messages.info(request, _("The person does not wait any more."))
    return redirect("trainer:applicants", found.code)
