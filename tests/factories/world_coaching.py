"""The part of the small world in which the jobseeker has a coach."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.personal.api import ask_for_call, join_coach, make_code, share_answer
from assessments.personal.models import CoachCode, CoachLink, Entry, Share


def begin_with_coach(world: Any) -> None:
    """The coach makes a code, the jobseeker says yes by it and shows what they have written."""
    until = timezone.localdate() + datetime.timedelta(days=90)
    code = make_code(coach=world.people["coach"], run=world.programme, place="Paja Kipinä", expires_on=until)
    link = join_coach(learner=world.seeker, code=code, nickname="Miu", shows_progress=True)
    entry = Entry.objects.get(vault__owner=world.seeker)
    share_answer(learner=world.seeker, link_id=link.pk, entry_id=entry.pk, seq=entry.seq)
    ask_for_call(learner=world.seeker, link_id=link.pk, contact="040 123 45 67", time="")


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
    }


def coach_posts() -> dict[str, dict[str, Any]]:
    """What the forms about the coach post."""
    return {
        "coaching:coach": {"code": "aamu-aalto 00"},
        "coaching:join": {"answer": "yes", "nickname": "Miu", "shows": "progress"},
        "coaching:coach-choice": {"shows": "nothing"},
        "coaching:call": {"contact": "040 123 45 67", "time": ""},
        "coach:codes": {"place": "Paja", "expires_on": timezone.localdate().isoformat()},
    }
