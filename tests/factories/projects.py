"""Development projects, and people who write them, made through the room's own doors."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from assessments.graded.api import AssignmentSettings, publish_assignment, publish_project
from assessments.graded.models import Submission
from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import hand_in, save_draft
from assessments.graded.services.reviewing import decide, save_review
from courses.api import Activity, Enrolment, Run, enrol_learner
from tests.dashboard.people import client_of, make_trainer
from tests.factories.assignments import STATEMENTS, TEXT
from tests.factories.courses import add_activity, make_course, make_run

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Planning:
    """A learner in a run with one lesson-less project of three milestones, the second of which is approved."""

    enrolment: Enrolment
    activity: Activity
    milestones: list[Activity]
    browser: Client
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def run(self) -> Run:
        return self.enrolment.run

    @property
    def address(self) -> str:
        return f"/oma/opinnot/{self.run.code}/projekti/{self.activity.slug}/"

    def milestone_address(self, place: int) -> str:
        return f"/oma/opinnot/{self.run.code}/tehtava/{self.milestones[place].slug}/"

    @property
    def trainer(self) -> Any:
        """The run's trainer, made when first asked for."""
        if "trainer" not in self.people:
            self.people["trainer"] = make_trainer(self.run, f"projektit{next(_numbers)}@example.org")
        return self.people["trainer"]

    @property
    def trainer_address(self) -> str:
        return f"/kouluttaja/ohjaus/{self.run.code}/projektit/{self.enrolment.pk}/{self.activity.slug}/"

    def hand_in(self, place: int, text: str = TEXT) -> Submission:
        """Write a milestone and hand it in."""
        activity = self.milestones[place]
        save_draft(enrolment=self.enrolment, activity_id=activity.pk, text=text, seq=None)
        found = assignment_step_for(self.enrolment.learner, self.run.code, activity.slug)
        return hand_in(
            enrolment=found.enrolment,
            item=found.step,
            version=found.version,
            shown=str(found.work.seq),
            statements=STATEMENTS,
        )

    def decide(self, submission: Submission, decision: str = "accepted") -> None:
        """The trainer reads and decides at once."""
        save_review(
            submission_id=submission.pk, reviewer=self.trainer, levels={}, comment="Luin.", note="", seq=None, base=0,
            writer="sivu",
        )  # fmt: skip
        decide(submission_id=submission.pk, reviewer=self.trainer, decision=decision, hold=False)

    def accept(self, place: int) -> Submission:
        """One milestone written, handed in and accepted."""
        submission = self.hand_in(place)
        self.decide(submission)
        return submission


def make_planning(learner: Any, *, approved: int = 2, lessons: int = 0, stages: int = 3) -> Planning:
    """``learner`` enrolled where there is one project."""
    course = make_course(lessons=lessons, kinds=("project",))
    project = course.activities.get(kind="project")
    milestones = [add_activity(course, "assignment", 100 + place) for place in range(stages)]
    for place, activity in enumerate(milestones):
        publish_assignment(key=activity.key, settings=AssignmentSettings(titles={"fi": f"Vaihe {place}"}))
    publish_project(key=project.key, milestones=[one.key for one in milestones], approved=approved)
    enrolment = enrol_learner(run=make_run(course), learner=learner)
    return Planning(enrolment, project, milestones, client_of(learner.user))
