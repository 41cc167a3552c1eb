"""Taking somebody out of a run or off its queue, and who has left."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.admissions.api import queue_of, remove_from_queue
from courses.api import CannotEnrol, Enrolment, Run, left_of, move_enrolment, moves_from, take_back, take_out
from lms.dashboard import queries
from lms.dashboard.leaving import LeavingForm, QueueRemovalForm
from lms.dashboard.matrix import name_of
from lms.dashboard.views.access import manages_runs, run_of
from lms.dashboard.views.admitting import admitting_run
from lms.dashboard.views.participants import participant_of

A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def take_away(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take a participant out, or over to another run that one looks after; asks first."""
    found = run_of(request, run)
    enrolment = participant_of(found, pk)
    form = LeavingForm(request.POST if request.method == "POST" else None, runs=other_runs(request, found))
    active = enrolment.status == Enrolment.Status.ACTIVE
    if active and form.is_valid() and _let_go(request, enrolment, form):
        return redirect("trainer:left", found.code)
    context = {"form": form, "run": found, "enrolment": enrolment, "name": name_of(enrolment.learner)}
    context["may_return"] = found.is_open and not found.closed_at
    return render(request, "dashboard/trainer/take_out.html", context, status=422 if form.errors else 200)


def other_runs(request: HttpRequest, run: Run) -> QuerySet[Run]:
    """Where the person could go on: runs of the same course that whoever asks looks after."""
    mine = queries.runs_for(request.user, every=manages_runs(request))
    return moves_from(run).filter(pk__in=mine.order_by().values("pk"))


def _let_go(request: HttpRequest, enrolment: Enrolment, form: LeavingForm) -> bool:
    """Do what the form says; False with the form saying why it could not be done."""
    to, reason = form.cleaned_data.get("to"), form.cleaned_data["reason"]
    if to is None:
        take_out(enrolment=enrolment, reason=reason, actor=request.user)
        messages.success(request, _("The person is out of the run and is told kindly by e-mail."))
        return True
    try:
        move_enrolment(enrolment=enrolment, to=to, reason=reason, actor=request.user)
    except CannotEnrol as refusal:
        form.add_error("to", str(refusal))
        return False
    messages.success(request, _("The person goes on in the run %(run)s and is told by e-mail.") % {"run": to.name})
    return True


@require_safe
def left(request: HttpRequest, run: str) -> HttpResponse:
    """Who has left, when and why."""
    found = run_of(request, run)
    page = Paginator(left_of(found), A_PAGE).get_page(request.GET.get("sivu"))
    people = [(one, name_of(one.learner)) for one in page]
    return render(request, "dashboard/trainer/left.html", {"run": found, "page": page, "people": people})


@require_POST
def bring_back(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Give somebody who has left a place again."""
    found = run_of(request, run)
    enrolment = get_object_or_404(left_of(found), pk=pk) if pk < 2**63 else None
    if enrolment is None:
        raise Http404
    try:
        back = take_back(enrolment=enrolment, actor=request.user)
    except CannotEnrol as refusal:
        messages.error(request, str(refusal))
        return redirect("trainer:left", found.code)
    messages.success(request, _("The person is in the run again and is told by e-mail."))
    return redirect("trainer:participant", found.code, back.pk)


@form_page
def from_queue(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take somebody off the queue; asks first."""
    found = admitting_run(request, run)
    turn = get_object_or_404(queue_of(found), pk=pk) if pk < 2**63 else None
    if turn is None:
        raise Http404
    form = QueueRemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_from_queue(turn=turn, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The person is off the queue and is told kindly by e-mail."))
        return redirect("trainer:applicants", found.code)
    context = {"run": found, "turn": turn, "form": form, "name": name_of(turn.learner)}
    return render(request, "dashboard/trainer/queue_remove.html", context, status=422 if form.is_bound else 200)
