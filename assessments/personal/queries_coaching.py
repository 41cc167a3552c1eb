"""Reading codes and links. What the coach gets is made here, and holds no answer."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet

from assessments.personal.models import CallWish, CoachCode, CoachLink, Share
from courses.api import Course, Enrolment, Run, progress_matrix
from lms.accounts.api import COACH, canonical


@dataclass(frozen=True, slots=True)
class Walker:
    """A person as their coach sees them. ``done`` are the ids of activities, empty unless the person shows them;
    ``shares`` point to what the person shows now."""

    link: CoachLink
    done: frozenset[int]
    shares: list[Share] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Awaiting:
    """How much waits for a coach: people who would like to hear from them, and what they have not opened yet."""

    wishes: int
    shown: int


def coach_code(text: str) -> CoachCode | None:
    """The usable code that somebody typed or scanned; spaces, hyphens, capitals and dots do not matter."""
    plain = canonical(text)
    codes = CoachCode.objects.usable().select_related("coach", "run__course")
    return codes.filter(plain=plain).first() if plain else None


def codes_of(coach: Any) -> QuerySet[CoachCode]:
    """All codes of a coach, newest first."""
    return CoachCode.objects.filter(coach=coach).select_related("run").order_by("-made_at", "-pk")


def links_of(learner: Any) -> QuerySet[CoachLink]:
    """The person's own links: those that hold first, then those that are over, newest first."""
    mine = CoachLink.objects.filter(learner=learner).select_related("coach").prefetch_related("events")
    mine = mine.select_related("wish", "handover__to")
    return mine.order_by(F("ended_at").desc(nulls_first=True), "-since", "-pk")


def link_of_coach(coach: Any, pk: int) -> CoachLink | None:
    """A link that holds, of this coach."""
    return CoachLink.objects.filter(coach=coach, ended_at=None, pk=pk).select_related("learner", "run").first()


def walkers_of(coach: Any) -> list[Walker]:
    """Everybody who lets this coach walk beside them, those first who wish to be called. Statements grow with the
    number of programmes, not of people; nothing is asked about those who do not show their progress."""
    links = list(CoachLink.objects.filter(coach=coach, ended_at=None).select_related("run", "wish", "handover__to"))
    links.sort(key=lambda link: (not hasattr(link, "wish"), link.nickname.casefold(), link.pk))
    showing: dict[Run, set[int]] = {}
    for link in links:
        if link.shows_progress:
            showing.setdefault(link.run, set()).add(link.learner_id)
    done: dict[tuple[int, int], frozenset[int]] = {}
    for run, learners in showing.items():
        enrolments = list(Enrolment.objects.active().filter(run=run, learner_id__in=learners))
        for row in progress_matrix(run, enrolments=enrolments):
            done[run.pk, row.enrolment.learner_id] = frozenset(row.done)
    shares: dict[int, list[Share]] = {link.pk: [] for link in links}
    for share in Share.objects.shown().filter(link__coach=coach).order_by("-shared_at", "-pk"):
        shares[share.link_id].append(share)
    none: frozenset[int] = frozenset()
    return [
        Walker(
            link=link,
            done=done.get((link.run_id, link.learner_id), none) if link.shows_progress else none,
            shares=shares[link.pk],
        )
        for link in links
    ]


def awaiting_coach(coach: Any) -> Awaiting:
    """What waits for this coach now. Two statements, however many people there are."""
    wishes = CallWish.objects.filter(link__coach=coach, link__ended_at=None).count()
    shown = Share.objects.shown().filter(link__coach=coach, opened_at=None).count()
    return Awaiting(wishes=wishes, shown=shown)


def wish_of(link: CoachLink) -> dict[str, str] | None:
    """How and when the person would like to be called, for their coach and for them; None without a wish."""
    wish = CallWish.objects.select_related("vault").filter(link=link).first()
    return wish and wish.read()


def wishes_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy of the wishes that wait."""
    rows = CallWish.objects.select_related("vault").filter(link__learner=learner)
    return [{"asked_at": wish.asked_at, **wish.read()} for wish in rows]


def was_shared_with(coach: Any, share_id: int) -> bool:
    """Whether this coach has ever been shown this, so that a kind word is no secret to them."""
    return Share.objects.filter(link__coach=coach, pk=share_id).exists()


def colleagues_of(link: CoachLink) -> QuerySet[Any]:
    """The coaches to whom the link's coach may propose to hand the person over."""
    coaches = get_user_model().objects.filter(is_active=True, groups__name=COACH)
    return coaches.exclude(pk__in=[link.coach_id, link.learner.user_id or 0]).order_by("first_name", "last_name", "pk")


def asked_to_change(learner: Any) -> CoachLink | None:
    """A link whose coach has proposed another one and waits for this person's answer."""
    waiting = CoachLink.objects.filter(learner=learner, ended_at=None, handover__declined_at=None)
    return waiting.filter(handover__isnull=False).order_by("pk").first()


def coaching_runs() -> list[Run]:
    """The programmes that a code can lead to."""
    runs = Run.objects.filter(course__policy=Course.Policy.PRIVATE, is_open=True, closed_at=None)
    return list(runs.select_related("course").order_by("pk"))
