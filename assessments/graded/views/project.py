"""A development project as its learner meets it: one page with the milestones and the conversation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.graded.models.projects import ProjectMessage
from assessments.graded.pages.projects import AskForm, MessageForm, learner_page
from assessments.graded.queries.projects import Project, project_for
from assessments.graded.services.projects import NothingToApprove, TooManyLinks, ask_approval, write_message
from courses.discussions.api import Draft, drop_draft, small_desk


def found_or_404(request: HttpRequest, run: str, slug: str) -> Project:
    """The learner's own project."""
    found = project_for(request.learner, run, slug)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, found: Project, status: int = 200, **more: Any) -> HttpResponse:
    desk = small_desk(request.user, Draft.Kind.PROJECT, found.step.activity_id)
    page = learner_page(found) | {"desk": desk["desk"], "message_form": MessageForm(initial=desk["begun"])}
    return render(request, "graded/project/page.html", page | more, status=status)


@require_safe
def project(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """The milestones, the approval, the conversation."""
    return _show(request, found_or_404(request, run, slug))


@require_POST
def message(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Write to the trainers."""
    found = found_or_404(request, run, slug)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422, message_form=form)
    write_message(
        enrolment=found.enrolment,
        activity_id=found.step.activity_id,
        text=form.cleaned_data["text"],
        writer=request.user,
        role=ProjectMessage.Role.LEARNER,
    )
    drop_draft(request, Draft.Kind.PROJECT, found.step.activity_id)
    messages.success(request, _("Your message was sent."))
    return redirect("graded:project", run, slug)


@require_POST
def ask(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Have the link sent to the supervisor."""
    found = found_or_404(request, run, slug)
    form = AskForm(request.POST)
    if form.is_valid() and _asked(request, found, form):
        return redirect("graded:project", run, slug)
    return _show(request, found, 422, ask_form=form)


def _asked(request: HttpRequest, found: Project, form: AskForm) -> bool:
    place = found.to_approve
    try:
        ask_approval(
            enrolment=found.enrolment,
            activity_id=found.step.activity_id,
            submission=place.submission if place else None,
            email=form.cleaned_data["email"],
        )
    except NothingToApprove:
        raise Http404 from None
    except TooManyLinks:
        form.add_error("email", _("Three links have been sent today. Ask your supervisor, or try again tomorrow."))
        return False
    messages.success(request, _("The link was sent. It works for two weeks."))
    return True
