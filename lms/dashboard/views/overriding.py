"""Setting one result by hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.graded.api import NOTHING, most_points_of, outcomes_in, override_result
from courses.api import activity_by_key
from lms.dashboard.matrix import name_of
from lms.dashboard.result_forms import OverrideForm
from lms.dashboard.results import cell_of, cell_words, short
from lms.dashboard.views.access import run_of
from lms.dashboard.views.participants import participant_of, step_of


@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, run: str, pk: int, step: str) -> HttpResponse:
    """New points with their reason; the old ones stay on record."""
    found = run_of(request, run)
    enrolment = participant_of(found, pk)
    target = step_of(found, enrolment, step)
    outcome = outcomes_in(found, enrolment_id=pk).get((pk, target.activity_id), NOTHING)
    most = outcome.max_points or most_points_of(activity_by_key(target.activity_key))
    if not most:
        raise Http404
    initial = {"points": "" if outcome.points is None else short(outcome.points)}
    form = OverrideForm(request.POST or None, most=most, is_done=bool(outcome.evidence), initial=initial)
    if form.is_valid():
        given = {"enrolment_id": pk, "activity_id": target.activity_id, "max_points": most, "actor": request.user}
        override_result(**given, **form.cleaned_data)
        messages.success(request, _("The result is set: %(step)s") % {"step": target.title})
        return redirect("trainer:results-person", found.code, pk)
    context = {"form": form, "run": found, "enrolment": enrolment, "step": target, "most": most}
    context |= {"name": name_of(enrolment.learner), "now": cell_of(outcome, cell_words())}
    return render(request, "dashboard/trainer/override.html", context, status=422 if form.is_bound else 200)
