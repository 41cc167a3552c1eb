"""Queueing for a place, and answering when one is offered. Opening the page changes nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.admissions.about import about, run_or_404
from courses.admissions.models import Admission, Turn
from courses.admissions.queries.queue import has_queue, is_enrolled, newest_turn, place_in_queue, way_into
from courses.admissions.services.queue import HasRoom, OfferOver, accept_offer, join_queue, leave_queue
from courses.api import CannotEnrol, Run, refuse_unless_open
from courses.forms import NameForm
from lms.accounts.api import public


@public
@never_cache
@require_safe
def queue(request: HttpRequest, run: str) -> HttpResponse:
    """Where one stands: outside, in the queue, or with a place to answer to."""
    return _page(request, run_or_404(run))


def _page(
    request: HttpRequest, run: Run, *, form: NameForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    learner = request.learner if request.user.is_authenticated else None
    turn = newest_turn(run, learner)
    open_turn = turn if turn and turn.ended_at is None else None
    if form is None and learner and not open_turn and NameForm.needed_by(request.user):
        form = NameForm(instance=request.user)
    context = about(request, run) | {
        "enrolled": bool(learner and is_enrolled(run.pk, learner.pk)),
        "state": state_of(turn),
        "turn": turn,
        "place": place_in_queue(open_turn) if open_turn and open_turn.state == Turn.State.WAITING else 0,
        "refusal": refusal or ("" if open_turn else why_no_queueing(run)),
        "form": form,
        "is_over": is_over(run),
    }
    if context["state"] == Turn.State.OFFERED:
        context["places"] = None  # one is theirs: that others find none is not said
    return render(request, "admissions/queue.html", context, status=status)


def state_of(turn: Turn | None) -> str:
    """The turn's state; an offer whose time is over is over, whether the worker has come by or not."""
    if turn is None:
        return ""
    late = turn.state == Turn.State.OFFERED and turn.reply_by <= timezone.now()
    return Turn.State.EXPIRED.value if late else turn.state


def is_over(run: Run) -> bool:
    """Whether the run has ended or was closed, so that who waits is offered nothing any more."""
    try:
        refuse_unless_open(run, invited=True)
    except CannotEnrol:
        return True
    return False


def why_no_queueing(run: Run) -> str:
    """Why nobody queues by themselves, as a sentence; empty when they can."""
    if not has_queue(run):
        return _("This run has no waiting list.")
    if way_into(run).way != Admission.Way.OPEN:
        return _("One gets into this run in another way.")
    try:
        refuse_unless_open(run)
    except CannotEnrol as refusal:
        return str(refusal)
    return ""


@require_POST
def join(request: HttpRequest, run: str) -> HttpResponse:
    """Into the queue, at its end; if a place has become free meanwhile, to enrolling."""
    found = run_or_404(run)
    if NameForm.needed_by(request.user):
        form = NameForm(request.POST, instance=request.user)
        if not form.is_valid():
            return _page(request, found, form=form, status=422)
        form.save()
    try:
        join_queue(run=found, learner=request.learner, actor=request.user)
    except HasRoom:
        messages.success(request, _("A place has just become free. You can enrol now."))
        return redirect("courses:enrol", found.code)
    except CannotEnrol as refusal:
        return _page(request, found, refusal=str(refusal), status=409)
    return redirect("admissions:queue", found.code)


def own_turn(request: HttpRequest, run: Run) -> Turn:
    """The newest turn of the person who presses, over or not."""
    turn = newest_turn(run, request.learner)
    if turn is None:
        raise Http404
    return turn


@require_POST
def answer(request: HttpRequest, run: str) -> HttpResponse:
    """Take the offered place, or leave it to the next one."""
    found = run_or_404(run)
    turn, said = own_turn(request, found), request.POST.get("answer", "")
    if said not in ("yes", "no"):
        return _page(request, found, refusal=_("Answer with one of the two buttons."), status=422)
    if said == "no":
        return _give_up(request, found, turn)
    try:
        accept_offer(turn=turn, actor=request.user)
    except (OfferOver, CannotEnrol) as refusal:
        return _refused(request, found, str(refusal))
    messages.success(request, _("The place is yours. Welcome to the training."))
    return redirect("dashboard:course", found.code)


def _refused(request: HttpRequest, run: Run, refusal: str) -> HttpResponse:
    if is_enrolled(run.pk, request.learner.pk):  # pressed twice
        return redirect("dashboard:course", run.code)
    return _page(request, run, refusal=refusal, status=409)


@require_POST
def leave(request: HttpRequest, run: str) -> HttpResponse:
    """Out of the queue, in one tap."""
    found = run_or_404(run)
    return _give_up(request, found, own_turn(request, found))


def _give_up(request: HttpRequest, run: Run, turn: Turn) -> HttpResponse:
    leave_queue(turn=turn, actor=request.user)
    messages.success(request, _("You are not in the queue any more. You are welcome to join it again."))
    return redirect("admissions:queue", run.code)
