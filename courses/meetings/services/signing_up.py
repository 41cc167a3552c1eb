"""Signing up for a day without an account, taking it back, and marking who came of those."""

import datetime
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from courses.api import CannotEnrol, Run, RunFull, refuse_unless_open
from courses.meetings.models import Meeting, SignUp
from courses.meetings.queries.sign_ups import places_left_at
from courses.meetings.rules.times import hours_in_words
from lms.jobs.api import Fact, Kind, Pace, declare, scheduled, send_letter
from lms.records.audit import log_fact

KEPT_AFTER = datetime.timedelta(days=30)
#: A second sign-up with the same address sends the confirmation again, but not more often than this.
PAUSE = datetime.timedelta(hours=1)

_signer = signing.Signer(salt="polku.meetings.sign-up")

SIGNED_UP = declare(
    Kind(
        slug="meetings.signed_up",
        label=lazy("Signed up for an event"),
        subject=lazy("You have signed up for an event"),
        body=(
            lazy("You have signed up: %(day)s."),
            lazy("%(date)s, %(hours)s, %(place)s"),
            lazy("The link below shows the event. If you cannot come, cancel there: somebody else gets your place."),
        ),
        facts={
            "day": Fact(lazy("name of the day"), lazy("Services and networks")),
            "date": Fact(lazy("day"), lazy("Thursday 14.1.2027")),
            "hours": Fact(lazy("times of day"), "9.00–16.00"),  # noqa: RUF001 -- from … to
            "place": Fact(lazy("place"), lazy("The library, 2nd floor")),
        },
        button=lazy("See the event or cancel"),
        pace=Pace.ASKED,
        needed=frozenset({"date"}),
    )
)


@transaction.atomic
def sign_up(*, meeting: Meeting, name: str, email: str) -> None:
    """Take a place at the day for this address and confirm it by mail. An address that is on the list already gets the
    confirmation once more, and nobody learns that it was there. Raises ``CannotEnrol`` with the reason."""
    run = Run.objects.select_for_update().get(pk=meeting.run_id)
    meeting.refresh_from_db(fields=["cancelled_at", "ends_at"])
    refuse_unless_open(run)
    if meeting.is_cancelled or meeting.is_over:
        raise CannotEnrol(_("This event takes no more people."))
    known = SignUp.objects.filter(meeting=meeting, email__iexact=email).first()
    if known:
        if known.mailed_at < timezone.now() - PAUSE:
            SignUp.objects.filter(pk=known.pk).update(mailed_at=timezone.now())
            _confirm(known, run.language)
        return
    if places_left_at(run) == 0:
        raise RunFull(_("The event is full."))
    made = SignUp.objects.create(meeting=meeting, name=name, email=email.lower())
    log_fact("sign_up.made", subject=made, actor=None)
    _confirm(made, run.language)


def _confirm(one: SignUp, language: str) -> None:
    key = f"sign-up:{one.pk}:{timezone.now():%Y%m%d%H}"
    letter_to(SIGNED_UP, one, key=key, language=language)


def letter_to(kind: Kind, one: SignUp, *, key: str, language: str) -> None:
    """Write to somebody about the day that they signed up for, with the link to their own page."""
    with override(language):
        facts = facts_of(one.meeting, language)
        url = settings.PUBLIC_BASE_URL + reverse("events:own", args=[link_of(one)])
    told = {name: facts[name] for name in kind.facts}
    send_letter(kind, key=key, to=one.email, language=language, facts=told, url=url)


def facts_of(meeting: Meeting, language: str) -> dict[str, str]:
    """What letters tell of a day, in the language that is active."""
    return {
        "day": meeting.title,
        "course": meeting.run.course.title_in(language),
        "date": date_format(meeting.date, "l j.n.Y"),
        "hours": hours_in_words(meeting.hours),
        "place": ", ".join(part for part in (meeting.place, meeting.address) if part) or _("online"),
    }


def link_of(one: SignUp) -> str:
    """What stands in the address of somebody's own page; it names nobody."""
    return _signer.sign_object([one.pk])


def sign_up_by(link: str) -> int | None:
    """The number that the link is of; None when it is not ours."""
    try:
        [pk] = _signer.unsign_object(link)
        return int(pk)
    except (signing.BadSignature, ValueError, TypeError):
        return None


@transaction.atomic
def cancel_sign_up(*, sign_up: SignUp) -> None:
    """Take a sign-up back; the place is free, and nothing is kept of it. Doing it twice changes nothing."""
    if SignUp.objects.filter(pk=sign_up.pk).delete()[0]:
        log_fact("sign_up.cancelled", subject=sign_up, actor=None)


@transaction.atomic
def mark_came(*, meeting: Meeting, came: Collection[int], shown: Collection[int], actor: Any) -> int:
    """Of those who were ``shown`` on the list, those in ``came`` were there and the others were not. Returns how many
    were."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    rows = SignUp.objects.filter(meeting=meeting, pk__in=list(shown))
    there = rows.filter(pk__in=list(came)).update(came=True)
    rows.exclude(pk__in=list(came)).update(came=False)
    log_fact("meeting.sign_ups_marked", subject=meeting, actor=actor, detail={"came": there})
    return there


@scheduled("forget sign-ups", every=datetime.timedelta(days=1))
def forget_sign_ups() -> int:
    """Delete sign-ups thirty days after their day. Of those who came, the number goes to the people counted."""
    past = timezone.now() - KEPT_AFTER
    number = 0
    for pk in Meeting.objects.filter(ends_at__lt=past, sign_ups__isnull=False).values_list("pk", flat=True).distinct():
        number += _forget(pk)
    return number


@transaction.atomic
def _forget(pk: int) -> int:
    Meeting.objects.select_for_update().get(pk=pk)
    rows = SignUp.objects.filter(meeting=pk)
    came = rows.filter(came=True).count()
    if came:
        Meeting.objects.filter(pk=pk).update(head_count=Coalesce("head_count", 0) + came)
    return rows.delete()[0]
