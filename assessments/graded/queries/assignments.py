"""Reading assignments, works and reviews. Every lookup carries its right: what is not yours is missing."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion, Review, Submission, Work, WorkFile
from assessments.graded.queries.projects import enrolments_with_milestone, milestone_of
from assessments.graded.services.assignments import due_of
from assessments.graded.tokens.assignments import WorkPass
from courses.api import Activity, Enrolment, Run, RunItem, Step, enrolment_for, runs_taught_by, steps_of


@dataclass(frozen=True)
class AssignmentStep:
    """An assignment as one of its learners meets it in a run."""

    enrolment: Enrolment
    step: Step
    steps: list[Step]
    version: AssignmentVersion
    settings: AssignmentSettings
    work: Work | None
    submissions: list[Submission] = field(default_factory=list)
    #: The project, where the assignment is a milestone of one.
    project_slug: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can be written now."""
        return not self.opens_later and (self.work is None or self.work.is_open)

    @property
    def opens_later(self) -> bool:
        return bool(self.step.opens_at and self.step.opens_at > timezone.now() and not self.step.is_done)

    @property
    def due_at(self) -> datetime.datetime | None:
        return due_of(self.work, item=self.step, starts=self.enrolment.run.starts, settings=self.settings)

    @property
    def is_past_due(self) -> bool:
        return self.due_at is not None and timezone.now() > self.due_at

    @property
    def draft_files(self) -> list[WorkFile]:
        return [one for one in self.work.files.all() if one.in_draft] if self.work else []


def assignment_step_for(learner: Any, run_code: str, slug: str) -> AssignmentStep | None:
    """The assignment in the learner's own run, with their work; None when there is none. At most seven queries,
    whatever has been written and handed in."""
    enrolment = enrolment_for(learner, run_code)
    steps = steps_of(enrolment) if enrolment else []
    step = next((one for one in steps if one.slug == slug and one.kind == Activity.Kind.ASSIGNMENT), None)
    project, step = (None, step) if step or not enrolment else milestone_of(enrolment, steps, slug)
    version = newest_version(step.activity_key) if step else None
    if version is None:
        return None
    work = Work.objects.filter(enrolment=enrolment, activity_id=step.activity_id).prefetch_related("files").first()
    submissions = submissions_of(work) if work else []
    settings = AssignmentSettings.restored(version.settings)
    return AssignmentStep(
        enrolment, step, steps, version, settings, work, submissions, project_slug=project.slug if project else ""
    )


def enrolment_by_pass(held: WorkPass, run_code: str, slug: str) -> Enrolment | None:
    """The enrolment that a signed pass names, if it and the assignment belong to this address; one query,
    one more for a milestone of a project."""
    rows = Enrolment.objects.active().select_related("run", "learner__user")
    own = rows.filter(pk=held.enrolment_id, learner_id=held.learner_id, run__code=run_code)
    found = own.filter(run__items__activity_id=held.activity_id, run__items__activity__slug=slug).first()
    return found or own.filter(pk__in=enrolments_with_milestone(held.activity_id, slug).values("pk")).first()


def newest_version(key: Any) -> AssignmentVersion | None:
    """The assignment as it is now."""
    return AssignmentVersion.objects.filter(assignment__key=key).order_by("-number").first()


def submissions_of(work: Work) -> list[Submission]:
    """Every version that was handed in, newest first, with files and what was said of it."""
    rows = Submission.objects.filter(work=work).select_related("version", "review__reviewer")
    return list(rows.prefetch_related("files").order_by("-number"))


def own_file(learner: Any, run_code: str, slug: str, pk: int) -> WorkFile | None:
    """A file of the learner's own work, if it is still there."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    rows = WorkFile.objects.filter(work__enrolment=enrolment, work__activity__slug=slug, covered_at=None)
    return rows.filter(pk=pk).first()


# --- For trainers: only what has been handed in, and only in runs they teach -------------------------------------

UNMARKED, HELD, DONE = "arvioimatta", "valmiina", "arvioidut"


def _taught(user: Any) -> QuerySet[Submission]:
    taught = runs_taught_by(user).order_by().values("pk")
    rows = Submission.objects.filter(work__enrolment__run__in=taught)
    return rows.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)


def teaches(user: Any) -> bool:
    """Whether ``user`` has any run to mark in."""
    return user.is_staff and runs_taught_by(user).order_by().exists()


def queue_of(user: Any, *, state: str = UNMARKED, run: str = "", assignment: str = "") -> QuerySet[Submission]:
    """What ``user`` may mark or has been marked in their runs: waiting ones oldest first, done ones newest first."""
    rows = _taught(user).select_related(
        "work__enrolment__run", "work__enrolment__learner__user", "work__activity", "review__reviewer"
    )
    rows = rows.defer("text", "work__text", "review__comment", "review__note")
    if run:
        rows = rows.filter(work__enrolment__run__code=run)
    if assignment:
        rows = rows.filter(work__activity__slug=assignment)
    if state == DONE:
        return rows.filter(review__state=Review.State.RELEASED).order_by("-review__released_at", "-pk")
    rows = rows.filter(state=Submission.State.WAITING).order_by("submitted_at", "pk")
    held = {"review__state": Review.State.HELD}
    return rows.filter(**held) if state == HELD else rows.exclude(**held)


def counts_of(user: Any) -> dict[str, int]:
    """How many wait and how many are ready to be given; one query."""
    waiting = _taught(user).filter(state=Submission.State.WAITING).values("review__state").annotate(n=Count("pk"))
    counts = {UNMARKED: 0, HELD: 0}
    for row in waiting.order_by():
        counts[HELD if row["review__state"] == Review.State.HELD else UNMARKED] += row["n"]
    return counts


def waiting_for(user: Any) -> int:
    """How many submissions wait for ``user`` to mark or to give; one query."""
    return _taught(user).filter(state=Submission.State.WAITING).count()


def may_mark_in(user: Any, run: Run) -> bool:
    """Whether ``user`` is a trainer of the run; who only looks after runs marks nothing."""
    return runs_taught_by(user).order_by().filter(pk=run.pk).exists()


def filters_of(user: Any) -> list[tuple[str, str, str, str]]:
    """(run, its name, assignment, its title) of everything that was ever handed in to ``user``'s runs."""
    rows = _taught(user).order_by("work__enrolment__run__name", "work__activity__title")
    names = ("work__enrolment__run__code", "work__enrolment__run__name", "work__activity__slug")
    return list(rows.values_list(*names, "work__activity__title").distinct())


def next_unmarked(user: Any, *, after: Submission) -> Submission | None:
    """The oldest one that nobody else marks: of the same assignment and run first, then any."""
    free = [
        one
        for one in queue_of(user).exclude(pk=after.pk)[:200]
        if not hasattr(one, "review") or one.review.reviewer_id in (None, user.pk)
    ]
    here = (after.work.enrolment.run_id, after.work.activity_id)
    alike = [one for one in free if (one.work.enrolment.run_id, one.work.activity_id) == here]
    return next(iter(alike or free), None)


def submission_for(user: Any, pk: int) -> Submission | None:
    """One submission of a run that ``user`` teaches, with all that marking needs."""
    rows = _taught(user).select_related(
        "version", "work__enrolment__run", "work__enrolment__learner__user", "work__activity", "review__reviewer"
    )
    return rows.defer("work__text").prefetch_related("files").filter(pk=pk).first()


def earlier_versions(submission: Submission) -> list[Submission]:
    """What was handed in before this, newest first."""
    return [one for one in submissions_of(submission.work) if one.number < submission.number]


def handed_in_file(user: Any, submission: int, pk: int) -> WorkFile | None:
    """A file of a submission in a run that ``user`` teaches. Drafts are not for trainers."""
    if not _taught(user).filter(pk=submission, files=pk).exists():
        return None
    return WorkFile.objects.filter(pk=pk, covered_at=None).first()


def participant_assignment(user: Any, run_code: str, enrolment: int, slug: str) -> tuple[Enrolment, RunItem] | None:
    """A participant and an assignment of a run that ``user`` teaches."""
    taught = runs_taught_by(user).order_by().values("pk")
    rows = Enrolment.objects.active().select_related("learner__user").filter(run__code=run_code, run__in=taught)
    person = rows.filter(pk=enrolment).first()
    items = RunItem.objects.select_related("activity").filter(run__code=run_code, activity__slug=slug)
    item = items.filter(activity__kind=Activity.Kind.ASSIGNMENT).first() if person else None
    return (person, item) if person and item else None


def end_of(day: datetime.date) -> datetime.datetime:
    """The last minute of a day, in the site's own time."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))


def works_of(enrolment: Enrolment) -> dict[int, Work]:
    """Every work of one participant by activity, without the text of its draft; one query."""
    return {work.activity_id: work for work in Work.objects.filter(enrolment=enrolment).defer("text")}


def reviews_for_export(learner: Any) -> list[dict[str, Any]]:
    """What has been said of a person's assignments, with the words of the rubric. What is not given yet is not told."""
    rows = Review.objects.filter(submission__work__enrolment__learner=learner, state=Review.State.RELEASED)
    rows = rows.select_related("submission__work__activity", "submission__version", "reviewer")
    return [
        {
            "activity__title": review.submission.work.activity.title,
            "number": review.submission.number,
            "decision": review.get_decision_display(),
            "levels": [f"{title}: {text}" for title, text in levels_in_words(review)],
            "comment": review.comment,
            "note": review.note,
            "released_at": review.released_at,
        }
        for review in rows.order_by("pk")
    ]


def levels_in_words(review: Review) -> list[tuple[str, str]]:
    """(criterion, its chosen level) as the rubric of that version puts it."""
    settings = AssignmentSettings.restored(review.submission.version.settings)
    language = review.submission.language
    told = []
    for criterion in settings.criteria:
        place = review.levels.get(criterion.key)
        if place is not None and place < len(criterion.levels):
            level = criterion.levels[place]
            words = [settings.text_in(texts, language) for texts in (level.titles, level.texts)]
            told.append((settings.text_in(criterion.titles, language), ": ".join(filter(None, words))))
    return told
