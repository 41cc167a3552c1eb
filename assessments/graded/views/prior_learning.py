"""Recognition of prior learning as the learner asks for it and reads the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.pages.prior_learning import ApplicationForm, targets_of
from assessments.graded.queries.prior_learning import applications_of, own_application
from assessments.graded.services.prior_learning import WaitsAlready, apply_for, withdraw_application
from courses.api import Course, Enrolment, enrolment_for, steps_of
from courses.discussions.api import Draft, drop_draft, hold_draft, small_desk
from lms.ui.attachments import as_attachment


def enrolment_or_404(request: HttpRequest, run: str) -> Enrolment:
    """The person's own place in a training. The coaching recognises nothing: nobody assesses it."""
    enrolment = enrolment_for(request.learner, run) if request.user.is_authenticated else None
    if enrolment is None or enrolment.run.course.policy == Course.Policy.PRIVATE:
        raise Http404
    return enrolment


@require_http_methods(["GET", "HEAD", "POST"])
def applications(request: HttpRequest, run: str) -> HttpResponse:
    """What has been asked for and decided, and the form of asking."""
    enrolment = enrolment_or_404(request, run)
    targets = targets_of(steps_of(enrolment))
    form = ApplicationForm(targets, *([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid() and _apply(request, enrolment, form):
        return redirect("graded:prior", enrolment.run.code)
    desk = small_desk(request.user, Draft.Kind.PRIOR, enrolment.run_id)  # a refused form may have been kept
    form.initial = desk["begun"]
    page: dict[str, Any] = {"run": enrolment.run, "course": enrolment.run.course.title_in(enrolment.run.language)}
    page |= {"desk": desk["desk"], "form": form, "may_apply": bool(targets), "applications": applications_of(enrolment)}
    return render(request, "graded/prior/own.html", page, status=422 if form.errors else 200)


def _apply(request: HttpRequest, enrolment: Enrolment, form: ApplicationForm) -> bool:
    """Whether it was sent; otherwise the form says why not, and what was written stays in it."""
    chosen = form.chosen
    asked = {"title": chosen.title, "activity_ids": chosen.activity_ids, "text": form.cleaned_data["text"]}
    try:
        apply_for(enrolment=enrolment, **asked, upload=form.upload)
    except WaitsAlready:
        told = _("You have applied for this already, and it waits for a decision. To send this instead, take that"
                 " application back first.")  # fmt: skip
        if form.upload:
            told = f"{told} {_('Your text is kept, but the file is not: choose the file again then.')}"
        _hold(request, enrolment, form)
        form.add_error("target", told)
        return False
    drop_draft(request, Draft.Kind.PRIOR, enrolment.run_id)
    messages.success(request, _("Your application was sent. You get a mail when it has been decided."))
    return True


def _hold(request: HttpRequest, enrolment: Enrolment, form: ApplicationForm) -> None:
    """Taking the first one back is another form of the page: what is in this one has to be there after it."""
    kept = hold_draft(request, Draft.Kind.PRIOR, enrolment.run_id)
    form.data = form.data.copy()
    form.data["text"] = kept


@require_POST
def withdraw(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take an application back while it waits."""
    enrolment = enrolment_or_404(request, run)
    if own_application(enrolment, pk) is None:
        raise Http404
    if withdraw_application(enrolment=enrolment, pk=pk):
        messages.success(request, _("You took the application back."))
    return redirect("graded:prior", run)


@require_safe
def file(request: HttpRequest, run: str, pk: int) -> HttpResponseBase:
    """The file of one's own application."""
    found = own_application(enrolment_or_404(request, run), pk)
    if found is None or not found.file:
        raise Http404
    return as_attachment(found)
