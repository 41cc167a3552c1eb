"""Telling people: by a mail of its own, or in one summary; never more than they asked for.

The act leaves a notice and a job. The job looks at the person's choice, at the week's mails and at the clock, and
writes the mail or holds the notice for the summary. All of it happens under the lock of the person's choice, so that
two workers count the same mails.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from lms.jobs.choices import locked_choice, settings_address, stop_address
from lms.jobs.letters import Kind, kind_of
from lms.jobs.mail import queue_mail
from lms.jobs.models import MailChoice, Notice
from lms.jobs.readers import Reader, reader_of
from lms.jobs.registry import handler, scheduled
from lms.jobs.rhythm import WEEK, Pace, fate_of, is_summary_day, is_summary_time
from lms.jobs.services import enqueue, enqueue_many
from lms.jobs.summary import SUMMARY, Told
from lms.jobs.wording import compose, filled, wording_of

State = Notice.State
KEEP = timedelta(days=30)
#: Lines of one summary; the rest is counted.
LINES = 20


def notify(kind: Kind, *, key: str, to: Any, facts: Mapping[str, str] | None = None, link: Sequence[Any] = ()) -> None:
    """Have the person told once. ``to`` is their account, or None for who has none (nothing happens); ``key`` names
    the notice; ``facts`` are texts in the person's language; ``link`` is the name of a page and its arguments.
    Two statements, so that it fits into any act."""
    notify_many(kind, [Telling(key=key, to=to, facts=facts or {}, link=link)])


@dataclass(frozen=True, slots=True)
class Telling:
    """What one of many people is told: as the arguments of ``notify``."""

    key: str
    to: Any
    facts: Mapping[str, str]
    link: Sequence[Any] = ()


def notify_many(kind: Kind, tellings: Iterable[Telling]) -> None:
    """Have many people told, each once, in as few statements as one; people without an account are left out."""
    notices = [
        Notice(key=one.key, person=one.to.key, kind=kind.slug, facts=dict(one.facts), link=list(one.link))
        for one in tellings
        if one.to is not None and one.to.email
    ]
    if notices:
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        enqueue_many("notice", {f"notice:{one.key}": {"notice": one.key} for one in notices})


def send_letter(
    kind: Kind,
    *,
    key: str,
    to: str,
    language: str,
    facts: Mapping[str, str] | None = None,
    url: str = "",
    stop_url: str = "",
) -> None:
    """A mail to an address, for kinds that nobody turns off and for people without an account. ``url`` may hold a
    secret: it is kept nowhere but in the mail, which is emptied when it has gone. ``stop_url``: where one click ends
    such mail."""
    letter = compose(kind, language=language, facts=facts or {}, url=url, stop_url=stop_url)
    asked = kind.pace == Pace.ASKED
    text = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    queue_mail(key=key, to=to, asked=asked, stop_url=stop_url, **text)


@handler("notice")
@transaction.atomic
def deliver_notice(payload: dict[str, Any]) -> None:
    """Mail the notice, hold it for the summary, or drop it."""
    person = Notice.objects.filter(key=payload["notice"], state=State.WAITING).values_list("person", flat=True).first()
    if person is None:
        return
    choice, reader = locked_choice(person), reader_of(person)
    notice = Notice.objects.filter(key=payload["notice"], state=State.WAITING).first()
    if notice is None:  # another worker was quicker
        return
    kind = kind_of(notice.kind)
    if kind is None or reader is None:
        _settle([notice], State.DROPPED)
        return
    sent = Notice.objects.filter(person=person, state=State.MAILED, settled_at__gt=timezone.now() - WEEK).count()
    fate = fate_of(pace=kind.pace, topic=kind.topic, often=choice.often, off=choice.off, sent=sent)
    if fate == State.MAILED:
        _mail(notice, kind, reader)
    _settle([notice], fate)


def _mail(notice: Notice, kind: Kind, reader: Reader) -> None:
    stop = stop_address(notice.person, kind.topic, reader.language) if kind.topic else ""
    shown = {"url": address_of(notice.link, reader.language), "stop_url": stop}
    if kind.topic:
        shown["settings_url"] = settings_address(reader.language)
    letter = compose(kind, language=reader.language, facts=notice.facts, **shown)
    queue_mail(
        key=notice.key,
        to=reader.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        stop_url=stop,
        asked=kind.pace == Pace.ASKED,
    )


@scheduled("send summaries", every=timedelta(minutes=30))
def queue_summaries() -> None:
    """Have everybody's summary written who has one coming: once a day at most."""
    now = timezone.localtime()
    if not is_summary_time(now, settings.QUIET_HOURS):
        return
    for person in Notice.objects.filter(state=State.HELD).values_list("person", flat=True).distinct():
        payload = {"person": str(person), "day": f"{now:%Y%m%d}"}
        enqueue("summary", key=f"summary:{person}:{now:%Y%m%d}", payload=payload)


@handler("summary")
@transaction.atomic
def write_summary(payload: dict[str, Any]) -> None:
    """Write one person's summary of everything that is held for them, less what they have turned off since."""
    person = uuid.UUID(payload["person"])
    choice, reader = locked_choice(person), reader_of(person)
    if choice.often != MailChoice.Often.NEVER and not is_summary_day(choice.often, timezone.localtime()):
        return
    held = list(Notice.objects.filter(person=person, state=State.HELD).order_by("pk"))
    told = [(notice, kind_of(notice.kind)) for notice in held]
    silent = reader is None or choice.often == MailChoice.Often.NEVER
    wanted = [] if silent else [(notice, kind) for notice, kind in told if kind and kind.topic not in choice.off]
    kept = [notice for notice, _kind in wanted]
    _settle([notice for notice in held if notice not in kept], State.DROPPED)
    if wanted:
        _mail_summary(person, reader, wanted, key=f"summary:{person}:{payload['day']}")
        _settle(kept, State.SUMMARISED)


def _mail_summary(person: uuid.UUID, reader: Reader, told: list[tuple[Notice, Kind]], *, key: str) -> None:
    language = reader.language
    items = [_line(notice, kind, language) for notice, kind in told[:LINES]]
    over = len(told) - len(items)
    with override(language):
        more = ngettext("And %(n)d more thing.", "And %(n)d more things.", over) % {"n": over} if over else ""
        url = settings.PUBLIC_BASE_URL + reverse("dashboard:home")
    stop = stop_address(person, "", language)
    shown = {"url": url, "items": items, "more": more, "stop_url": stop, "settings_url": settings_address(language)}
    letter = compose(SUMMARY, language=language, facts={}, **shown)
    parts = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    queue_mail(key=key, to=reader.address, stop_url=stop, **parts)


def _line(notice: Notice, kind: Kind, language: str) -> Told:
    """What the mail of its own would have said, in short."""
    words = wording_of(kind, language)
    first = words.body.split("\n\n", 1)[0]
    with override(language):
        label = str(kind.button)
    return Told(words.subject, filled(first, notice.facts), address_of(notice.link, language), label)


def address_of(link: Sequence[Any], language: str) -> str:
    """The full address of the page; "" when the page is gone or there is none."""
    if not link:
        return ""
    try:
        with override(language):
            return settings.PUBLIC_BASE_URL + reverse(link[0], args=link[1:])
    except NoReverseMatch:  # an upgrade came in between
        return ""


def _settle(notices: list[Notice], state: str) -> None:
    """What has been told is emptied; what is held is kept for its summary."""
    values = {} if state == State.HELD else {"facts": {}, "link": []}
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    rows.update(state=state, settled_at=timezone.now(), **values)


@scheduled("forget old notices", every=timedelta(days=1))
def forget_old_notices() -> None:
    """Delete what was told long ago."""
    Notice.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
