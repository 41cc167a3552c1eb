"""How works and test answers would be shared, and what is said when they are, worked out before the template. No
queries of its own here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.graded.models import Response, Submission
from assessments.graded.pages.naming import answers_name_shown, name_of, name_shown
from assessments.graded.queries.allocating import Sharing
from assessments.graded.rules.marking import shared_evenly


@dataclass(frozen=True)
class Line:
    """One ticked thing: what the form calls it, by which key it is taken, its run, whose it is and what."""

    value: int
    key: int
    run_id: int
    name: str
    title: str


def line_of(one: Submission | Response) -> Line:
    """A work or an answer."""
    if isinstance(one, Submission):
        return Line(one.pk, one.work_id, one.work.enrolment.run_id, name_shown(one), one.work.activity.title)
    place = _("question %(position)s") % {"position": one.position}
    title = f"{one.attempt.activity.title}, {place}"
    return Line(one.pk, one.pk, one.attempt.enrolment.run_id, answers_name_shown(one), title)


def page_around(*, is_answers: bool) -> dict[str, Any]:
    """Where the pages of sharing lead back to, and what they are about."""
    return {
        "is_answers": is_answers,
        "home": reverse("marking:answers" if is_answers else "marking:queue"),
        "home_title": _("Test answers to mark") if is_answers else _("Assignments to mark"),
        "post_url": reverse("marking:answers-allocate" if is_answers else "marking:allocate"),
    }


def told_of(number: int, *, is_answers: bool, name: str = "", is_own: bool = False) -> str:
    """What has been done, in a sentence: given to ``name``, taken oneself, or let go."""
    if is_own and is_answers:
        told = ngettext("You have taken %(n)d answer.", "You have taken %(n)d answers.", number)
    elif is_own:
        told = ngettext("You have taken %(n)d work.", "You have taken %(n)d works.", number)
    elif name and is_answers:
        told = ngettext("%(n)d answer was given to %(name)s.", "%(n)d answers were given to %(name)s.", number)
    elif name:
        told = ngettext("%(n)d work was given to %(name)s.", "%(n)d works were given to %(name)s.", number)
    elif is_answers:
        told = ngettext("%(n)d answer is nobody's now.", "%(n)d answers are nobody's now.", number)
    else:
        told = ngettext("%(n)d work is nobody's now.", "%(n)d works are nobody's now.", number)
    return told % {"n": number, "name": name}


def told_of_sharing(number: int, *, is_answers: bool) -> str:
    """The same when all were shared at once."""
    if is_answers:
        return ngettext("%(n)d answer was shared.", "%(n)d answers were shared.", number) % {"n": number}
    return ngettext("%(n)d work was shared.", "%(n)d works were shared.", number) % {"n": number}


@dataclass(frozen=True)
class SharePlace:
    """One assignment or test in one run with the shares as they would be; ``shared`` is empty where there is nobody to
    share with."""

    key: str
    run: str
    title: str
    works: int
    #: (trainer, how many now, how many more)
    shares: list[tuple[str, int, int]]
    shared: dict[int, int]
    fingerprint: str


def sharing_page(found: list[Sharing]) -> list[SharePlace]:
    """Every place where something waits for nobody."""
    return [_place(one) for one in found]


def _place(one: Sharing) -> SharePlace:
    shared = shared_evenly(one.works, one.load) if len(one.trainers) > 1 else {}
    got = list(shared.values())
    return SharePlace(
        key=f"{one.run_id}-{one.activity_id}",
        run=one.run,
        title=one.title,
        works=len(one.works),
        shares=[(name_of(who), one.load[who.pk], got.count(who.pk)) for who in one.trainers],
        shared=shared,
        fingerprint=".".join(f"{work}-{trainer}" for work, trainer in shared.items()),
    )
