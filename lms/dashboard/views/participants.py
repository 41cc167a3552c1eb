"""One participant: what is done and on what evidence, and marking by hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.graded.api import may_mark_in
from certificates.api import award_of
from courses.api import (
    Enrolment,
    Run,
    Step,
    approve_whole,
    asks_approval,
    enrolment_in_run,
    mark_done_by_hand,
    steps_in,
)
from courses.meetings.api import days_of
from lms.accounts.api import User
from lms.dashboard import queries
from lms.dashboard.forms import ReasonForm
from lms.dashboard.matrix import name_of
from lms.dashboard.views.access import run_of


def participant_of(run: Run, pk: int) -> Enrolment:
    """Somebody who is in this run, and in no other."""
    enrolment = enrolment_in_run(run, pk)
    if enrolment is None:
        raise Http404
    return enrolment


def other_of(run: Run, pk: int, user: User) -> Enrolment:
    """Somebody of this run whose results ``user`` may set: nobody sets their own."""
    enrolment = participant_of(run, pk)
    if enrolment.learner.user_id == user.pk:
        raise Http404
    return enrolment


@require_safe
def participant(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Each step with its evidence."""
    found = run_of(request, run)
    enrolment = participant_of(found, pk)
    rows = queries.evidence_of(enrolment)
    context = {
        "run": found,
        "enrolment": enrolment,
        "name": name_of(enrolment.learner),
        "teaches": found.is_taught,
        "is_own": enrolment.learner.user_id == request.user.pk,
        "title": found.course.title_in(get_language()),
        "rows": rows,
        "has_tests": any(row.step.kind == "quiz" for row in rows),
        "days": days_of(enrolment),
        "asks_approval": asks_approval(found),
        "award": award_of(enrolment),
        "may_extend": any(row.step.kind == "assignment" for row in rows) and may_mark_in(request.user, found),
    }
    context["may_extend"] = context["may_extend"] and not context["is_own"]
    return render(request, "dashboard/trainer/participant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, run: str, pk: int, step: str) -> HttpResponse:
    """Mark one step done by hand, with a reason."""
    found = run_of(request, run)
    enrolment = other_of(found, pk, request.user)
    target = step_of(found, enrolment, step)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not target.is_done:
        reason = form.cleaned_data["reason"]
        mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=target.activity_id, reason=reason, actor=request.user)
        messages.success(request, _("Marked as done: %(step)s") % {"step": target.title})
        return redirect("trainer:participant", found.code, enrolment.pk)
    context = {"form": form, "run": found, "enrolment": enrolment, "step": target, "name": name_of(enrolment.learner)}
    return render(request, "dashboard/trainer/mark.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Approve a participant's whole training, where the run's rule asks for it."""
    found = run_of(request, run)
    enrolment = other_of(found, pk, request.user)
    if not asks_approval(found):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        approve_whole(enrolment_id=enrolment.pk, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The training is approved."))
        return redirect("trainer:participant", found.code, enrolment.pk)
    context = {"form": form, "run": found, "enrolment": enrolment, "name": name_of(enrolment.learner)}
    return render(request, "dashboard/trainer/approve.html", context, status=422 if form.errors else 200)


def step_of(run: Run, enrolment: Enrolment, slug: str) -> Step:
    """A step of this run, with how far the participant is."""
    for step in steps_in(run, enrolment_id=enrolment.pk):
        if step.slug == slug:
            return step
    raise Http404
