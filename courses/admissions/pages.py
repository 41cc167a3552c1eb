"""Works out what the pages of an application show."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from courses.admissions.about import about
from courses.admissions.forms import ApplicationForm, EmployerForm
from courses.admissions.models import Application
from courses.admissions.queries.applications import own_application, questions_of
from courses.admissions.queries.queue import is_enrolled, way_into
from courses.admissions.services.applications import may_write, refuse_applying
from courses.api import CannotEnrol, Run
from courses.forms import NameForm

#: From so many fields on, one question a page is offered.
MANY = 4


def form_for(request: HttpRequest, run: Run, data: Any = None, *, initial: Any = None) -> ApplicationForm:
    """The run's questions as a form for this person."""
    address = request.user.email if way_into(run).needs_employer else ""
    return ApplicationForm(data, initial=initial, questions=questions_of(run), own_address=address)


def why_no_applying(run: Run) -> str:
    """Why nobody applies now, as a sentence; empty when they can."""
    try:
        refuse_applying(run)
    except CannotEnrol as refusal:
        return str(refusal)
    return ""


def apply_page(
    request: HttpRequest,
    run: Run,
    *,
    form: ApplicationForm | None = None,
    names: NameForm | None = None,
    employer: EmployerForm | None = None,
    refusal: Any = "",
) -> dict[str, Any]:
    """The questions to a visitor, the form to somebody who writes, and afterwards what has become of it."""
    signed_in = request.user.is_authenticated
    application = own_application(run, request.learner) if signed_in else None
    admission = way_into(run)
    writes = signed_in and (application is None or may_write(application))
    if writes and form is None:
        form = form_for(request, run, initial=application.draft if application else {})
        names = NameForm(instance=request.user) if NameForm.needed_by(request.user) else None
    asks = bool(application and application.state == Application.State.SENT and admission.needs_employer)
    approval = getattr(application, "approval", None) if application else None
    if asks and employer is None and not (approval and approval.approved):
        own = approval.email if approval else ""
        employer = EmployerForm(initial={"email": own}, own_address=request.user.email)
    return about(request, run) | {
        "admission": admission,
        "application": application,
        "approval": approval,
        "enrolled": bool(application and is_enrolled(run.pk, application.learner_id)),
        "writes": writes,
        "is_long": bool(form) and len(form.fields) + 2 * bool(names) >= MANY,
        "form": form if writes else None,
        "names": names if writes else None,
        "employer": employer,
        "questions": [] if signed_in else questions_of(run),
        "refusal": str(refusal) or why_no_applying(run),
        "save_url": reverse("admissions:save", args=[run.code]),
        "seq": application.seq if application else 0,
    }


def check_page(request: HttpRequest, run: Run, form: ApplicationForm) -> dict[str, Any]:
    """Everything that is about to be sent."""
    back = reverse("admissions:apply", args=[run.code])
    singly = len(form.fields) >= MANY
    answers = [
        one | {"url": reverse("admissions:question", args=[run.code, name]) if singly else f"{back}#id_{name}"}
        for one, name in zip(form.answers(), (f"q{question.pk}" for question in form.questions), strict=True)
    ]
    return about(request, run) | {
        "answers": answers,
        "employer": form.cleaned_data.get("employer", ""),
        "who": request.user.get_full_name(),
        "back": back,
    }
