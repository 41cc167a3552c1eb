"""An employer answers by a signed link, without an account. Opening the link changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.admissions.forms import AnswerForm
from courses.admissions.models import Approval
from courses.admissions.queries.applications import approval_by_link, is_over
from courses.admissions.services.answering import LinkOver, answer_for_employer
from lms.accounts.api import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, link: str) -> HttpResponse:
    """Who asks and for what; a POST answers once. A link that is over shows nothing of the applicant."""
    found = approval_by_link(link)
    if found is None:
        raise Http404
    asked, serial = found
    if is_over(asked, serial):
        return _over(request, asked, serial)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "admissions/employer.html", _page(asked, form), status=422 if form.is_bound else 200)
    try:
        answer_for_employer(approval_id=asked.pk, serial=serial, **_answered(form))
    except LinkOver:
        asked.refresh_from_db()
        return _over(request, asked, serial)
    return redirect("employer:approval", link)


def _answered(form: AnswerForm) -> dict[str, object]:
    values = form.cleaned_data
    return {
        "approved": values["answer"] == "yes",
        **{name: values[name] for name in ("name", "job_title", "note")},
    }


def _page(asked: Approval, form: AnswerForm) -> dict[str, object]:
    run, user = asked.application.run, asked.application.learner.user
    return {
        "form": form,
        "who": user.get_full_name() if user else "",
        "course": run.course.title_in(run.language),
        "run": run,
        "until": asked.expires_at,
    }


def _over(request: HttpRequest, asked: Approval, serial: int) -> HttpResponse:
    """Thanks for the answer, or that the link does nothing any more, and what to do then."""
    answered = asked.decided_at is not None and asked.serial == serial
    replaced = asked.serial != serial
    context = {"asked": asked, "answered": answered, "replaced": replaced}
    return render(request, "admissions/employer_over.html", context, status=200 if answered else 410)
