"""Leading a group on one common screen, and sending to it without a name.

Whoever changes anything locks the sitting first, so that its end never crosses a note that is just coming.
"""

import datetime
import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Sitting, SittingNote
from lms.accounts.api import canonical, words
from lms.jobs.api import scheduled

#: Groups of one coach at the same time.
MOST_SITTINGS = 3
#: Notes of one group altogether: thirty people with a few words at every screen.
MOST_NOTES = 600


class TooManySittings(Exception):
    """The coach leads ``MOST_SITTINGS`` groups already."""


class SittingOver(Exception):
    """The group has ended; nothing was kept."""


class SittingFull(Exception):
    """The group has sent ``MOST_NOTES`` already; nothing was kept."""


def begin_sitting(*, coach: Any, run: Any, activity_key: UUID) -> Sitting:
    """A new group with a code of two words, shorter than any other code, that ends with the day. Raises
    ``TooManySittings``."""
    if Sitting.objects.going_on().filter(coach=coach).count() >= MOST_SITTINGS:
        raise TooManySittings
    while True:
        code = f"{secrets.choice(words())}-{secrets.choice(words())}"
        begun = Sitting(coach=coach, run=run, activity_key=activity_key, code=code, plain=canonical(code))
        begun.ends_at = _end_of(timezone.localdate())
        begun.make_key()
        try:
            with transaction.atomic():
                begun.save()
        except IntegrityError:  # another group has these words
            continue
        return begun


def _end_of(day: datetime.date) -> datetime.datetime:
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(midnight)


@transaction.atomic
def move_sitting(*, coach: Any, pk: int, screen: int) -> bool:
    """Take the group to a screen; what is sent there is hidden until the coach shows it. False when the group is not
    this coach's or is over."""
    sitting = _led(coach, pk)
    if sitting and sitting.screen != screen:
        sitting.screen, sitting.is_shown = screen, False
        _changed(sitting, "screen", "is_shown")
    return bool(sitting)


@transaction.atomic
def show_notes(*, coach: Any, pk: int, shows: bool) -> bool:
    """Show on the common screen what was sent, or not. False when the group is not this coach's or is over."""
    sitting = _led(coach, pk)
    if sitting and sitting.is_shown != shows:
        sitting.is_shown = shows
        _changed(sitting, "is_shown")
    return bool(sitting)


@transaction.atomic
def hide_note(*, coach: Any, pk: int, note_id: int, hides: bool) -> bool:
    """Take one note off the common screen, or put it back. False when it is not of a group of this coach."""
    sitting = _led(coach, pk)
    if not (sitting and SittingNote.objects.filter(sitting=sitting, pk=note_id).update(is_hidden=hides)):
        return False
    _changed(sitting)
    return True


@sensitive_variables()
@transaction.atomic
def send_notes(*, sitting_id: int, screen: int, values: Iterable[Any]) -> None:
    """Keep what somebody sends from a screen, each value as a note of its own. Raises ``SittingOver`` and
    ``SittingFull``."""
    going_on = Sitting.objects.filter(pk__in=Sitting.objects.going_on().values("pk"))
    sitting = going_on.select_for_update().filter(pk=sitting_id).first()
    if sitting is None:
        raise SittingOver
    sent = list(values)
    if sitting.notes.count() + len(sent) > MOST_NOTES:
        raise SittingFull
    key, notes = sitting.open_key(), []
    for value in sent:
        note = SittingNote(sitting=sitting, screen=screen)
        note.write(key, value)
        notes.append(note)
    SittingNote.objects.bulk_create(notes)
    _changed(sitting)


@transaction.atomic
def end_sitting(*, coach: Any, pk: int) -> bool:
    """End the group: it is deleted with its key and everything sent. False when it is not this coach's."""
    sitting = Sitting.objects.select_for_update().filter(coach=coach, pk=pk).first()
    if sitting:
        sitting.delete()
    return bool(sitting)


@scheduled("end groups of yesterday", every=datetime.timedelta(hours=1))
def end_old_sittings() -> int:
    """Delete the groups whose day is over and that nobody has ended."""
    over = Sitting.objects.filter(ends_at__lte=timezone.now())
    number = over.count()
    over.delete()
    return number


def _led(coach: Any, pk: int) -> Sitting | None:
    mine = Sitting.objects.select_for_update().filter(coach=coach, pk=pk)
    return mine.filter(ends_at__gt=timezone.now()).first()


def _changed(sitting: Sitting, *fields: str) -> None:
    sitting.version += 1
    sitting.save(update_fields=["version", *fields])
