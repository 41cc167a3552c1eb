"""Course types: one engine, and for each type a small declared policy. No database.

Whoever has to know what a type means asks ``type_policy(course.type)``; nothing else in the house compares types.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Way(StrEnum):
    """A way into a run."""

    OPEN = "open"
    CODE = "code"
    INVITATION = "invitation"
    APPLICATION = "application"
    EMPLOYER = "employer"


class Span(StrEnum):
    """Which days a run of the type has."""

    NONE = "none"
    DAY = "day"
    OPEN_ENDED = "open_ended"
    PERIOD = "period"


class Attendance(StrEnum):
    """How presence on its days is kept."""

    NONE = "none"
    NAMED = "named"
    JOINED = "joined"


class Completion(StrEnum):
    """How one becomes ready."""

    NONE = "none"
    PARTS = "parts"
    RULES = "rules"
    DAYS = "days"
    OWN_GOAL = "own_goal"


@dataclass(frozen=True, slots=True)
class TypePolicy:
    """What a type of course has and has not. ``ways`` are the ways in that a run may use, the usual first;
    where ``completion`` is by days, so many per cent of them are enough unless the author says otherwise;
    ``follow_up`` is in months after the end; ``certificates`` are the kinds that may be given, none for no
    certificate; ``follows_author``: a run takes new lessons by itself instead of waiting for its trainer;
    ``light_sign_up``: one signs up for its day with an e-mail address and no account, and where ``names_optional`` also
    without a name."""

    key: str
    means: Any
    for_visitors: Any
    ways: tuple[Way, ...]
    has_queue: bool = False
    span: Span = Span.PERIOD
    has_meetings: bool = True
    is_online: bool = False
    has_groups: bool = False
    attendance: Attendance = Attendance.NAMED
    head_counts: bool = False
    completion: Completion = Completion.RULES
    attend_percent: int = 0
    follow_up: tuple[int, ...] = ()
    certificates: tuple[str, ...] = ()
    follows_author: bool = False
    light_sign_up: bool = False
    names_optional: bool = False

    def allows(self, way: str) -> bool:
        """Whether a run of this type may be entered in this way."""
        return way in self.ways

    @property
    def asks(self) -> frozenset[str]:
        """Which facts a run of this type is asked for, by the names of its fields."""
        asked = {"name", "language", "is_open", "enrolment_opens", "enrolment_closes"}
        if self.span != Span.NONE:
            asked |= {"starts", "capacity"}
        if self.span in (Span.PERIOD, Span.OPEN_ENDED):
            asked.add("ends")
        if self.has_meetings and not self.is_online:
            asked |= {"place", "place_access"}
        return frozenset(asked)


_COURSE_KINDS = ("todistus", "osallistumistodistus", "opintosuoritusote")
_ATTENDED = ("osallistumistodistus",)

_DECLARED = (
    TypePolicy(
        key="blended_cohort",
        means=_(
            "A group studies together for months: contact days and online lessons in turn. People apply, are invited "
            "or enrol, and wait in a queue when the run is full. Attendance is marked for each day. It is completed by "
            "the training's rules, and ends in a certificate. Follow-up after 6 months."
        ),
        for_visitors=_("You study in a group: contact days and online lessons in turn."),
        ways=(Way.APPLICATION, Way.INVITATION, Way.EMPLOYER, Way.CODE, Way.OPEN),
        has_queue=True,
        has_groups=True,
        follow_up=(6,),
        certificates=_COURSE_KINDS,
    ),
    TypePolicy(
        key="self_paced",
        means=_(
            "Everybody studies alone and begins when they like. It has no days, no queue and no groups, and new "
            "lessons come to everybody by themselves. It is completed when its parts are done, and may end in a "
            "certificate of attendance. Follow-up after 3 months."
        ),
        for_visitors=_("You study alone at your own pace and begin when you like."),
        ways=(Way.OPEN, Way.CODE, Way.INVITATION),
        span=Span.NONE,
        has_meetings=False,
        attendance=Attendance.NONE,
        completion=Completion.PARTS,
        follow_up=(3,),
        certificates=_ATTENDED,
        follows_author=True,
    ),
    TypePolicy(
        key="short_group",
        means=_(
            "A small group meets on 3–10 days and practises at home in between. People come by a counsellor, by "
            "themselves or by referral, and wait in a queue when it is full. Attendance is marked for each day, part "
            "days in hours. It is completed by taking part, and may end in a certificate of attendance. Follow-up "
            "after 3 and 6 months."
        ),
        for_visitors=_("A small group meets on some days, and you practise at home in between."),
        ways=(Way.INVITATION, Way.APPLICATION, Way.OPEN, Way.CODE),
        has_queue=True,
        has_groups=True,
        completion=Completion.DAYS,
        attend_percent=80,
        follow_up=(3, 6),
        certificates=_ATTENDED,
    ),
    TypePolicy(
        key="coaching_group",
        means=_(
            "A group meets weekly in one place for as long as it is needed, and people join at any time. Attendance "
            "is marked by name or only counted. Each has a goal of their own, and a certificate of attendance may be "
            "given. Follow-up after 3 and 6 months."
        ),
        for_visitors=_("The group meets regularly in one place. You may join at any time."),
        ways=(Way.INVITATION, Way.OPEN, Way.CODE, Way.APPLICATION),
        has_queue=True,
        span=Span.OPEN_ENDED,
        head_counts=True,
        completion=Completion.OWN_GOAL,
        follow_up=(3, 6),
        certificates=_ATTENDED,
    ),
    TypePolicy(
        key="theme_day",
        means=_(
            "One day for whoever comes. Nobody needs to enrol: people come in by a code, are on a list, or are only "
            "counted without names. It has no queue, no completion, no follow-up and no certificate."
        ),
        for_visitors=_("One day together. There is nothing to hand in and no certificate."),
        ways=(Way.OPEN, Way.CODE, Way.INVITATION),
        span=Span.DAY,
        head_counts=True,
        completion=Completion.NONE,
        light_sign_up=True,
        names_optional=True,
    ),
    TypePolicy(
        key="webinar",
        means=_(
            "One broadcast on the web. People enrol with an e-mail address or are invited, and who joined is marked. "
            "It may end in a certificate of attendance. No queue and no follow-up."
        ),
        for_visitors=_("One broadcast on the web."),
        ways=(Way.OPEN, Way.INVITATION, Way.CODE),
        span=Span.DAY,
        is_online=True,
        attendance=Attendance.JOINED,
        completion=Completion.DAYS,
        attend_percent=100,
        certificates=_ATTENDED,
        light_sign_up=True,
    ),
)

TYPES = {policy.key: policy for policy in _DECLARED}


def type_policy(key: str) -> TypePolicy:
    """The policy of the type ``key``. Raises KeyError for a type that there is not."""
    return TYPES[key]


def follow_up_days(policy: TypePolicy, ended: date) -> list[date]:
    """The days on which people are asked how they are, counted from the run's last day."""
    return [months_after(ended, months) for months in policy.follow_up]


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
