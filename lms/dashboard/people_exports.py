"""Applicants and invitations as tables to take along. Names of columns are part of their format: in every language
alike, and never changed."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from courses.admissions.api import Application
from courses.api import Invitation
from lms.dashboard.matrix import name_of
from lms.records.tables import Cell


def applicant_rows(applications: Iterable[Application]) -> Iterator[list[Cell]]:
    """Each with what they answered: a column for every question that anybody was asked, as it was worded then."""
    rows = list(applications)
    questions = list(dict.fromkeys(one["question"] for row in rows for one in row.answers))
    yield ["nimi", "sahkoposti", "tila", "lahetetty", "paatetty", "tyonantaja", *questions]
    for row in rows:
        told = {one["question"]: one["answer"] for one in row.answers}
        user = row.learner.user
        yield [
            name_of(row.learner),
            user.email if user else "",
            row.state,
            _day(row.sent_at),
            _day(row.decided_at),
            _employer(row),
            *(told.get(question, "") for question in questions),
        ]


def _employer(row: Application) -> str:
    approval = getattr(row, "approval", None)
    if approval is None:
        return ""
    return "avoin" if approval.decided_at is None else "kylla" if approval.approved else "ei"


def invitation_rows(invitations: Iterable[Invitation]) -> Iterator[list[Cell]]:
    """Each with what has become of it."""
    yield ["sahkoposti", "nimi", "ryhma", "tila", "kutsuttu", "voimassa", "liittynyt"]
    now = timezone.now()
    for one in invitations:
        days = (_day(moment) for moment in (one.invited_at, one.expires_at, one.accepted_at))
        yield [one.email, one.name, one.group, one.state_at(now).value, *days]


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
