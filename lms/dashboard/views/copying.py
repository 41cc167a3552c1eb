"""Making the next run from a run: see the dates, change what differs, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.api import Run, RunDates, copy_run, dates_of
from lms.dashboard.next_run import form_for, outline_changes, plan_of
from lms.dashboard.queries import trainers_of
from lms.dashboard.run_forms import NextRunForm
from lms.dashboard.views.access import manages_runs, run_of


@require_http_methods(["GET", "HEAD", "POST"])
def next_run(request: HttpRequest, run: str) -> HttpResponse:
    """The dates of the new run are shown before it is made: whoever changes the start sees them again."""
    found = run_of(request, run)
    dates, data = dates_of(found), sent(request) if request.method == "POST" else None
    form = form_for(found, data, dates=dates, trainers=trainers_of(found))
    if form.is_valid() and "make" in request.POST and was_shown(request, form):
        made = make_next(found, form, request)
        messages.success(request, _("The run is made. It is not open for enrolment yet: open it when all is right."))
        return redirect("trainer:edit", made.code)
    return next_run_page(request, found, form, dates)


def sent(request: HttpRequest) -> QueryDict:
    """What was sent; the proposed day takes the place of the start when its button was pressed."""
    data = request.POST.copy()
    if request.POST.get("use"):
        data["starts"] = request.POST["use"]
    return data


def was_shown(request: HttpRequest, form: NextRunForm) -> bool:
    """Whether the dates of this very start were on the page that was confirmed."""
    starts = form.cleaned_data.get("starts")
    return starts is None or request.POST.get("shown") == starts.isoformat()


def make_next(run: Run, form: NextRunForm, request: HttpRequest) -> Run:
    """The new run, with the trainers who go on; whoever makes it and does not manage runs teaches it."""
    facts = form.cleaned_data
    keys = facts.get("trainers", [])
    trainers = [one for one in trainers_of(run) if str(one.key) in keys]
    if not manages_runs(request) and request.user not in trainers:
        trainers.append(request.user)
    return copy_run(
        source=run,
        name=facts["name"],
        starts=facts.get("starts"),
        place=facts.get("place", ""),
        capacity=facts.get("capacity"),
        trainers=trainers,
        actor=request.user,
    )


def next_run_page(request: HttpRequest, run: Run, form: NextRunForm, dates: RunDates) -> HttpResponse:
    """The form with every date below it; no dates while the start is missing or mistyped."""
    known = form.cleaned_data if form.is_bound else form.initial
    starts = known.get("starts") if dates.base else None
    context = {
        "run": run,
        "title": run.course.title_in(get_language()),
        "form": form,
        "plan": plan_of(dates, starts) if starts else None,
        "base": dates.base,
        "changes": outline_changes(run),
        "asked_again": "make" in request.POST and not form.errors,
    }
    return render(request, "dashboard/trainer/next_run.html", context, status=422 if form.errors else 200)
