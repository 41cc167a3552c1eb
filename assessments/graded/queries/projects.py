"""Reading development projects. Every lookup carries its right: what is not yours is missing."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from assessments.graded.models import Submission, Work
from assessments.graded.models.projects import Endorsement, Milestone, ProjectMessage
from assessments.graded.rules.projects import Stage, open_stage
from assessments.graded.tokens.projects import read_link
from courses.api import (
    Activity,
    Enrolment,
    Publication,
    Run,
    Step,
    enrolment_for,
    participants_of,
    refuse_locked,
    runs_taught_by,
    steps_in,
    steps_of,
)


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone of one person's project."""

    activity_id: int
    slug: str
    step: Step
    needs_approval: bool
    work: Work | None
    endorsements: list[Endorsement]
    is_open: bool = False

    @property
    def submission(self) -> Submission | None:
        """The newest version that was handed in and not taken back."""
        rows = self.work.submissions.all() if self.work else ()
        kept = [one for one in rows if one.state != Submission.State.WITHDRAWN]
        return kept[-1] if kept else None

    @property
    def state(self) -> str:
        return self.work.state if self.work else Work.State.DRAFT

    @property
    def approval(self) -> Endorsement | None:
        """The approval that was given, if any."""
        return next((one for one in self.endorsements if one.endorsed_at), None)

    @property
    def asked(self) -> Endorsement | None:
        """The newest request that still waits."""
        now = timezone.now()
        waiting = [one for one in self.endorsements if not one.endorsed_at and one.expires_at > now]
        return waiting[-1] if waiting else None

    @property
    def stage(self) -> Stage:
        return Stage(self.state == Work.State.ACCEPTED, self.needs_approval, self.approval is not None)


@dataclass(frozen=True)
class Project:
    """One person's project in a run."""

    enrolment: Enrolment
    step: Step
    milestones: list[MilestoneRow]
    messages: list[ProjectMessage]

    @property
    def run(self) -> Run:
        return self.enrolment.run

    @property
    def waits_for_trainer(self) -> bool:
        """Whether the learner has the last word, and nobody has said that it needs no answer."""
        last = self.messages[-1] if self.messages else None
        return bool(last and last.role == ProjectMessage.Role.LEARNER and not last.settled_at)

    @property
    def to_approve(self) -> MilestoneRow | None:
        """The milestone whose approval can be asked for now: handed in, and not approved yet."""
        return next(
            (one for one in self.milestones if one.needs_approval and one.submission and not one.approval), None
        )


def project_for(learner: Any, run_code: str, slug: str) -> Project | None:
    """The learner's own project; None when there is none. Raises ``StepLocked``."""
    enrolment = enrolment_for(learner, run_code)
    return project_among(steps_of(enrolment), enrolment, slug) if enrolment else None


def project_of(enrolment: Enrolment, slug: str) -> Project | None:
    """The project ``slug`` of a participant, open to them or not, for callers who have made sure of their right."""
    return project_among(steps_in(enrolment.run, enrolment_id=enrolment.pk), enrolment, slug)


def project_among(steps: list[Step], enrolment: Enrolment, slug: str) -> Project | None:
    """The project ``slug`` among the steps that somebody may see."""
    step = next((one for one in steps if one.slug == slug and one.kind == Activity.Kind.PROJECT), None)
    if step is None:
        return None
    refuse_locked(enrolment.run, step)
    messages = ProjectMessage.objects.filter(enrolment=enrolment, activity_id=step.activity_id)
    return Project(enrolment, step, milestones_of(enrolment, step), list(messages.select_related("writer")))


def writes_about_project(user: Any, activity: int) -> bool:
    """Whether the project is in a run that ``user`` takes part in."""
    rows = Enrolment.objects.active().filter(learner__user=user, run__items__activity=activity)
    return rows.filter(run__items__activity__kind=Activity.Kind.PROJECT).exists()


def guiding_place(project: Project) -> int:
    """Where a trainer's draft to this participant about this project lies: both numbers in one."""
    return project.enrolment.pk << 32 | project.step.activity_id


def guides_project(user: Any, place: int) -> bool:
    """Whether ``user`` teaches the run of the participant and the project that ``guiding_place`` gave."""
    enrolment, activity = place >> 32, place & 0xFFFFFFFF
    rows = Enrolment.objects.active().filter(pk=enrolment, run__in=runs_taught_by(user))
    items = {"run__items__activity": activity, "run__items__activity__kind": Activity.Kind.PROJECT}
    return user.is_staff and rows.filter(**items).exists()


def milestones_of(enrolment: Enrolment, step: Step) -> list[MilestoneRow]:
    """The milestones of a project in order, with how far each is; five queries, whatever their number."""
    places = published_milestones(step.activity_id, enrolment.run.language)
    works = Work.objects.filter(enrolment=enrolment, activity__milestone__project_id=step.activity_id).defer("text")
    given = Prefetch("submissions", Submission.objects.defer("text"))
    mine = {work.activity_id: work for work in works.prefetch_related(given)}
    approvals = Endorsement.objects.filter(enrolment=enrolment, activity_id=step.activity_id)
    by_milestone: dict[int, list[Endorsement]] = {}
    for one in approvals.select_related("submission__work").defer("submission__text", "submission__work__text"):
        by_milestone.setdefault(one.submission.work.activity_id, []).append(one)
    rows = [
        MilestoneRow(
            activity_id=place.activity_id,
            slug=place.activity.slug,
            step=_as_step(step, place.activity, shown),
            needs_approval=place.needs_approval,
            work=mine.get(place.activity_id),
            endorsements=by_milestone.get(place.activity_id, []),
        )
        for place, shown in places
    ]
    here = open_stage([row.stage for row in rows])
    return [dataclasses.replace(row, is_open=place == here) for place, row in enumerate(rows)]


def published_milestones(project_id: int, language: str) -> list[tuple[Milestone, Publication | None]]:
    """The milestones in order, with what learners see of each now. Two queries."""
    places = list(Milestone.objects.filter(project_id=project_id).select_related("activity"))
    shown = _publications([one.activity_id for one in places], language)
    return [(one, shown.get(one.activity_id)) for one in places]


def _publications(activity_ids: list[int], language: str) -> dict[int, Publication]:
    """What learners see of each now: in the run's language, else in Finnish."""
    rows = Publication.objects.filter(activity_id__in=activity_ids, superseded_at=None).defer("body")
    by_rank = sorted(rows, key=lambda row: (row.language == language, row.language == "fi"))
    return {row.activity_id: row for row in by_rank}


def _as_step(project: Step, activity: Activity, shown: Publication | None) -> Step:
    """A milestone as the pages of assignments know a step."""
    return dataclasses.replace(
        project,
        activity_id=activity.pk,
        activity_key=activity.key,
        slug=activity.slug,
        kind=Activity.Kind.ASSIGNMENT,
        title=shown.title if shown else activity.title,
        minutes=shown.minutes if shown else 0,
        publication_id=shown.pk if shown else None,
        due_at=None,
        done_at=None,
        evidence_kind=None,
    )


def milestone_of(enrolment: Enrolment, steps: list[Step], slug: str) -> tuple[Step, Step] | tuple[None, None]:
    """(project, milestone) of the assignment ``slug``, if it is a milestone that has been begun or is open now."""
    projects = [one for one in steps if one.kind == Activity.Kind.PROJECT]
    for project in projects:
        for row in milestones_of(enrolment, project):
            if row.slug == slug:
                return (project, row.step) if row.is_open or row.work else (None, None)
    return None, None


def enrolments_with_milestone(activity_id: int, slug: str) -> QuerySet[Enrolment]:
    """Who is in a run that has the project of this milestone."""
    here = "run__items__activity__milestones__activity"
    return Enrolment.objects.active().filter(**{f"{here}_id": activity_id, f"{here}__slug": slug})


def endorsement_by_link(link: str) -> Endorsement | None:
    """The request that a supervisor's link names, if the person is still in the training."""
    pk = read_link(link)
    rows = Endorsement.objects.exclude(enrolment__status=Enrolment.Status.CANCELLED).select_related(
        "enrolment__run__course", "enrolment__learner__user", "activity", "submission__work__activity"
    )
    return rows.filter(pk=pk).first() if pk else None


def taught_run(user: Any, code: str) -> Run | None:
    """The run, if ``user`` teaches it."""
    return runs_taught_by(user).filter(code=code).first() if user.is_staff else None


def project_in(user: Any, code: str, enrolment: int, slug: str) -> Project | None:
    """A participant's project in a run that ``user`` teaches, but not their own: nobody approves that."""
    run = taught_run(user, code) if enrolment < 2**63 else None
    person = participants_of(run).select_related("run__course").filter(pk=enrolment).first() if run else None
    return project_of(person, slug) if person and person.learner.user_id != user.pk else None


def unanswered(messages: QuerySet[ProjectMessage]) -> QuerySet[ProjectMessage]:
    """Those of ``messages`` that are a learner's last word in their conversation, and that no trainer has said to need
    no answer."""
    last = ProjectMessage.objects.filter(enrolment=OuterRef("enrolment"), activity=OuterRef("activity"))
    is_last = Subquery(last.order_by("-pk").values("pk")[:1])
    return messages.filter(pk=is_last, role=ProjectMessage.Role.LEARNER, settled_at=None)


def waits_in(*, enrolment_id: int, activity_id: int) -> ProjectMessage | None:
    """What waits for an answer in one conversation."""
    about = ProjectMessage.objects.filter(enrolment=enrolment_id, activity=activity_id)
    return unanswered(about).first()


def project_messages_waiting(runs: QuerySet[Run], user: Any) -> list[dict[str, Any]]:
    """{enrolment__run__code, enrolment__run__name, number}: conversations that wait for a trainer's answer, but for
    ``user``'s own. One statement."""
    rows = ProjectMessage.objects.filter(enrolment__run__in=runs.order_by().values("pk"))
    rows = unanswered(rows).exclude(enrolment__status=Enrolment.Status.CANCELLED).exclude(enrolment__learner__user=user)
    counted = (
        rows.exclude(enrolment__learner__user=None).order_by().values("enrolment__run__code", "enrolment__run__name")
    )
    return list(counted.annotate(number=Count("pk"), first=Min("pk")).order_by("first"))


@dataclass(frozen=True)
class ProjectLine:
    """One participant's project in the trainer's list."""

    enrolment: Enrolment
    slug: str
    title: str
    accepted: int
    of: int
    waits: bool
    is_approved: bool
    asks: bool


def project_lines(run: Run, steps: list[Step]) -> list[ProjectLine]:
    """Every participant's project; five queries a project, whatever the number of people."""
    lines = []
    for step in (one for one in steps if one.kind == Activity.Kind.PROJECT):
        of = Milestone.objects.filter(project_id=step.activity_id).count()
        states: dict[int, list[str]] = {}
        works = Work.objects.filter(enrolment__run=run, activity__milestone__project_id=step.activity_id)
        for pk, state in works.values_list("enrolment_id", "state"):
            states.setdefault(pk, []).append(state)
        about = {"enrolment__run": run, "activity_id": step.activity_id}
        approved = set(
            Endorsement.objects.filter(**about).exclude(endorsed_at=None).values_list("enrolment_id", flat=True)
        )
        asking = {message.enrolment_id for message in unanswered(ProjectMessage.objects.filter(**about))}
        for person in participants_of(run):
            had = states.get(person.pk, [])
            lines.append(
                ProjectLine(
                    enrolment=person,
                    slug=step.slug,
                    title=step.title,
                    accepted=had.count(Work.State.ACCEPTED),
                    of=of,
                    waits=Work.State.HANDED_IN in had,
                    is_approved=person.pk in approved,
                    asks=person.pk in asking,
                )
            )
    return lines
