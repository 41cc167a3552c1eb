"""The groups of a run, and who works in which."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError, Q

from courses.models import Enrolment, Group, Run
from lms.records.audit import log_fact, log_facts


class GroupNameTaken(Exception):
    """The run has a group of this name already."""


class GroupInUse(Exception):
    """Somebody is in the group, or something that people did in it is kept: it is not deleted."""


@transaction.atomic
def add_group(*, run: Run, name: str, actor: Any) -> Group:
    """Make a group of the run. Raises ``GroupNameTaken``."""
    _refuse_double(run, name)
    group = _saved(Group(run=run, name=name))
    log_fact("group.added", subject=group, actor=actor, detail={"run": run.pk})
    return group


@transaction.atomic
def rename_group(*, group: Group, name: str, actor: Any) -> None:
    """Give the group another name. Raises ``GroupNameTaken``."""
    group = Group.objects.select_for_update(of=("self",)).select_related("run").get(pk=group.pk)
    if group.name == name:
        return
    _refuse_double(group.run, name, but=group.pk)
    group.name = name
    _saved(group)
    log_fact("group.renamed", subject=group, actor=actor, detail={"run": group.run_id})


def _refuse_double(run: Run, name: str, *, but: int | None = None) -> None:
    if Group.objects.filter(run=run, name__iexact=name).exclude(pk=but).exists():
        raise GroupNameTaken


def _saved(group: Group) -> Group:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as taken:  # two trainers at the same moment
        raise GroupNameTaken from taken
    return group


@transaction.atomic
def delete_group(*, group: Group, actor: Any) -> None:
    """Delete a group that nobody is in. Raises ``GroupInUse``."""
    Run.objects.select_for_update().get(pk=group.run_id)  # so that nobody is moved into it meanwhile
    if Enrolment.objects.active().filter(group=group).exists():
        raise GroupInUse
    pk = group.pk
    try:
        with transaction.atomic():
            group.delete()
    except ProtectedError as kept:
        raise GroupInUse from kept
    group.pk = pk
    log_fact("group.deleted", subject=group, actor=actor, detail={"run": group.run_id})


@transaction.atomic
def move_people(*, run: Run, places: Mapping[int, int | None], actor: Any) -> int:
    """Put each enrolment of ``places`` into its group (None: into none). Whatever is no enrolment or group of the run
    is left out; returns how many changed."""
    Run.objects.select_for_update().get(pk=run.pk)
    groups = {None, *Group.objects.filter(run=run).values_list("pk", flat=True)}
    rows = Enrolment.objects.active().filter(run=run, pk__in=places).select_related("learner").order_by("pk")
    moved = [row for row in rows if places[row.pk] in groups and row.group_id != places[row.pk]]
    for row in moved:
        row.group_id = places[row.pk]
    Enrolment.objects.bulk_update(moved, ["group"])
    log_facts("enrolment.group_changed", subjects=[(row, row.learner.key) for row in moved], actor=actor)
    return len(moved)


@transaction.atomic
def divide_evenly(*, run: Run, actor: Any) -> int:
    """Put everybody who has no group into the group with the fewest people, one by one in the order of enrolling;
    returns how many were placed."""
    Run.objects.select_for_update().get(pk=run.pk)
    inside = Count("enrolments", filter=~Q(enrolments__status=Enrolment.Status.CANCELLED))
    sizes = dict(Group.objects.filter(run=run).annotate(size=inside).order_by("name", "pk").values_list("pk", "size"))
    places: dict[int, int | None] = {}
    waiting = Enrolment.objects.active().filter(run=run, group=None).exclude(learner__user=None)
    for pk in waiting.order_by("enrolled_at", "pk").values_list("pk", flat=True) if sizes else ():
        smallest = min(sizes, key=lambda group: sizes[group])
        places[pk], sizes[smallest] = smallest, sizes[smallest] + 1
    return move_people(run=run, places=places, actor=actor)
