"""Setting one result by hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.graded.api import NOTHING, Outcome, most_points_of, outcomes_in, override_result, overrides_of
from courses.api import Enrolment, Step, activity_by_key
from lms.accounts.api import User
from lms.dashboard.matrix import name_of
from lms.dashboard.result_forms import OverrideForm
from lms.dashboard.results import cell_of, cell_words, short
from lms.dashboard.views.access import run_of
from lms.dashboard.views.participants import other_of, step_of


@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, run: str, pk: int, step: str) -> HttpResponse:
    """New points with their reason; the old ones stay on record."""
    found = run_of(request, run)
    enrolment = other_of(found, pk, request.user)
    target = step_of(found, enrolment, step)
    outcome = outcomes_in(found, enrolment_id=pk).get((pk, target.activity_id), NOTHING)
    form = form_for(request, enrolment, target, outcome)
    if form.is_valid():
        set_result(form, enrolment=enrolment, step=target, actor=request.user)
        messages.success(request, _("The result is set: %(step)s") % {"step": target.title})
        return redirect("trainer:results-person", found.code, pk)
    context = {"form": form, "run": found, "enrolment": enrolment, "step": target}
    context |= {"name": name_of(enrolment.learner), "now": cell_of(outcome, cell_words())}
    return render(request, "dashboard/trainer/override.html", context, status=422 if form.is_bound else 200)


def form_for(request: HttpRequest, enrolment: Enrolment, step: Step, outcome: Outcome) -> OverrideForm:
    """The form with what the book says now; nothing is here where there are no points to have."""
    most = outcome.max_points or most_points_of(activity_by_key(step.activity_key))
    if not most:
        raise Http404
    initial = {"points": "" if outcome.points is None else short(outcome.points)}
    data = request.POST if request.method == "POST" else None
    # Also what has gone back already: who presses twice is not told of a mistake.
    was_set = outcome.is_set_by_hand or any(one.activity_id == step.activity_id for one in overrides_of(enrolment))
    return OverrideForm(data, most=most, is_done=bool(outcome.evidence), was_set=was_set, initial=initial)


def set_result(form: OverrideForm, *, enrolment: Enrolment, step: Step, actor: User) -> None:
    """What the form says becomes the result."""
    override_result(
        enrolment_id=enrolment.pk,
        activity_id=step.activity_id,
        max_points=form.fields["points"].most,
        actor=actor,
        **form.cleaned_data,
    )
