"""A supervisor approves a plan: by a signed link, without an account. Opening the link changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.graded.models.projects import Endorsement
from assessments.graded.pages.projects import ApprovalForm
from assessments.graded.queries.projects import endorsement_by_link
from assessments.graded.services.projects import LinkUsed, endorse, is_taken_back
from lms.accounts.api import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, link: str) -> HttpResponse:
    """Show the plan and ask; a POST approves it once. A used or old link shows nothing of the plan."""
    asked = endorsement_by_link(link)
    if asked is None:
        raise Http404
    if asked.endorsed_at or asked.expires_at <= timezone.now() or is_taken_back(asked.submission):
        return _over(request, asked)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _approve(request, asked, form, link)
    return render(request, "graded/project/approve.html", _page(asked, form), status=422 if form.errors else 200)


def _approve(request: HttpRequest, asked: Endorsement, form: ApprovalForm, link: str) -> HttpResponse:
    values = form.cleaned_data
    try:
        endorse(endorsement_id=asked.pk, name=values["name"], job_title=values["job_title"])
    except LinkUsed:
        asked.refresh_from_db()
        return _over(request, asked)
    return redirect("endorsing:plan", link)


def _over(request: HttpRequest, asked: Endorsement) -> HttpResponse:
    """Says that the approval was received, or that the link is old."""
    return render(request, "graded/project/link_over.html", {"asked": asked}, status=200 if asked.endorsed_at else 410)


def _page(asked: Endorsement, form: ApprovalForm) -> dict:
    run, submission = asked.enrolment.run, asked.submission
    same = run.language == (translation.get_language() or "").split("-")[0]
    return {
        "form": form,
        "who": asked.enrolment.learner.user.get_full_name() if asked.enrolment.learner.user else "",
        "course": run.course.title_in(run.language),
        "title": submission.work.activity.title,
        "submission": submission,
        "files": [file.name for file in submission.files.all() if not file.covered_at],
        "content_language": "" if same else run.language,
    }
