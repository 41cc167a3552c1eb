"""A participant's own days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject, Now
from django.utils import timezone

from courses.api import Enrolment, Progress
from courses.meetings.models import Attendance, Meeting, Need
from courses.meetings.rules.attending import Day

#: What a day's page tells of the participant's own row.
OWN = ("state", "minutes", "reason", "said_at", "said_reason", "answer", "answered_at", "made_up_at")

IN_THE_RUN = (Enrolment.Status.ACTIVE, Enrolment.Status.COMPLETED)


@dataclass(frozen=True)
class OwnDay:
    """A day as its participant meets it."""

    meeting: Meeting
    state: str
    minutes: int
    reason: str
    said_at: datetime.datetime | None
    said_reason: str
    answer: str
    answered_at: datetime.datetime | None
    made_up_at: datetime.datetime | None

    @property
    def day(self) -> Day:
        """What the rules say of it."""
        return day_of(self.meeting, self.state, self.minutes, said=bool(self.said_at), made_up=bool(self.made_up_at))

    @property
    def state_label(self) -> str:
        return Attendance.State(self.state).label

    @property
    def may_say(self) -> bool:
        """Whether one can still say that one cannot come."""
        return not (self.meeting.is_cancelled or self.meeting.is_over or self.state or self.said_at)

    @property
    def may_take_back(self) -> bool:
        return bool(self.said_at) and not (self.meeting.is_over or self.meeting.is_cancelled or self.state)

    @property
    def asks_make_up(self) -> bool:
        """Whether the make-up task stands before this participant."""
        return self.day.missed and self.meeting.has_make_up and not self.meeting.is_cancelled

    @property
    def is_today(self) -> bool:
        return self.meeting.date == timezone.localdate() and not self.meeting.is_cancelled

    @property
    def tells_needs(self) -> bool:
        """Whether needs are asked, and the day has not passed."""
        return self.meeting.asks_needs and not self.meeting.is_cancelled and not self.meeting.is_over


def day_of(meeting: Meeting, state: str, minutes: int, *, said: bool, made_up: bool) -> Day:
    """A day and one participant's row as the rules take them."""
    return Day(
        key=str(meeting.key),
        title=meeting.title,
        minutes=meeting.minutes,
        compulsory=meeting.compulsory,
        over=meeting.is_over,
        state=state,
        minutes_there=minutes,
        cannot_come=said,
        made_up=made_up,
        can_make_up=meeting.has_make_up,
    )


def days_of(enrolment: Enrolment) -> list[OwnDay]:
    """The participant's days in order, cancelled ones too; one query."""
    return [_own(meeting) for meeting in _rows(enrolment)]


def own_day(enrolment: Enrolment, pk: int) -> OwnDay | None:
    """One of them."""
    found = _rows(enrolment).filter(pk=pk).first() if pk < 2**63 else None
    return _own(found) if found else None


def _rows(enrolment: Enrolment) -> QuerySet[Meeting]:
    mine = FilteredRelation("attendances", condition=Q(attendances__enrolment_id=enrolment.pk))
    rows = Meeting.objects.filter(Q(group=None) | Q(group=enrolment.group_id), run_id=enrolment.run_id)
    rows = rows.annotate(mine=mine, **{f"my_{name}": F(f"mine__{name}") for name in OWN})
    return rows.select_related("make_up_activity", "group").order_by("starts_at", "pk")


def _own(meeting: Meeting) -> OwnDay:
    empty = {"state": "", "minutes": 0, "reason": "", "said_reason": "", "answer": ""}
    return OwnDay(meeting, **{name: getattr(meeting, f"my_{name}") or empty.get(name) for name in OWN})


def attendance_of(enrolment: Enrolment) -> list[Day]:
    """How each day of the participant stands, for rules of completion (``judge_days``). A cancelled day is none of
    them, unless it was held for somebody before it was cancelled. One query."""
    return counting(days_of(enrolment))


def counting(days: Iterable[OwnDay]) -> list[Day]:
    """Those of the participant's days that rules look at."""
    return [one.day for one in days if not one.meeting.is_cancelled or one.day.counts]


def may_make_up(user: Any, pk: int) -> bool:
    """Whether the day is in a run that ``user`` takes part in; its page says the rest."""
    inside = Enrolment.objects.active().filter(learner__user=user).values("run")
    return Meeting.objects.filter(pk=pk, run__in=inside).exclude(make_up="").exists()


def need_of(enrolment: Enrolment, meeting: Meeting) -> Need | None:
    """What the participant has told for the day."""
    return Need.objects.filter(enrolment=enrolment, meeting=meeting).first()


def make_up_is_done(enrolment: Enrolment, meeting: Meeting) -> bool:
    """Whether the assignment that makes up for the day is done."""
    activity = meeting.make_up_activity_id
    return bool(activity) and Progress.objects.filter(enrolment=enrolment, activity_id=activity).exists()


def days_with_dates(user_id: int) -> QuerySet:
    """The days ahead (the one going on too) of the trainings that the account takes part in, as rows that my page joins
    with others: the word "day", nothing, code of the run, title, titles of the training, when it begins, and its id."""
    whose = Q(group=None) | Q(group=F("mine__group"))
    rows = Meeting.objects.annotate(mine=FilteredRelation("run__enrolments"))
    inside = {"mine__learner__user_id": user_id, "mine__status__in": IN_THE_RUN}
    return rows.filter(whose, cancelled_at=None, ends_at__gte=Now(), **inside).values_list(
        Value("day", output_field=CharField()),
        Value("", output_field=CharField()),
        "run__code",
        "title",
        "run__course__titles",
        "starts_at",
        "pk",
    )


def missed_day_column() -> Subquery:
    """An enrolment's first compulsory day that was missed and still asks for something of its participant, for a list
    of enrolments: ``id``, ``title`` and what can be done (``do``: a task to write, ``text``; an assignment, ``work``;
    or "" when the trainer has to be asked). None without such a day. The same as ``Day.missed``."""
    part = Q(state=Attendance.State.PART, meeting__lasts__gt=2 * F("minutes"))
    missed = part | Q(state=Attendance.State.ABSENT) | Q(state="", said_at__isnull=False)
    whose = Q(meeting__group=None) | Q(meeting__group=OuterRef("group"))
    days = Attendance.objects.filter(
        missed, whose, enrolment=OuterRef("pk"), meeting__run=OuterRef("run"), meeting__compulsory=True,
        meeting__cancelled_at=None, made_up_at=None, answered_at=None,
    )  # fmt: skip
    do = Case(
        When(~Q(meeting__make_up=""), then=Value("text")),
        When(meeting__make_up_activity__isnull=False, then=Value("work")),
        default=Value(""),
        output_field=CharField(),
    )
    day = JSONObject(id="meeting_id", title="meeting__title", do=do)
    return Subquery(days.order_by("meeting__starts_at", "pk").values(found=day)[:1])
