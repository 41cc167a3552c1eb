"""What a trainer guides besides marking: development projects of their own runs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.graded.models.projects import ProjectMessage
from assessments.graded.pages.projects import MessageForm, RecordForm, trainer_page
from assessments.graded.queries.projects import Project, guiding_place, project_in, project_lines, taught_run
from assessments.graded.services.projects import NothingToApprove, record_approval, settle_messages, write_message
from courses.api import Run, steps_in
from courses.discussions.api import Draft, drop_draft, small_desk


def run_or_404(request: HttpRequest, code: str) -> Run:
    """A run that this person teaches; who only looks after runs guides nobody."""
    run = taught_run(request.user, code)
    if run is None:
        raise Http404
    return run


def project_or_404(request: HttpRequest, run: str, enrolment: int, slug: str) -> Project:
    """A participant's project."""
    found = project_in(request.user, run, enrolment, slug)
    if found is None:
        raise Http404
    return found


@require_safe
def projects(request: HttpRequest, run: str) -> HttpResponse:
    """Every participant's project but one's own, and who waits for what."""
    found = run_or_404(request, run)
    lines = project_lines(found, steps_in(found))
    others = [line for line in lines if line.enrolment.learner.user_id != request.user.pk]
    context = {"run": found, "lines": others}
    return render(request, "graded/project/list.html", context)


def _show(request: HttpRequest, found: Project, status: int = 200, **more: Any) -> HttpResponse:
    desk = small_desk(request.user, Draft.Kind.GUIDING, guiding_place(found))
    page = trainer_page(found) | {"desk": desk["desk"], "message_form": MessageForm(initial=desk["begun"])}
    return render(request, "graded/project/trainer.html", page | more, status=status)


@require_safe
def project(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """One participant's milestones and the conversation."""
    return _show(request, project_or_404(request, run, enrolment, slug))


@require_POST
def message(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """Write to the participant."""
    found = project_or_404(request, run, enrolment, slug)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422, message_form=form)
    write_message(
        enrolment=found.enrolment,
        activity_id=found.step.activity_id,
        text=form.cleaned_data["text"],
        writer=request.user,
        role=ProjectMessage.Role.TRAINER,
    )
    drop_draft(request, Draft.Kind.GUIDING, guiding_place(found))
    messages.success(request, _("Your message was sent."))
    return redirect("guiding:project", run, enrolment, slug)


@require_POST
def settle(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """What the participant wrote last needs no answer."""
    found = project_or_404(request, run, enrolment, slug)
    settle_messages(enrolment=found.enrolment, activity_id=found.step.activity_id, actor=request.user)
    messages.success(request, _("The message does not wait any more."))
    return redirect("guiding:project", run, enrolment, slug)


@require_POST
def approval(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """Record an approval that was given in another way."""
    found = project_or_404(request, run, enrolment, slug)
    form, place = RecordForm(request.POST), found.to_approve
    if not form.is_valid():
        return _show(request, found, 422, record_form=form)
    given = {"activity_id": found.step.activity_id, "submission": place.submission if place else None}
    try:
        record_approval(enrolment=found.enrolment, actor=request.user, **given, **form.cleaned_data)
    except NothingToApprove:
        raise Http404 from None
    messages.success(request, _("The approval is recorded."))
    return redirect("guiding:project", run, enrolment, slug)
