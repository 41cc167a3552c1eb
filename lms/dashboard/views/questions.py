"""How the questions of a quiz have worked in a run, and counting its results again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.graded.api import ChangedMeanwhile, changes_if_regraded, fingerprint, items_of, regrade_quiz
from certificates.api import Award
from courses.api import Activity, Enrolment, Run, Step, steps_in
from lms.dashboard.forms import ReasonForm
from lms.dashboard.regrading import change_lines
from lms.dashboard.views.access import run_of


def quiz_of(run: Run, slug: str) -> Step:
    """A quiz of this run."""
    for step in steps_in(run):
        if (step.slug, step.kind) == (slug, Activity.Kind.QUIZ):
            return step
    raise Http404


@require_safe
def questions(request: HttpRequest, run: str, quiz: str) -> HttpResponse:
    """Each question version with its figures and what they suggest."""
    found = run_of(request, run)
    step = quiz_of(found, quiz)
    items = items_of(found, step.activity_id)
    context = {"run": found, "step": step, "items": items}
    context["has_newer"] = any(item.newer for item in items)
    return render(request, "dashboard/trainer/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def regrade(request: HttpRequest, run: str, quiz: str) -> HttpResponse:
    """What would change if the newest versions counted; a POST with a reason does what was shown."""
    found = run_of(request, run)
    step, question = quiz_of(found, quiz), question_in(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if _regraded(request, found, step, question, form.cleaned_data["reason"]):
            return redirect("trainer:quiz-questions", found.code, step.slug)
        status = 409
    changes = changes_if_regraded(found, step.activity_id, question_id=question)
    context = {"run": found, "step": step, "form": form, "question": question, "seen": fingerprint(changes)}
    context["teaches"] = found.is_taught
    return render(request, "dashboard/trainer/regrade.html", context | _listed(changes), status=status)


def question_in(request: HttpRequest) -> int | None:
    """The one question that the address names; None is all of them."""
    text = request.GET.get("kysymys", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _regraded(request: HttpRequest, run: Run, step: Step, question: int | None, reason: str) -> bool:
    """Whether what was shown has been done; else there is a new list to look at."""
    seen = request.POST.get("seen", "")
    which = {"run": run, "activity_id": step.activity_id, "question_id": question}
    try:
        done = regrade_quiz(**which, seen=seen, reason=reason, actor=request.user)
    except ChangedMeanwhile:
        messages.warning(request, _("Something has changed since the list was made. Here is the new one."))
        return False
    told = ngettext("%(n)d result was counted again.", "%(n)d results were counted again.", len(done))
    messages.success(request, told % {"n": len(done)})
    return True


def _listed(changes: list[Any]) -> dict[str, Any]:
    """The lines with names and certificates. Two statements."""
    ids = {change.enrolment_id for change in changes}
    people = Enrolment.objects.select_related("learner__user").in_bulk(ids)
    serials = dict(Award.objects.live().filter(enrolment__in=ids).values_list("enrolment_id", "serial"))
    lines = change_lines(changes, people, serials)
    return {"lines": lines, "kept": [line for line in lines if line.change.would_fail]}
