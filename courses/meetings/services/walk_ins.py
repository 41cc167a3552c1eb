"""People who come without being in the run: invited on the spot, present once they have joined."""

import datetime
from typing import Any

from django.db import transaction

from courses.api import Enrolment, Invitation, Invited, invite_people, participants_of
from courses.meetings.models import Attendance, Meeting, WalkIn
from courses.meetings.services.marking import Mark, check_in, save_roll
from lms.jobs.api import scheduled
from lms.records.audit import log_fact

#: What the form of the number takes at most.
MOST_HEADS = 9999


class NotInvited(Exception):
    """The address got too many mails within the hour."""


@transaction.atomic
def add_walk_in(*, meeting: Meeting, email: str, name: str, actor: Any) -> Enrolment | None:
    """Mark whoever has this address present, or invite them to the run. Of nobody outside the run is it told whether
    they have an account. Returns the participant, None for somebody invited. Raises ``CannotEnrol`` when the run takes
    nobody, and ``NotInvited``."""
    known = participants_of(meeting.run).filter(learner__user__email=email).first()
    if known:
        mark = Mark(known.pk, (Attendance.State.PRESENT, 0, ""))
        save_roll(meeting=meeting, marks=[mark], actor=actor, force=True)
        return known
    invite_people(run=meeting.run, people=[Invited(1, email, name)], actor=actor)
    invitation = Invitation.objects.filter(run=meeting.run, email=email).first()
    if invitation is None:
        raise NotInvited
    walk_in, made = WalkIn.objects.get_or_create(meeting=meeting, invitation=invitation, defaults={"added_by": actor})
    if made:
        log_fact("meeting.walk_in_added", subject=walk_in, actor=actor)
    return None


@transaction.atomic
def count_walk_in(*, meeting: Meeting, actor: Any) -> int:
    """Count one more who came and has no address, in any type of training. Returns how many are counted now."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    number = min((held.head_count or 0) + 1, MOST_HEADS)
    Meeting.objects.filter(pk=held.pk).update(head_count=number)
    log_fact("meeting.heads_counted", subject=held, actor=actor)
    return number


@scheduled("mark walk-ins who have joined", every=datetime.timedelta(minutes=10))
def mark_joined_walk_ins() -> int:
    """Mark those present who have come in by their invitation since."""
    joined = WalkIn.objects.filter(invitation__accepted_at__isnull=False, invitation__learner__isnull=False)
    number = 0
    for walk_in in joined.select_related("meeting__run", "invitation", "added_by"):
        number += _mark(walk_in)
    return number


@transaction.atomic
def _mark(walk_in: WalkIn) -> int:
    place = Enrolment.objects.active().filter(run=walk_in.meeting.run, learner=walk_in.invitation.learner).first()
    if place is None:
        return 0
    check_in(meeting=walk_in.meeting, enrolment=place, actor=walk_in.added_by)
    walk_in.delete()
    return 1
