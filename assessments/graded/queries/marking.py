"""What trainers mark: only what has been handed in, and only in runs they teach. What is not yours is missing."""

from typing import Any

from django.db.models import BooleanField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTransform

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion, Review, RunMarking, Submission, Work, WorkFile
from assessments.graded.queries.assignments import submissions_of
from assessments.graded.queries.group_work import only_first_of_group
from courses.api import Enrolment, Run, RunStaff, runs_taught_by

UNMARKED, HELD, DONE = "arvioimatta", "valmiina", "arvioidut"
#: Whose works are looked at: everybody's, one's own, or those that nobody has taken.
MINE, NOBODYS = "omat", "jakamatta"
#: In the order in which one goes through them.
IN_TURN = ("submitted_at", "pk")


def taught_submissions(user: Any) -> QuerySet[Submission]:
    """What was handed in in the runs that ``user`` teaches, by those who are still in them. Nobody marks their own: a
    trainer who takes part finds it nowhere among these, nor what their group handed in."""
    taught = runs_taught_by(user).order_by().values("pk")
    rows = only_first_of_group(Submission.objects.filter(work__enrolment__run__in=taught))
    together = Submission.objects.filter(work__enrolment__learner__user=user).exclude(shared=None)
    rows = rows.exclude(work__enrolment__learner__user=user).exclude(shared__in=together.values("shared"))
    return rows.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)


def with_names(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Each with what decides whether its writer's name is shown (``pages.naming``): what the author and the run say,
    and the number it goes by. No statement more."""
    here = {"activity": OuterRef("work__activity")}
    run_says = RunMarking.objects.filter(run=OuterRef("work__enrolment__run"), **here).values("hides_names")[:1]
    before = Work.objects.filter(enrolment__run=OuterRef("work__enrolment__run"), pk__lte=OuterRef("work"), **here)
    number = before.order_by().values("activity").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        author_hides=KeyTransform("hides_names", F("version__settings")),
        run_hides=Subquery(run_says, output_field=BooleanField()),
        goes_by=Subquery(number, output_field=IntegerField()),
    )


def teaches(user: Any) -> bool:
    """Whether ``user`` has any run to mark in."""
    return user.is_staff and runs_taught_by(user).order_by().exists()


def queue_of(
    user: Any, *, state: str = UNMARKED, run: str = "", assignment: str = "", whose: str = ""
) -> QuerySet[Submission]:
    """What ``user`` may mark or has been marked in their runs: waiting ones oldest first, done ones newest first."""
    rows = with_names(taught_submissions(user)).select_related(
        "work__enrolment__run",
        "work__enrolment__learner__user",
        "work__activity",
        "work__marking__trainer",
        "review__reviewer",
        "review__planned",
        "second_review",
    )
    rows = rows.annotate(wants_two=KeyTransform("second_marker", F("version__settings")))
    rows = _within(rows, user, run=run, assignment=assignment, whose=whose)
    rows = rows.defer("text", "work__text", "review__comment", "review__note", "second_review__comment")
    if state == DONE:
        return rows.filter(review__state=Review.State.RELEASED).order_by("-review__released_at", "-pk")
    rows = rows.filter(state=Submission.State.WAITING).order_by(*IN_TURN)
    held = {"review__state": Review.State.HELD}
    return rows.filter(**held) if state == HELD else rows.exclude(**held)


def _within(rows: QuerySet[Submission], user: Any, *, run: str, assignment: str, whose: str) -> QuerySet[Submission]:
    if run:
        rows = rows.filter(work__enrolment__run__code=run)
    if assignment:
        rows = rows.filter(work__activity__slug=assignment)
    if whose == MINE:
        rows = rows.filter(work__marking__trainer=user)
    if whose == NOBODYS:
        rows = rows.filter(work__marking__trainer=None)
    return rows


def counts_of(user: Any, *, run: str = "", assignment: str = "", whose: str = "") -> dict[str, int]:
    """How many wait and how many are ready to be given; one query."""
    waiting = _within(taught_submissions(user), user, run=run, assignment=assignment, whose=whose)
    waiting = waiting.filter(state=Submission.State.WAITING).values("review__state").annotate(n=Count("pk"))
    counts = {UNMARKED: 0, HELD: 0}
    for row in waiting.order_by():
        counts[HELD if row["review__state"] == Review.State.HELD else UNMARKED] += row["n"]
    return counts


def waiting_for(user: Any) -> tuple[int, int]:
    """How many submissions wait for ``user`` to mark, and how many to be given that no set time will give; one
    query."""
    waiting = taught_submissions(user).filter(state=Submission.State.WAITING)
    held = Q(review__state=Review.State.HELD)
    to_give = held & Q(review__planned=None)
    counts = waiting.aggregate(all=Count("pk"), held=Count("pk", filter=held), to_give=Count("pk", filter=to_give))
    return counts["all"] - counts["held"], counts["to_give"]


def may_mark_in(user: Any, run: Run) -> bool:
    """Whether ``user`` is a trainer of the run; who only looks after runs marks nothing."""
    return runs_taught_by(user).order_by().filter(pk=run.pk).exists()


def filters_of(user: Any) -> list[tuple[str, str, str, str, bool]]:
    """(run, its name, assignment, its title, whether the run has other trainers too) of everything that was ever
    handed in to ``user``'s runs."""
    rows = taught_submissions(user).order_by("work__enrolment__run__name", "work__activity__title")
    names = ("work__enrolment__run__code", "work__enrolment__run__name", "work__activity__slug")
    others = RunStaff.objects.filter(run=OuterRef("work__enrolment__run")).exclude(user=user)
    return list(rows.values_list(*names, "work__activity__title", Exists(others)).distinct())


def next_unmarked(user: Any, *, after: Submission) -> Submission | None:
    """The oldest one that nobody else marks: of the same assignment and run first, then any; one's own before those
    that nobody has taken, and what another trainer has taken last of all."""
    free = [
        one
        for one in queue_of(user).exclude(pk=after.pk)[:200]
        if not hasattr(one, "review") or one.review.reviewer_id in (None, user.pk)
    ]
    here = (after.work.enrolment.run_id, after.work.activity_id)

    def order(one: Submission) -> tuple[bool, int]:
        trainer = one.work.marking.trainer_id if hasattr(one.work, "marking") else None
        is_alike = (one.work.enrolment.run_id, one.work.activity_id) == here
        return not is_alike, [user.pk, None].index(trainer) if trainer in (user.pk, None) else 2

    return min(free, key=order, default=None)


def neighbours_of(submission: Submission) -> tuple[int | None, int | None, int, int]:
    """(previous, next, place, how many) among what is to be marked of the same assignment in the same run; what is
    ready to be given is not counted. One query."""
    rows = Submission.objects.filter(
        work__activity=submission.work.activity_id,
        work__enrolment__run=submission.work.enrolment.run_id,
        state=Submission.State.WAITING,
    )
    rows = rows.filter(~Q(review__state=Review.State.HELD) | Q(pk=submission.pk))
    rows = only_first_of_group(rows.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)).order_by(*IN_TURN)
    keys = list(rows.values_list("pk", flat=True))
    if submission.pk not in keys:
        return None, None, 0, len(keys)
    place = keys.index(submission.pk)
    before, after = keys[place - 1 : place], keys[place + 1 : place + 2]
    return next(iter(before), None), next(iter(after), None), place + 1, len(keys)


def submission_for(user: Any, pk: int) -> Submission | None:
    """One submission of a run that ``user`` teaches, with all that marking needs."""
    rows = with_names(taught_submissions(user)).select_related(
        "version",
        "work__enrolment__run",
        "work__enrolment__learner__user",
        "work__activity",
        "work__marking__trainer",
        "review__reviewer",
        "review__planned",
        "second_review__reviewer",
    )
    return rows.defer("work__text").prefetch_related("files", "review__files").filter(pk=pk).first()


def earlier_versions(submission: Submission) -> list[Submission]:
    """What was handed in before this, newest first."""
    return [one for one in submissions_of(submission.work) if one.number < submission.number]


def handed_in_file(user: Any, submission: int, pk: int) -> tuple[Submission, WorkFile] | None:
    """A submission of a run that ``user`` teaches, with one of its files. Drafts are not for trainers."""
    rows = with_names(taught_submissions(user)).select_related("review", "work__marking")
    found = rows.filter(pk=submission, files=pk).first()
    file = WorkFile.objects.filter(pk=pk, covered_at=None).first() if found else None
    return (found, file) if found and file else None


def guide_of(submission: Submission) -> str:
    """What the author says to those who mark, as it is now: it may have been written after the work was handed in."""
    newest = AssignmentVersion.objects.filter(assignment__versions=submission.version_id).order_by("-number")
    settings = AssignmentSettings.restored(newest.values_list("settings", flat=True)[0])
    return settings.text_in(settings.guides, submission.work.enrolment.run.language)
