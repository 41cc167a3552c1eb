"""Runs: the list, one run with its participants, its facts, its outline and its trainers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import (
    Course,
    Run,
    TooFewPlaces,
    adopt_outline,
    change_run,
    create_run,
    free_address,
    groups_awaited,
    groups_with_sizes,
    is_trainer,
    keep_outline,
    pending_changes,
    progress_matrix,
    rule_to_tell,
    steps_in,
    type_policy,
    version_of,
)
from courses.meetings.api import days_outside
from lms.dashboard import queries
from lms.dashboard.forms import NameFilterForm, TrainerForm
from lms.dashboard.grouping import group_forms
from lms.dashboard.matrix import lines_of, outline_differs
from lms.dashboard.paging import CountingPaginator
from lms.dashboard.run_forms import RunFactsForm, RunForm
from lms.dashboard.run_phases import phases_of, runs_by_phase
from lms.dashboard.services import appoint_trainer, dismiss_trainer
from lms.dashboard.views.access import manages_runs, only_for_managers, run_of
from lms.dashboard.waiting import today_of

A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The runs one looks after; for others there is no such page."""
    every = manages_runs(request)
    runs = runs_by_phase(queries.runs_for(request.user, every=every))
    page = Paginator(runs, A_PAGE).get_page(request.GET.get("sivu"))
    if not page.object_list and not every:
        raise Http404
    context = {"page": page, "phases": phases_of(page), "every": every, "teaches": is_trainer(request.user)}
    if page.object_list:
        context["today"] = today_of(request.user, every=every)
    return render(request, "dashboard/trainer/home.html", context)


@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Make a run: first of which training, then what its type asks for."""
    only_for_managers(request)
    code = request.GET.get("koulutus", "")
    if not code:
        return render(request, "dashboard/trainer/new_of.html", {"courses": queries.trainings_with_newest_run()})
    course = queries.trainings().filter(code=code).first()
    if course is None:
        raise Http404
    form = RunForm(request.POST if request.method == "POST" else None, policy=type_policy(course.type))
    made = make_run(form, course, request) if form.is_valid() else None
    if made:
        return redirect("trainer:trainers", made.code)
    context = {"form": form, "course": course, "title": course.title_in(get_language())}
    return render(request, "dashboard/trainer/new.html", context, status=422 if form.is_bound else 200)


def make_run(form: RunForm, course: Course, request: HttpRequest) -> Run | None:
    """The new run, or None with the form saying that its address is taken."""
    facts = form.cleaned_data
    facts["code"] = facts["code"] or free_address(course.code, facts["name"])
    try:
        with transaction.atomic():
            return create_run(course=course, actor=request.user, **facts)
    except IntegrityError:
        form.add_error("code", _("Another run has this address already."))
        return None


@require_safe
def run(request: HttpRequest, run: str) -> HttpResponse:
    """One run and how far its participants are."""
    found = run_of(request, run)
    steps = steps_in(found)
    form = NameFilterForm(request.GET)
    wanted = form.cleaned_data["nimi"] if form.is_valid() else ""
    page = CountingPaginator(queries.participants_named(found, wanted), A_PAGE).get_page(request.GET.get("sivu"))
    rows = progress_matrix(found, enrolments=list(page.object_list))
    context = {
        "run": found,
        "title": found.course.title_in(get_language()),
        "required": [step for step in steps if step.required],
        "lines": lines_of(rows, steps=steps, home=reverse("trainer:run", args=[found.code])),
        "page": page,
        "wanted": wanted,
        "manages": found.is_managed,
        "teaches": found.is_taught,
        "policy": type_policy(found.course.type),
        "rule": rule_to_tell(found),
        "differs": bool(found.frozen_at) and outline_differs(found, steps),
        "is_kept": found.kept_outline == version_of(found.course),
    }
    return render(request, "dashboard/trainer/run.html", context)


@form_page
def edit(request: HttpRequest, run: str) -> HttpResponse:
    """All that one sets in a run: dates, places, enrolment, groups and trainers."""
    found = run_of(request, run)
    policy = type_policy(found.course.type)
    known = {field: getattr(found, field) for field in RunFactsForm.base_fields}
    form = RunFactsForm(request.POST if request.method == "POST" else None, initial=known, policy=policy, run=found)
    if form.is_valid() and save_facts(form, found, request):
        messages.success(request, _("The run is saved."))
        warn_of_days_outside(request, found)
        return redirect("trainer:run", found.code)
    groups = groups_with_sizes(found)
    context = {"form": form, "run": found, "policy": policy, "trainers": queries.trainers_of(found)}
    context |= {"groups": group_forms(groups), "has_groups": policy.has_groups or bool(groups or groups_awaited(found))}
    context |= {"manages": found.is_managed, "title": found.course.title_in(get_language())}
    return render(request, "dashboard/trainer/edit.html", context, status=422 if form.is_bound else 200)


def warn_of_days_outside(request: HttpRequest, run: Run) -> None:
    """A run that was shortened or moved may leave contact days behind."""
    run.refresh_from_db(fields=["starts", "ends"])
    days = days_outside(run)
    if not days:
        return
    told = ngettext(
        "One contact day is outside the dates of the run: %(days)s. Move or cancel it on the page of contact days.",
        "%(n)d contact days are outside the dates of the run: %(days)s. Move or cancel them on the page of contact"
        " days.",
        len(days),
    )
    named = ", ".join(f"{day.title} {date_format(day.date, 'j.n.Y')}" for day in days[:5])
    messages.warning(request, told % {"n": len(days), "days": named + (" …" if len(days) > 5 else "")})


def save_facts(form: RunFactsForm, run: Run, request: HttpRequest) -> bool:
    """Whether the change went through; else the form says what stands in the way."""
    try:
        change_run(run=run, actor=request.user, **form.cleaned_data)
    except TooFewPlaces as refusal:
        sentence = ngettext(
            "One person is in already, so there must be at least one place.",
            "%(taken)d people are in already, so there must be at least %(taken)d places.",
            refusal.taken,
        )
        form.add_error("capacity", sentence % {"taken": refusal.taken})
        return False
    return True


@form_page
def changes(request: HttpRequest, run: str) -> HttpResponse:
    """What the author has changed since the run began, and the trainer's decision to take it."""
    found = run_of(request, run)
    if request.method == "POST" and decide_changes(request, found):
        return redirect("trainer:run", found.code)
    seen = version_of(found.course)
    context = {"run": found, "sections": change_sections(pending_changes(found)), "seen": seen}
    context["is_kept"] = found.kept_outline == seen
    return render(request, "dashboard/trainer/changes.html", context)


def decide_changes(request: HttpRequest, run: Run) -> bool:
    """Take the changes, or leave them out; False when the author has changed something since the page was read."""
    if "keep" not in request.POST:
        adopt_outline(run=run, actor=request.user)
        messages.success(request, _("The run now has the author's newest outline."))
        return True
    if keep_outline(run=run, seen=request.POST["keep"], actor=request.user):
        messages.success(request, _("The run keeps its outline. You are told when the author changes something more."))
        return True
    messages.warning(request, _("The author has changed something more since you opened this page. Look once more."))
    return False


def change_sections(changes: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """What the author has changed, under one heading for each kind of change."""
    headings = {
        "added": _("Added"),
        "removed": _("Removed"),
        "required": _("Required from now on"),
        "voluntary": _("Voluntary from now on"),
        "moved": _("In another place"),
        "steps": _("When steps open and are done"),
        "rule": _("What completes the training"),
    }
    if changes["rule"]:
        today, after = changes["rule"]
        told = [_("Today: %(sentence)s"), _("From now on: %(sentence)s")]
        changes = changes | {"rule": [told[0] % {"sentence": today}, told[1] % {"sentence": after}]}
    return [(heading, changes[kind]) for kind, heading in headings.items() if changes[kind]]


@form_page
def trainers(request: HttpRequest, run: str) -> HttpResponse:
    """Who teaches the run."""
    only_for_managers(request)
    found = run_of(request, run)
    form = TrainerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        appoint_trainer(run=found, user=form.account, actor=request.user)
        messages.success(request, _("The trainer is named."))
        return redirect("trainer:trainers", found.code)
    context = {"form": form, "run": found, "trainers": queries.trainers_of(found)}
    return render(request, "dashboard/trainer/trainers.html", context, status=422 if form.is_bound else 200)


@require_POST
def dismiss(request: HttpRequest, run: str) -> HttpResponse:
    """Take the run away from one trainer."""
    only_for_managers(request)
    found = run_of(request, run)
    key = request.POST.get("trainer", "")
    user = next((user for user in queries.trainers_of(found) if str(user.key) == key), None)
    if user is None:
        raise Http404
    dismiss_trainer(run=found, user=user, actor=request.user)
    messages.success(request, _("The person does not teach this run any more."))
    return redirect("trainer:trainers", found.code)
