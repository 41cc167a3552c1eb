"""Days that anybody may see and sign up for, and who has."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.api import TYPES, CannotEnrol, Course, Enrolment, Run, refuse_unless_open, type_policy
from courses.meetings.models import Meeting, SignUp

#: Types of course of which a day is an event for anybody.
LIGHT = [key for key, policy in TYPES.items() if policy.light_sign_up]
SHORT = [Course.Type.SHORT_GROUP, Course.Type.COACHING_GROUP]


def open_days() -> QuerySet[Meeting]:
    """Coming days that one may sign up for without an account, for everybody and not for one group."""
    ends = Q(run__ends=None) | Q(run__ends__gte=timezone.localdate())
    rows = Meeting.objects.filter(
        ends, run__course__type__in=LIGHT, run__course__policy=Course.Policy.TRAINING, run__course__retired_at=None,
        run__is_open=True, run__closed_at=None, group=None, cancelled_at=None, ends_at__gt=timezone.now(),
    )  # fmt: skip
    return rows.select_related("run__course").order_by("starts_at", "pk")


def short_courses() -> QuerySet[Run]:
    """Groups that are yet to start and take people, soonest first."""
    runs = Run.objects.filter(
        course__type__in=SHORT, course__policy=Course.Policy.TRAINING, course__retired_at=None,
        is_open=True, closed_at=None, starts__gte=timezone.localdate(),
    )  # fmt: skip
    return runs.select_related("course").order_by("starts", "pk")


def day_for_all(pk: int) -> Meeting | None:
    """A day of a type that one signs up for lightly, also one that is over or takes nobody: its address was given to
    people."""
    if pk >= 2**63:
        return None
    rows = Meeting.objects.filter(run__course__type__in=LIGHT, run__course__policy=Course.Policy.TRAINING, group=None)
    return rows.filter(Q(run__is_open=True) | Q(sign_ups__isnull=False), pk=pk).select_related("run__course").first()


def places_left_at(run: Run) -> int | None:
    """How many may still come, with those who signed up without an account; None for any number."""
    if run.capacity is None:
        return None
    return max(0, run.capacity - run.places_taken - SignUp.objects.filter(meeting__run=run).count())


def why_no_sign_up(meeting: Meeting, places: int | None) -> str:
    """Why nobody signs up for the day now, as a sentence; empty when one may. ``places`` as ``places_left_at`` says."""
    if meeting.is_cancelled:
        return _("This event is not held.")
    if meeting.is_over:
        return _("This event has been held already.")
    try:
        refuse_unless_open(meeting.run)
    except CannotEnrol as refusal:
        return str(refusal)
    return _("The event is full.") if places == 0 else ""


def event_column() -> Subquery:
    """The next day of a run that one could sign up for, for ``run_at_the_door``."""
    days = Meeting.objects.filter(run=OuterRef("pk"), group=None, cancelled_at=None, ends_at__gte=Now())
    return Subquery(days.order_by("starts_at", "pk").values("pk")[:1])


def event_of(run: Run, learner: Any) -> str:
    """Where somebody without an account signs up for the run's day; empty for who is signed in, and where an account
    is needed. The run is as ``run_at_the_door`` reads it."""
    if learner is not None or run.event_day is None or not type_policy(run.course.type).light_sign_up:
        return ""
    return reverse("events:event", args=[run.event_day])


def days_shown_of(runs: Collection[Run]) -> dict[int, list[Meeting]]:
    """By run its coming days for everybody, as its public page may show them; one statement, none without days."""
    pks = [run.pk for run in runs if run.contact_days]
    found: dict[int, list[Meeting]] = defaultdict(list)
    if pks:
        rows = Meeting.objects.filter(run__in=pks, group=None, cancelled_at=None, ends_at__gt=timezone.now())
        for one in rows.order_by("starts_at", "pk"):
            found[one.run_id].append(one)
    return dict(found)


def sign_ups_at(meeting: Meeting) -> list[SignUp]:
    """Who has signed up without an account, by name."""
    return sorted(SignUp.objects.filter(meeting=meeting), key=lambda one: (one.shown_name.casefold(), one.pk))


def sign_ups_of(run: Run) -> QuerySet[SignUp]:
    """Who has signed up for any day of the run without an account, in that order."""
    return SignUp.objects.filter(meeting__run=run).select_related("meeting").order_by("made_at", "pk")


def sign_up_with(pk: int | None) -> SignUp | None:
    """The sign-up with its day."""
    rows = SignUp.objects.select_related("meeting__run__course")
    return rows.filter(pk=pk).first() if pk is not None else None


def is_enrolled(user: Any, run: Run) -> bool:
    """Whether the signed-in person has a place in the run already."""
    return Enrolment.objects.active().filter(run=run, learner__user_id=user.pk).exists()
