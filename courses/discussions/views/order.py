"""How a run discusses, for its trainers: reports, locking, pinning, groups apart."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.discussions.pages import threads as pages
from courses.discussions.queries.threads import waiting_reports
from courses.discussions.services.keeping_order import leave_as_is, set_thread_state
from courses.discussions.services.threads import part_groups
from courses.discussions.views.access import thread_or_404, trainer_or_404

STATES = {"lukitse": ("is_locked", True), "avaa": ("is_locked", False)}
STATES |= {"ei-vastausta": ("needs_no_answer", True)}
STATES |= {"kiinnita": ("is_pinned", True), "irrota": ("is_pinned", False)}


@require_safe
def reports(request: HttpRequest, run: str) -> HttpResponse:
    """What participants have asked the trainers to look at."""
    member = trainer_or_404(request, run)
    rows = [
        (one, pages.post_address(run, one.post.thread_id, one.post.number), pages.title_of(one.post.thread, member))
        for one in waiting_reports(member)[:100]
    ]
    return render(request, "discussions/reports.html", pages.frame(member) | {"rows": rows})


@require_POST
def handled(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """What was reported may stay as it is."""
    member = trainer_or_404(request, run)
    report = waiting_reports(member).filter(pk=pk).first() if pk < 2**63 else None
    if report is None:
        raise Http404
    leave_as_is(report=report, actor=request.user)
    messages.success(request, _("The post stays as it is."))
    return redirect("discussions:reports", run)


@require_POST
def state(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Lock or pin a discussion or the opposite, or say that it needs no answer."""
    member = trainer_or_404(request, run)
    thread = thread_or_404(member, pk)
    wanted = STATES.get(request.POST.get("state", ""))
    if wanted is None:
        raise Http404
    set_thread_state(thread=thread, name=wanted[0], value=wanted[1], actor=request.user)
    return redirect("discussions:thread", run, pk)


@require_POST
def groups(request: HttpRequest, run: str) -> HttpResponse:
    """Whether the run's groups discuss apart."""
    member = trainer_or_404(request, run)
    apart = request.POST.get("apart") == "1"
    part_groups(run=member.run, by_group=apart, actor=request.user)
    told = _("From now on a participant's new discussion is for their own group.")
    messages.success(request, told if apart else _("From now on everybody discusses together."))
    return redirect("discussions:threads", run)
