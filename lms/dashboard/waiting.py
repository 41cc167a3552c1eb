"""What waits today for whoever looks after runs: each thing a number and a link. As many statements at any size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.graded.api import answers_waiting, prior_learning_waiting, project_messages_waiting, waiting_for
from courses.admissions.api import applications_waiting, offers_open
from courses.api import Run, runs_behind, runs_taught_by
from courses.discussions.api import questions_waiting, reports_waiting, waiting_for_trainer
from courses.followups.api import due_for
from courses.meetings.api import Meeting, coming_days, counts_first, make_ups_waiting
from lms.dashboard.board import needing_attention
from lms.dashboard.queries import runs_for


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what waits, how many, where one does it, and in which run when it is of one."""

    words: str
    number: int
    url: str
    run: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The morning of a trainer: what waits, and the days of today and the next one, for `ui/rows.html`."""

    lines: list[Waiting]
    days: list[dict[str, Any]]


def today_of(user: Any, *, every: bool) -> Today:
    """What waits for ``user`` in the runs they teach; who looks after every run sees the applicants of all."""
    taught = runs_taught_by(user)
    lines = [*_to_answer(user), *_of_people(runs_for(user, every=every)), *_of_runs(taught, user)]
    return Today(lines=[line for line in lines if line.number], days=[_day(one) for one in coming_days(taught)])


def _to_answer(user: Any) -> Iterator[Waiting]:
    yield Waiting(_("Messages that wait for an answer"), waiting_for_trainer(user), reverse("letters:list"))
    to_mark, to_give = waiting_for(user)
    yield Waiting(_("Assignments to mark"), to_mark, reverse("marking:queue"))
    yield Waiting(_("Feedback that is ready to be given"), to_give, f"{reverse('marking:queue')}?tila=valmiina")
    answers, marks = answers_waiting(user)
    yield Waiting(_("Test answers to mark"), answers, reverse("marking:answers"))
    yield Waiting(_("Marks of tests that are ready to be given"), marks, f"{reverse('marking:answers')}?tila=valmiina")


def _of_people(runs: QuerySet[Run]) -> Iterator[Waiting]:
    for row in applications_waiting(runs):
        address = reverse("trainer:applicants", args=[row["run__code"]])
        yield Waiting(_("Applications to decide"), row["number"], address, row["run__name"])
    for row in offers_open(runs):
        address = reverse("trainer:applicants", args=[row["run__code"]])
        yield Waiting(_offered(row["last"]), row["number"], address, row["run__name"])


def _offered(last: Any) -> str:
    if last is None:
        return _("Offered places without an answer")
    day = date_format(localtime(last), "j.n.Y")
    return _("Offered places without an answer, the last until %(day)s") % {"day": day}


def _of_runs(taught: QuerySet[Run], user: Any) -> Iterator[Waiting]:
    going = list(taught.filter(Q(ends=None) | Q(ends__gte=timezone.localdate()), closed_at=None))
    numbers = needing_attention(going)
    for run in going:
        address = reverse("trainer:board", args=[run.code])
        yield Waiting(_("People who need attention"), numbers[run.pk], address, run.name)
    for run in runs_behind(going):
        address = reverse("trainer:changes", args=[run.code])
        yield Waiting(_("The author has changed the training: take the changes or leave them"), 1, address, run.name)
    for meeting, number in make_ups_waiting(taught):
        address = reverse("days:day", args=[meeting.run.code, meeting.pk])
        yield Waiting(_("Make-up tasks to read"), number, address, meeting.run.name)
    yield from _by_run(
        questions_waiting(taught), "run__", "discussions:threads", _("Discussions that nobody has answered")
    )
    yield from _by_run(reports_waiting(taught), "run__", "discussions:reports", _("Reported posts"))
    asked = project_messages_waiting(taught, user)
    yield from _by_run(asked, "enrolment__run__", "guiding:projects", _("Messages about projects to answer"))
    learnt = prior_learning_waiting(taught, user)
    yield from _by_run(learnt, "enrolment__run__", "guiding:applications", _("Prior learning to decide"))
    number = due_for(user)
    words = ngettext("Follow-up conversation to have", "Follow-up conversations to have", number)
    yield Waiting(words, number, reverse("followups:list"))


def _by_run(rows: Iterable[dict[str, Any]], prefix: str, name: str, words: str) -> Iterator[Waiting]:
    for row in rows:
        yield Waiting(words, row["number"], reverse(name, args=[row[f"{prefix}code"]]), row[f"{prefix}name"])


def _there(number: int) -> str:
    return ngettext("%(counter)s present", "%(counter)s present", number) % {"counter": number}


def _cannot(number: int) -> str:
    words = ngettext("One person cannot come", "%(counter)s people cannot come", number)
    return words % {"counter": number}


def _day(one: Meeting) -> dict[str, Any]:
    is_today = one.date == timezone.localdate()
    begins = localtime(one.starts_at)
    when = date_format(begins, "G.i" if is_today else "l j.n.Y G.i")
    when = _("Today at %(time)s") % {"time": when} if is_today else when
    counts = counts_first(one)
    there = one.there + (one.head_count or 0)
    asks = is_today and (one.unmarked and one.head_count is None if counts else one.unmarked)
    ask = _("Count the people") if counts else _("Mark who is there")
    address = reverse("days:roll" if asks and not counts else "days:day", args=[one.run.code, one.pk])
    return {
        "when": " · ".join([when, one.run.name, *([_cannot(one.cannot)] if one.cannot else [])]),
        "what": one.title,
        "url": f"{address}#maara" if asks and counts else address,
        "status": ask if asks else _there(there) if there else "",
        "kind": "now" if asks else "done",
        "icon": "users" if asks else "check",
    }
