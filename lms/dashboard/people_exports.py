"""Applicants, the queue, invitations, who has come in and certificates as tables to take along. Names of columns are
part of their format: in every language alike, and never changed."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from certificates.api import Award
from courses.admissions.api import Application, Turn
from courses.api import Enrolment, Invitation
from courses.meetings.api import SignUp
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


def queue_rows(turns: Iterable[Turn]) -> Iterator[list[Cell]]:
    """Everybody who waits, in order, and by when an offered place has to be answered."""
    yield ["sija", "nimi", "sahkoposti", "jonossa_alkaen", "tila", "vastattava"]
    for place, turn in enumerate(turns, start=1):
        user = turn.learner.user
        days = (_day(turn.joined_at), turn.state, _day(turn.reply_by))
        yield [place, name_of(turn.learner), user.email if user else "", *days]


def award_rows(awards: Iterable[Award]) -> Iterator[list[Cell]]:
    """Certificates of a run, those revoked or replaced too; the name is as it stands on the certificate."""
    yield ["nimi", "numero", "myonnetty", "tila", "paattynyt", "syy"]
    for one in awards:
        state = "revoked" if one.revoked_at else "superseded" if one.superseded_at else "valid"
        ended = _day(one.revoked_at or one.superseded_at)
        yield [one.public.get("holder", ""), one.serial, _day(one.issued_at), state, ended, one.revoke_reason]


def invitation_rows(invitations: Iterable[Invitation]) -> Iterator[list[Cell]]:
    """Each with what has become of it."""
    yield ["sahkoposti", "nimi", "ryhma", "tila", "kutsuttu", "voimassa", "liittynyt"]
    now = timezone.now()
    for one in invitations:
        days = (_day(moment) for moment in (one.invited_at, one.expires_at, one.accepted_at))
        yield [one.email, one.name, one.group, one.state_at(now).value, *days]


def sign_up_rows(enrolments: Iterable[Enrolment], sign_ups: Iterable[SignUp]) -> Iterator[list[Cell]]:
    """Everybody who has come in, those who have left too, and whoever signed up for a day without an account. Names
    and no addresses, as in all tables of participants (decision 7)."""
    yield ["nimi", "ryhma", "liittynyt", "tapa", "tila", "suorittanut", "lahtenyt"]
    for one in enrolments:
        group = one.group.name if one.group else ""
        days = (_day(one.completed_at), _day(one.left_at))
        yield [name_of(one.learner), group, _day(one.enrolled_at), one.way, one.status, *days]
    for one in sign_ups:
        yield [one.name, "", _day(one.made_at), "sign_up", "came" if one.came else "signed_up", "", ""]


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
