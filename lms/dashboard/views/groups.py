"""The groups of a run, and who works in which."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.api import (
    Group,
    GroupInUse,
    GroupNameTaken,
    Run,
    add_group,
    delete_group,
    divide_evenly,
    groups_awaited,
    groups_with_sizes,
    move_people,
    participants_of,
    rename_group,
    type_policy,
)
from lms.dashboard.grouping import TICKED, GroupForm, group_forms, people_rows, places_in
from lms.dashboard.views.access import run_of

A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, run: str) -> HttpResponse:
    """Everybody with the group they are in, and one save for all."""
    found = grouped_run(request, run)
    if request.method == "POST":
        if "jaa" in request.POST:
            moved = divide_evenly(run=found, actor=request.user)
        else:
            places = places_in(request.POST, request.POST.getlist(TICKED))
            moved = move_people(run=found, places=places, actor=request.user)
        said = ngettext("%(number)d person was moved.", "%(number)d people were moved.", moved)
        messages.success(request, said % {"number": moved} if moved else _("Nobody was moved."))
        return redirect(request.get_full_path())
    return groups_page(request, found)


def groups_page(request: HttpRequest, run: Run, *, bad: GroupForm | None = None) -> HttpResponse:
    """The page; ``bad`` is a form with a mistake, kept as it was typed."""
    found = groups_with_sizes(run)
    page = Paginator(participants_of(run), A_PAGE).get_page(request.GET.get("sivu"))
    context = {"run": run, "page": page, "people": people_rows(page), "groups": group_forms(found, bad=bad)}
    context |= {"awaited": groups_awaited(run), "bad": bad, "new": bad if bad and not bad.prefix else GroupForm()}
    return render(request, "dashboard/trainer/groups.html", context, status=422 if bad else 200)


@require_POST
def add(request: HttpRequest, run: str) -> HttpResponse:
    """Make a group."""
    found = grouped_run(request, run)
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            add_group(run=found, name=form.cleaned_data["name"], actor=request.user)
            messages.success(request, _("The group is made."))
            return redirect("trainer:groups", found.code)
        except GroupNameTaken:
            form.add_error("name", _("The run has a group of this name already."))
    return groups_page(request, found, bad=form)


@require_POST
def rename(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Give a group another name."""
    found = grouped_run(request, run)
    group = group_of_run(found, pk)
    form = GroupForm(request.POST, prefix=f"g{pk}")
    if form.is_valid():
        try:
            rename_group(group=group, name=form.cleaned_data["name"], actor=request.user)
            messages.success(request, _("The name is changed."))
            return redirect("trainer:groups", found.code)
        except GroupNameTaken:
            form.add_error("name", _("The run has a group of this name already."))
    return groups_page(request, found, bad=form)


@require_POST
def delete(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Delete a group that nobody is in."""
    found = grouped_run(request, run)
    try:
        delete_group(group=group_of_run(found, pk), actor=request.user)
        messages.success(request, _("The group is deleted."))
    except GroupInUse:
        messages.error(request, _("The group is in use, so it is kept. Move its people to another group first."))
    return redirect("trainer:groups", found.code)


def grouped_run(request: HttpRequest, code: str) -> Run:
    """The run, if its type has groups, or it has got some, or its steps wait for one; else there is no such page."""
    run = run_of(request, code)
    has_groups = type_policy(run.course.type).has_groups or run.groups.exists()
    if not has_groups and not groups_awaited(run):
        raise Http404
    return run


def group_of_run(run: Run, pk: int) -> Group:
    """The run's group, or a page that is not there."""
    group = Group.objects.select_related("run").filter(run=run, pk=pk).first()
    if group is None:
        raise Http404
    return group
