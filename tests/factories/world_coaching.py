"""The part of the small world in which the jobseeker has a coach."""

import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from assessments.personal.api import (
    ask_for_call,
    begin_sitting,
    join_coach,
    make_code,
    move_sitting,
    propose_handover,
    send_notes,
    share_answer,
)
from assessments.personal.models import CoachCode, CoachLink, Entry, Handover, Share, Sitting
from lms.accounts.api import COACH
from tests.dashboard.people import make_staff
from tests.factories.world_seeker import SEEKERS

LEADING = ("group", "group-move", "group-show", "group-end")


def begin_with_coach(world: Any) -> None:
    """The coach makes a code, the jobseeker says yes by it and shows what they have written."""
    until = timezone.localdate() + datetime.timedelta(days=90)
    code = make_code(coach=world.people["coach"], run=world.programme, place="Paja Kipinä", expires_on=until)
    link = join_coach(learner=world.seeker, code=code, nickname="Miu", shows_progress=True)
    entry = Entry.objects.get(vault__owner=world.seeker)
    share_answer(learner=world.seeker, link_id=link.pk, entry_id=entry.pk, seq=entry.seq)
    ask_for_call(learner=world.seeker, link_id=link.pk, contact="040 123 45 67", time=SEEKERS["call_wish"])
    other = make_staff("toinen.ohjaaja@example.org", COACH, first_name="Olli")
    propose_handover(coach=world.people["coach"], link_id=link.pk, to_id=other.pk, reason=SEEKERS["handover"])
    _begin_group(world, entry.activity_key)


def _begin_group(world: Any, part: UUID) -> None:
    """The coach's group has come to the page to write on, and somebody has sent something."""
    sitting = begin_sitting(coach=world.people["coach"], run=world.programme, activity_key=part)
    move_sitting(coach=world.people["coach"], pk=sitting.pk, screen=3)
    send_notes(sitting_id=sitting.pk, screen=3, values=[{"text": SEEKERS["group_note"]}])


def coach_addresses(world: Any) -> dict[str, str]:
    """The coach's pages and the jobseeker's about them."""
    share = Share.objects.get()
    code, link, run = CoachCode.objects.get(), CoachLink.objects.get(), world.programme.code
    return {
        "coaching:coach": reverse("coaching:coach", args=[run]),
        "coaching:join": reverse("coaching:join", args=[run, code.plain]),
        "coaching:coach-choice": reverse("coaching:coach-choice", args=[run, link.pk]),
        "coaching:coach-end": reverse("coaching:coach-end", args=[run, link.pk]),
        "coaching:leave": reverse("coaching:leave", args=[run]),
        "coaching:call": reverse("coaching:call", args=[run, link.pk]),
        "coaching:no-call": reverse("coaching:no-call", args=[run, link.pk]),
        "coach:call": reverse("coach:call", args=[link.pk]),
        "coaching:share": reverse("coaching:share", args=[run, share.entry_id]),
        "coaching:take-back": reverse("coaching:take-back", args=[run, share.pk]),
        "coach:shared": reverse("coach:shared", args=[share.pk]),
        "coach:poster": reverse("coach:poster", args=[code.pk]),
        "coach:end-code": reverse("coach:end-code", args=[code.pk]),
        "coach:end": reverse("coach:end", args=[link.pk]),
        "coaching:handover": reverse("coaching:handover", args=[run, link.pk]),
        "coach:handover": reverse("coach:handover", args=[link.pk]),
        "coach:handover-back": reverse("coach:handover-back", args=[link.pk]),
        **_group_addresses(),
    }


def _group_addresses() -> dict[str, str]:
    sitting = Sitting.objects.get()
    ours = {f"coach:{name}": reverse(f"coach:{name}", args=[sitting.pk]) for name in LEADING}
    theirs = {f"sitting:{name}": reverse(f"sitting:{name}", args=[sitting.plain]) for name in ("room", "screen", "now")}
    note = reverse("coach:group-note", args=[sitting.pk, sitting.notes.get().pk])
    return ours | theirs | {"coach:group-note": note}


def coach_posts() -> dict[str, dict[str, Any]]:
    """What the forms about the coach post."""
    return {
        "coaching:coach": {"code": "aamu-aalto 00"},
        "coaching:join": {"answer": "yes", "nickname": "Miu", "shows": "progress"},
        "coaching:coach-choice": {"shows": "nothing"},
        "coaching:call": {"contact": "040 123 45 67", "time": ""},
        "coaching:handover": {"proposal": Handover.objects.get().pk, "answer": "yes", "shows": "progress"},
        "coach:handover": {"to": Handover.objects.get().to_id, "reason": "Vaihdan työtä."},
        "coach:groups": {"part": f"{Sitting.objects.get().run_id}-1"},
        "coach:group-move": {"screen": "1"},
        "coach:group-show": {"shows": "yes"},
        "coach:group-note": {"hides": "yes"},
        "sitting:join": {"code": Sitting.objects.get().code},
        "sitting:room": {"screen": "3", "answer": "Metsä"},
        "coach:codes": {"place": "Paja", "expires_on": timezone.localdate().isoformat()},
    }
