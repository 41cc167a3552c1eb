"""Reading assignments, works and reviews. Every lookup carries its right: what is not yours is missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion, Milestone, Review, Submission, Work, WorkFile
from assessments.graded.queries.group_work import group_draft
from assessments.graded.queries.projects import enrolments_with_milestone, milestone_of
from assessments.graded.rules.assignments import is_past_due
from assessments.graded.services.assignments import due_of
from assessments.graded.tokens.assignments import WorkPass
from courses.api import (
    Activity,
    Enrolment,
    Group,
    RunItem,
    Step,
    enrolment_for,
    group_of,
    refuse_locked,
    runs_taught_by,
    steps_of,
)


@dataclass(frozen=True)
class AssignmentStep:
    """An assignment as one of its learners meets it in a run."""

    enrolment: Enrolment
    step: Step
    steps: list[Step]
    version: AssignmentVersion
    settings: AssignmentSettings
    #: What is written here: the person's own work, or their group's.
    work: Work | None
    submissions: list[Submission] = field(default_factory=list)
    #: The project, where the assignment is a milestone of one.
    project_slug: str = ""
    own: Work | None = None
    #: The group that writes and hands in together.
    group: Group | None = None
    #: The group handed in before this person came to it.
    is_left_out: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it can be written now."""
        return not self.opens_later and (self.work is None or self.work.is_open)

    @property
    def opens_later(self) -> bool:
        return bool(self.step.opens_at and self.step.opens_at > timezone.now() and not self.step.is_done)

    @property
    def due_at(self) -> datetime.datetime | None:
        return due_of(self.own, item=self.step, starts=self.enrolment.run.starts, settings=self.settings)

    @property
    def is_past_due(self) -> bool:
        return is_past_due(timezone.now(), self.due_at)

    @property
    def draft_files(self) -> list[WorkFile]:
        return [one for one in self.work.files.all() if one.in_draft] if self.work else []


def assignment_step_for(learner: Any, run_code: str, slug: str) -> AssignmentStep | None:
    """The assignment in the learner's own run, with their work; None when there is none. At most seven queries,
    whatever has been written and handed in. Raises ``StepLocked``."""
    enrolment = enrolment_for(learner, run_code)
    steps = steps_of(enrolment) if enrolment else []
    step = next((one for one in steps if one.slug == slug and one.kind == Activity.Kind.ASSIGNMENT), None)
    project, step = (None, step) if step or not enrolment else milestone_of(enrolment, steps, slug)
    version = newest_version(step.activity_key) if step else None
    if version is None:
        return None
    refuse_locked(enrolment.run, step)
    own = Work.objects.filter(enrolment=enrolment, activity_id=step.activity_id).prefetch_related("files").first()
    submissions = submissions_of(own) if own else []
    settings = AssignmentSettings.restored(version.settings)
    slug = project.slug if project else ""
    found = AssignmentStep(enrolment, step, steps, version, settings, own, submissions, project_slug=slug, own=own)
    return _with_group(found) if settings.in_groups and enrolment.group_id else found


def _with_group(found: AssignmentStep) -> AssignmentStep:
    """What somebody in a group writes is the group's, while both they and the group have it open. Three queries."""
    if found.own and not found.own.is_open:
        return found
    group = group_of(found.enrolment)
    draft = group_draft(group.pk, found.step.activity_id)
    if draft and not draft.is_open:
        return replace(found, is_left_out=True)
    return replace(found, group=group, work=draft)


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


def newest_versions(keys: Iterable[UUID]) -> dict[UUID, AssignmentVersion]:
    """The same for many assignments; one query."""
    rows = AssignmentVersion.objects.filter(assignment__key__in=list(keys)).select_related("assignment")
    return {one.assignment.key: one for one in rows.order_by("number")}


def submissions_of(work: Work) -> list[Submission]:
    """Every version that was handed in, newest first, with files and what was said of it, with its files too."""
    rows = Submission.objects.filter(work=work).select_related("version", "review__reviewer")
    return list(rows.prefetch_related("files", "review__files").order_by("-number"))


def own_file(learner: Any, run_code: str, slug: str, pk: int) -> WorkFile | None:
    """A file of the learner's own work, if it is still there."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    rows = WorkFile.objects.filter(work__activity__slug=slug, covered_at=None, pk=pk)
    own = Q(work__enrolment=enrolment) | Q(submissions__work__enrolment=enrolment)
    groups = Q(work__group=enrolment.group_id, in_draft=True) if enrolment.group_id else Q()
    return rows.filter(own | groups).first()


# --- For trainers -----------------------------------------------------------------------------------------------


def participant_assignment(
    user: Any, run_code: str, enrolment: int, slug: str
) -> tuple[Enrolment, RunItem | Milestone] | None:
    """A participant, who is somebody else, and an assignment of a run that ``user`` teaches, also one that is a
    milestone of a project."""
    taught = runs_taught_by(user).order_by().values("pk")
    rows = Enrolment.objects.active().select_related("learner__user").filter(run__code=run_code, run__in=taught)
    person = rows.exclude(learner__user=user).filter(pk=enrolment).first()
    items = RunItem.objects.select_related("activity").filter(run__code=run_code, activity__slug=slug)
    item = items.filter(activity__kind=Activity.Kind.ASSIGNMENT).first() if person else None
    if person and item is None:
        projects = RunItem.objects.filter(run__code=run_code).values("activity")
        stages = Milestone.objects.select_related("activity").filter(activity__slug=slug, project__in=projects)
        item = stages.first()
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
            "seen_at": review.seen_at,
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
