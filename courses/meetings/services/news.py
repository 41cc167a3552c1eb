"""Mail about days. Of a changed or cancelled one: one to each participant for each change, and none about a change that
a newer one has overtaken before the mails were written. Of who cannot come: a line in the trainers' summary."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from courses.api import Enrolment, RunStaff, participants_of
from courses.meetings.models import Meeting, SignUp
from courses.meetings.services.signing_up import facts_of, letter_to
from lms.jobs.api import Fact, Kind, Pace, Telling, Topic, declare, enqueue, handler, notify, notify_many

#: A trainer who corrects the date and then the place tells both in one mail.
PAUSE = datetime.timedelta(minutes=2)
#: Summaries go out from four in the afternoon: what comes later belongs to the next one.
UNTIL_MIDNIGHT = datetime.timedelta(hours=8)

_FACTS = {
    "day": Fact(lazy("name of the day"), lazy("Services and networks")),
    "course": Fact(lazy("title of the training"), lazy("Work ability coordinator")),
    "date": Fact(lazy("day"), lazy("Thursday 14.1.2027")),
}
CHANGED = declare(
    Kind(
        slug="meetings.changed",
        label=lazy("Contact day has changed"),
        subject=lazy("A contact day has changed"),
        body=(
            lazy("The contact day %(day)s of the training %(course)s has changed. This is how it is now:"),
            lazy("%(date)s, %(hours)s, %(place)s"),
        ),
        facts=_FACTS
        | {
            "hours": Fact(lazy("times of day"), "9.00–16.00"),  # noqa: RUF001 -- from … to
            "place": Fact(lazy("place"), lazy("The library, 2nd floor")),
        },
        button=lazy("See the contact day"),
        pace=Pace.AT_ONCE,
        topic=Topic.DAYS,
        needed=frozenset({"date"}),
    )
)
CANCELLED = declare(
    Kind(
        slug="meetings.cancelled",
        label=lazy("Contact day is cancelled"),
        subject=lazy("A contact day is cancelled"),
        body=(lazy("The contact day %(day)s of the training %(course)s on %(date)s is not held."),),
        facts=_FACTS,
        button=lazy("See the contact day"),
        pace=Pace.AT_ONCE,
        topic=Topic.DAYS,
        needed=frozenset({"date"}),
    )
)
COMING = declare(
    Kind(
        slug="meetings.coming",
        label=lazy("Somebody cannot come to a contact day, or can after all (to the trainers)"),
        subject=lazy("News of who comes to a contact day"),
        body=(
            lazy(
                "Somebody has told that they cannot come, or that they come after all: %(day)s, %(date)s, %(course)s."
            ),
            lazy("Who it is and why you see on the page of the day."),
        ),
        facts=_FACTS,
        button=lazy("See the contact day"),
        pace=Pace.SUMMARY,
        topic=Topic.DAYS,
        needed=frozenset({"day", "date"}),
    )
)


def tell_trainers(meeting: Meeting) -> None:
    """Have the run's trainers told that somebody cannot come, or can after all: one line a day and summary, however
    many they are, and without a name. Three statements."""
    summary = (timezone.localtime() + UNTIL_MIDNIGHT).strftime("%Y%m%d")
    tellings = {}
    for one in (
        RunStaff.objects.filter(run=meeting.run_id, user__is_active=True).select_related("user").order_by("user")
    ):
        with override(one.user.language):
            facts = facts_of(meeting, one.user.language)
        key = f"coming:{meeting.pk}:{one.user_id}:{summary}"
        told = {name: facts[name] for name in COMING.facts}
        tellings[key] = Telling(key=key, to=one.user, facts=told, link=("days:day", meeting.run.code, meeting.pk))
    notify_many(COMING, tellings.values())


def tell_participants(meeting: Meeting, *, also_groups: set[int | None] = frozenset()) -> None:
    """Have everybody told whose day this is, or was before it was given to another group."""
    payload = {"meeting": meeting.pk, "sequence": meeting.sequence, "groups": sorted(map(_number, also_groups))}
    key = f"meeting-news:{meeting.pk}:{meeting.sequence}"
    enqueue("meeting-news", key=key, payload=payload, not_before=timezone.now() + PAUSE)


def _number(group: int | None) -> int:
    return group or 0


@handler("meeting-news")
def write_news(payload: dict[str, Any]) -> None:
    """Write the mails about one change."""
    meeting = Meeting.objects.select_related("run__course").filter(pk=payload["meeting"]).first()
    if meeting is None or meeting.sequence != payload["sequence"]:
        return
    groups = {_number(meeting.group_id), *payload["groups"]}
    for enrolment in participants_of(meeting.run).filter(status=Enrolment.Status.ACTIVE):
        if 0 in groups or enrolment.group_id in groups:
            _tell(meeting, enrolment)
    kind = CANCELLED if meeting.is_cancelled else CHANGED
    for one in SignUp.objects.filter(meeting=meeting).order_by("pk"):
        one.meeting, key = meeting, f"meeting:{meeting.pk}:{meeting.sequence}:sign-up:{one.pk}"
        letter_to(kind, one, key=key, language=meeting.run.language)


def _tell(meeting: Meeting, enrolment: Enrolment) -> None:
    user = enrolment.learner.user
    if user is None:
        return
    with override(user.language):
        facts = facts_of(meeting, user.language)
    kind = CANCELLED if meeting.is_cancelled else CHANGED
    told = {name: facts[name] for name in kind.facts}
    key = f"meeting:{meeting.pk}:{meeting.sequence}:{enrolment.pk}"
    notify(kind, key=key, to=user, facts=told, link=("meetings:day", meeting.run.code, meeting.pk))
