"""The coach's codes, and the link between a person and a coach."""

import datetime
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.personal.models import CallWish, CoachCode, CoachLink, Handover, LinkEvent
from lms.accounts.api import canonical, words

#: Codes of one coach that can be used at the same time: a place or a group each.
MOST_CODES = 20


class CodeOver(Exception):
    """The code cannot be used any more, or it is the person's own."""


class TooManyCodes(Exception):
    """The coach has ``MOST_CODES`` usable codes already."""


def make_code(*, coach: Any, run: Any, place: str, expires_on: datetime.date) -> CoachCode:
    """A new code, for example ``metsä-kuppi 27``: shorter than a resume code, so nobody takes one for the other.
    Raises ``TooManyCodes``."""
    if CoachCode.objects.usable().filter(coach=coach).count() >= MOST_CODES:
        raise TooManyCodes
    while True:
        code = f"{secrets.choice(words())}-{secrets.choice(words())} {secrets.randbelow(100):02d}"
        made = CoachCode(coach=coach, run=run, place=place, code=code, plain=canonical(code), expires_on=expires_on)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:  # somebody else has these words
            continue
        return made


def end_code(*, coach: Any, pk: int) -> bool:
    """Nobody can begin with the code any more; who has begun goes on. False when it is not this coach's."""
    mine = CoachCode.objects.filter(coach=coach, pk=pk)
    mine.filter(ended_at=None).update(ended_at=timezone.now())
    return mine.exists()


@transaction.atomic
def join_coach(*, learner: Any, code: CoachCode, nickname: str, shows_progress: bool) -> CoachLink:
    """The person said yes. Saying it again changes what the coach calls them and sees. Raises ``CodeOver``."""
    usable = CoachCode.objects.select_for_update(of=("self",)).filter(pk=code.pk)
    found = usable.filter(pk__in=CoachCode.objects.usable().values("pk")).first()
    if found is None or found.coach_id == learner.user_id:
        raise CodeOver
    link, is_new = CoachLink.objects.get_or_create(
        learner=learner,
        coach_id=found.coach_id,
        ended_at=None,
        defaults={"run_id": found.run_id, "place": found.place, "shows_progress": shows_progress},
    )
    link.nickname, link.place = nickname, found.place
    link.save(update_fields=["nickname", "place"])
    if is_new:
        _note(link, LinkEvent.What.JOINED)
        if shows_progress:
            _note(link, LinkEvent.What.PROGRESS_SHOWN)
    else:
        _show(link, shows_progress)
    return link


@transaction.atomic
def show_progress(*, learner: Any, link_id: int, shows: bool) -> bool:
    """Let the coach see the dots, or not, from now on. False when the link is not the person's or is over."""
    link = _live(learner=learner, pk=link_id)
    if link:
        _show(link, shows)
    return bool(link)


@transaction.atomic
def end_as_person(*, learner: Any, link_id: int) -> bool:
    """The person ends it; from now on the coach sees nothing. False when it is not theirs or over already."""
    link = _live(learner=learner, pk=link_id)
    if link:
        end_link(link, LinkEvent.What.ENDED_BY_PERSON)
    return bool(link)


@transaction.atomic
def end_as_coach(*, coach: Any, link_id: int) -> bool:
    """The coach ends it. False when it is not theirs or over already."""
    link = _live(coach=coach, pk=link_id)
    if link:
        end_link(link, LinkEvent.What.ENDED_BY_COACH)
    return bool(link)


def forget_coaches(*, learner: Any) -> None:
    """Delete the person's links with their history, and with them everything shown, asked and proposed."""
    CoachLink.objects.filter(learner_id=learner.pk).delete()


def fold_links(*, source_id: int, target_id: int) -> None:
    """Joining two learners: links move along; of two with the same coach the older record's is ended."""
    mine = CoachLink.objects.filter(learner_id=target_id, ended_at=None).values("coach_id")
    double = CoachLink.objects.filter(learner_id=source_id, ended_at=None, coach_id__in=mine)
    CallWish.objects.filter(link__in=double).delete()
    Handover.objects.filter(link__in=double).delete()
    double.update(ended_at=timezone.now())
    CoachLink.objects.filter(learner_id=source_id).update(learner_id=target_id)


def _live(**whose: Any) -> CoachLink | None:
    return CoachLink.objects.select_for_update().filter(ended_at=None, **whose).first()


def _show(link: CoachLink, shows: bool) -> None:
    if link.shows_progress == shows:
        return
    link.shows_progress = shows
    link.save(update_fields=["shows_progress"])
    _note(link, LinkEvent.What.PROGRESS_SHOWN if shows else LinkEvent.What.PROGRESS_HIDDEN)


def end_link(link: CoachLink, what: str) -> None:
    """End a locked link, at once: no wish and no proposal outlives it."""
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    CallWish.objects.filter(link=link).delete()
    Handover.objects.filter(link=link).delete()
    _note(link, what)


def _note(link: CoachLink, what: str) -> None:
    LinkEvent.objects.create(link=link, what=what)
