"""Planning days: making, changing, cancelling, counting heads, taking them to the next run."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.api import Activity, Enrolment, Group, Run, settle_anew
from courses.meetings.models import Meeting
from courses.meetings.rules.times import Part
from courses.meetings.services.files import copy_files
from courses.meetings.services.news import tell_participants
from lms.records.audit import log_fact


@dataclass(frozen=True)
class Plan:
    """Everything that a trainer says of a day."""

    title: str
    date: datetime.date
    parts: list[Part]
    place: str = ""
    address: str = ""
    link: str = ""
    programme: str = ""
    preparation: str = ""
    bring: str = ""
    materials: str = ""
    group: Group | None = None
    compulsory: bool = False
    activity: Activity | None = None
    make_up: str = ""
    make_up_activity: Activity | None = None
    asks_needs: bool = False


#: What participants are told of: everything else they find on the day's page.
TOLD = ("date", "parts", "title", "place", "address", "link", "group_id")
FIELDS = (
    "title", "place", "address", "link", "programme", "preparation", "bring", "materials", "group", "compulsory",
    "activity", "make_up", "make_up_activity", "asks_needs",
)  # fmt: skip


def _fill(meeting: Meeting, plan: Plan) -> None:
    for name in FIELDS:
        setattr(meeting, name, getattr(plan, name))
    meeting.set_times(plan.date, plan.parts)


@transaction.atomic
def make_meeting(*, run: Run, plan: Plan, actor: Any, planned_key: UUID | None = None) -> Meeting:
    """A new day of the run; ``planned_key`` names the planned day of the course that it was made from."""
    meeting = Meeting(run=run, made_by=actor, planned_key=planned_key)
    _fill(meeting, plan)
    meeting.save()
    _count_days(run.pk)
    log_fact("meeting.made", subject=meeting, actor=actor, detail={"run": run.pk})
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: Plan, actor: Any) -> bool:
    """Change a day. When or where it is held changing is told to its participants, once. Whether anything changed."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("run").get(pk=meeting.pk)
    fields = ("date", "parts", *(f"{name}_id" if name in LINKS else name for name in FIELDS))
    before = {name: getattr(meeting, name) for name in fields}
    groups = {meeting.group_id}
    _fill(meeting, plan)
    changed = sorted(name for name in fields if getattr(meeting, name) != before[name])
    if not changed:
        return False
    tells = not set(TOLD).isdisjoint(changed) and not meeting.is_cancelled
    _save_change(meeting, news=tells and meeting.ends_at > timezone.now(), groups=groups)
    log_fact("meeting.changed", subject=meeting, actor=actor, detail={"fields": changed})
    if not {"compulsory", "group_id"}.isdisjoint(changed):  # it may have been the last thing missing for somebody
        _settle_everybody(meeting.run_id, actor)
    return True


LINKS = {"group", "activity", "make_up_activity"}


def _save_change(meeting: Meeting, *, news: bool, groups: set[int | None] = frozenset()) -> None:
    """Every change has a number of its own: calendars take it by that, and mail goes out once for each."""
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save()
    if news:
        tell_participants(meeting, also_groups=groups)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: Any) -> None:
    """The day is not held. Its participants are told; in calendars it stands as cancelled."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("run").get(pk=meeting.pk)
    if meeting.is_cancelled:
        return
    meeting.cancelled_at = timezone.now()
    _save_change(meeting, news=meeting.ends_at > timezone.now())
    log_fact("meeting.cancelled", subject=meeting, actor=actor)
    if meeting.compulsory:  # it may have been the last thing missing for somebody
        _settle_everybody(meeting.run_id, actor)


@transaction.atomic
def restore_meeting(*, meeting: Meeting, actor: Any) -> None:
    """The day is held after all. Its participants are told."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("run").get(pk=meeting.pk)
    if not meeting.is_cancelled:
        return
    meeting.cancelled_at = None
    _save_change(meeting, news=meeting.ends_at > timezone.now())
    log_fact("meeting.restored", subject=meeting, actor=actor)


def _settle_everybody(run_id: int, actor: Any) -> None:
    active = Enrolment.objects.filter(run=run_id, status=Enrolment.Status.ACTIVE)
    for pk in active.order_by("pk").values_list("pk", flat=True):
        settle_anew(enrolment_id=pk, actor=actor)


def _count_days(run_id: int) -> None:
    Run.objects.filter(pk=run_id).update(contact_days=Meeting.objects.filter(run_id=run_id).count())


@transaction.atomic
def count_heads(*, meeting: Meeting, number: int | None, actor: Any) -> None:
    """How many came, without names; None takes the count back."""
    other = ~Q(head_count=number) | Q(head_count=None) if number is not None else Q(head_count__isnull=False)
    if Meeting.objects.filter(other, pk=meeting.pk).update(head_count=number):
        log_fact("meeting.heads_counted", subject=meeting, actor=actor)


@transaction.atomic
def copy_meetings(*, source: Run, target: Run, days: int, actor: Any) -> int:
    """The days of ``source`` in ``target``, ``days`` later, with everything but people. Groups are found by name; a
    day of a group that the new run lacks is everybody's. Copying again adds nothing. Returns how many were made."""
    if Meeting.objects.filter(run=target).exists():
        return 0
    groups = {group.name: group for group in Group.objects.filter(run=target)}
    made, held = [], _held(source)
    for one in held:
        copy = _moved(one, days)
        copy.run, copy.group = target, groups.get(one.group.name) if one.group else None
        copy.made_by = actor
        made.append(copy)
    Meeting.objects.bulk_create(made)
    copy_files({one.pk: copy for one, copy in zip(held, made, strict=True)})
    _count_days(target.pk)
    if made:
        log_fact("run.days_copied", subject=target, actor=actor, detail={"from": source.pk, "days": len(made)})
    return len(made)


def _held(run: Run) -> list[Meeting]:
    return list(Meeting.objects.filter(run=run, cancelled_at=None).select_related("group"))


def _moved(meeting: Meeting, days: int) -> Meeting:
    """A new day like it, ``days`` later by the calendar."""
    copy = Meeting(**{name: getattr(meeting, name) for name in FIELDS if name not in LINKS})
    copy.activity_id, copy.make_up_activity_id = meeting.activity_id, meeting.make_up_activity_id
    copy.planned_key = meeting.planned_key
    copy.set_times(meeting.date + datetime.timedelta(days=days), meeting.hours)
    return copy
