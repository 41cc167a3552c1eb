"""The part of the small world that comes after a training: the owner has told how they are, and waits to be asked
once more."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.followups.models import FollowUp
from courses.followups.services.linking import make_link
from courses.followups.services.talking import Answers, write_down
from courses.followups.tokens import link_of

ACTS = ("one", "take", "hand", "link", "mail")


def ask_later(world: Any, *, told: str) -> None:
    """Two conversations: one was had, one is open and has a link."""
    trainer, today = world.people["trainer"], timezone.localdate()
    had, coming = (FollowUp.objects.create(enrolment=world.enrolment, months=number, due=today) for number in (3, 6))
    said = {"channel": "call", "outcome": "reached", "answers": Answers(where_now=told), "note": ""}
    write_down(follow_up=had, actor=trainer, **said)
    make_link(follow_up=coming, actor=trainer)


def follow_up_addresses(world: Any) -> dict[str, str]:
    """An address for every name."""
    had, coming = FollowUp.objects.filter(enrolment=world.enrolment).order_by("months")
    found = {f"followups:{name}": reverse(f"followups:{name}", args=[coming.pk]) for name in ACTS}
    return found | {
        "followups:export": reverse("followups:export", args=["csv"]),
        "followups:one[had]": reverse("followups:one", args=[had.pk]),
        "asked:answer": reverse("asked:answer", args=[link_of(coming)]),
    }


def follow_up_posts() -> dict[str, dict[str, Any]]:
    """What the forms there post."""
    return {
        "followups:one": {"channel": "call", "outcome": "again", "note": "Ei vastannut"},
        "asked:answer": {"answer": "yes", "where_now": "Töissä."},
    }
