"""Reading discussions. What somebody may not see is missing."""

from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from courses.api import Outline, RunItem, Step, outline_for, steps_in
from courses.discussions.models import Follow, Forum, Post, Report, Thread
from courses.discussions.queries.members import Member
from lms.records.prepared import PreparedObjects


@dataclass(frozen=True)
class Place:
    """What a discussion is about: the whole run, a module or a step. ``name`` is how the form and the address call
    it: "" for the run, "m-" and the module's number in the outline, or the step's slug after "s-"."""

    name: str
    title: str
    section_key: object = None
    activity_id: int | None = None

    @property
    def values(self) -> dict[str, object]:
        """The columns of a thread about it."""
        return {"section_key": self.section_key, "activity_id": self.activity_id}


def places_in(member: Member) -> list[Place]:
    """Every module and step of the run that they may know of, in order; one query."""
    return places_of(outline_of(member))


def outline_of(member: Member) -> list[Step]:
    """The run's outline: whole for a trainer, for a participant without what is hidden from them."""
    return steps_in(member.run) if member.is_trainer else outline_for(member.run, member.enrolment_id)


def hidden_in(steps: list[Step]) -> list[int]:
    """The activities of which nothing may be told."""
    return [step.activity_id for step in steps.hidden] if isinstance(steps, Outline) else []


def places_of(steps: list[Step]) -> list[Place]:
    """The places of an outline: each module, then its steps."""
    places: list[Place] = []
    seen: set[object] = set()
    for step in steps:
        if step.section_key not in seen:
            seen.add(step.section_key)
            places.append(Place(f"m-{len(seen)}", step.section_title, section_key=step.section_key))
        places.append(Place(f"s-{step.slug}", step.title, activity_id=step.activity_id))
    return places


def by_group(member: Member) -> bool:
    """Whether the run's groups discuss apart."""
    return Forum.objects.filter(run=member.run, by_group=True).exists()


def threads_for(member: Member, place: Place | None = None) -> QuerySet[Thread]:
    """The discussions that they see, pinned ones first, then by the newest post; ``place`` narrows them."""
    rows = Thread.objects.filter(member.sees(), run=member.run)
    if place is not None:
        rows = rows.filter(**place.values)
    rows = rows.select_related("opening__author", "activity", "group").defer("opening__text")
    return rows.order_by("-is_pinned", "-last_at", "-pk")


def thread_for(member: Member, pk: int) -> Thread | None:
    """One discussion that they see, with their ``follow`` of it or None. One query; one more where the step that it is
    about may be hidden."""
    asked = (member.run.pk, member.user.pk, pk)
    found = _TAUGHT.first(*asked) if member.is_trainer else _OWN.first(*asked, member.group_id or 0)
    if found is None or (found.may_be_hidden and found.activity_id in hidden_in(outline_of(member))):
        return None
    found.follow = None
    if found.follow_pk is not None:
        known = {"is_on": found.follow_is_on, "seen": found.follow_seen}
        found.follow = Follow(pk=found.follow_pk, thread=found, user=member.user, **known)
    return found


def _own_thread(run_id: int, user_id: int, pk: int, group_id: int) -> QuerySet[Thread]:
    """What a participant sees (``Member.sees``); no group has the number 0."""
    return _thread(run_id, user_id, pk).filter(Q(for_group=False) | Q(group=group_id))


def _thread(run_id: int, user_id: int, pk: int) -> QuerySet[Thread]:
    here = RunItem.objects.filter(run=run_id, activity=OuterRef("activity"), rule__hidden=True)
    rows = Thread.objects.filter(run=run_id, pk=pk).annotate(
        may_be_hidden=Exists(here), mine=FilteredRelation("follows", condition=Q(follows__user=user_id))
    )
    return rows.annotate(**{f"follow_{name}": F(f"mine__{name}") for name in ("pk", "is_on", "seen")})


#: Asked by every page of every discussion too.
_THREAD = {
    "related": ("opening__author", "activity", "group"),
    "leave": ("opening__text",),
    "extra": ("may_be_hidden", "follow_pk", "follow_is_on", "follow_seen"),
}
_TAUGHT = PreparedObjects(_thread, -1, -2, 2_000_000_007, **_THREAD)
_OWN = PreparedObjects(_own_thread, -1, -2, 2_000_000_007, 2_000_000_009, **_THREAD)


def posts_of(thread: Thread, *, first: int, last: int, with_reports: bool) -> list[Post]:
    """The posts with numbers from ``first`` to ``last``, with their writings and what they quote; for trainers also
    the reports that wait."""
    posts = _POSTS.all(thread.pk, first, last)
    if with_reports:
        waiting = Report.objects.filter(handled_at=None).select_related("reporter").order_by("pk")
        prefetch_related_objects(posts, Prefetch("reports", waiting, to_attr="waiting_reports"))
    return posts


def _posts(thread_id: int, first: int, last: int) -> QuerySet[Post]:
    return Post.objects.filter(thread=thread_id, number__gte=first, number__lte=last).order_by("number")


#: Asked by every page of every discussion, so it is compiled once. Of the writers only their names are read.
_WRITERS = ("writing__author", "quotes__writing__author")
_POSTS = PreparedObjects(
    _posts,
    -1,
    2_000_000_007,
    2_000_000_009,
    related=_WRITERS,
    only=[f"{writer}__{name}" for writer in _WRITERS for name in ("first_name", "last_name")],
)


def post_in(thread: Thread, number: int) -> Post | None:
    """One post, with its writing."""
    rows = Post.objects.filter(thread=thread, number=number) if number < 2**31 else Post.objects.none()
    return rows.select_related("writing__author", "quotes__writing__author").first()


def follows_of(member: Member, threads: list[Thread]) -> dict[int, Follow]:
    """Which of these discussions they follow or have left, by thread."""
    rows = Follow.objects.filter(user=member.user, thread__in=threads)
    return {row.thread_id: row for row in rows}


def waiting_reports(member: Member) -> QuerySet[Report]:
    """Reports that no trainer has handled, oldest first. For trainers."""
    rows = Report.objects.filter(post__thread__run=member.run, handled_at=None)
    rows = rows.select_related("post__writing__author", "post__thread__opening", "reporter")
    return rows.order_by("made_at", "pk")
