"""Assignments, and people who write and mark them, made through the room's own doors."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.graded.api import AssignmentSettings, Criterion, Level, publish_assignment
from assessments.graded.models import AssignmentVersion, Submission, Work, WorkFile
from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import hand_in, save_draft
from courses.api import Activity, Enrolment, Run, enrol_learner
from tests.dashboard.people import client_of, make_trainer
from tests.factories.courses import make_course, make_run

_numbers = itertools.count(1)
PDF = b"%PDF-1.7\n%%EOF\n"
STATEMENTS = ("Oma työ", "Ei tunnistettavissa")
TEXT = "Asiakas haluaa palata työhön osa-aikaisesti syksyllä."


def criterion(key: str) -> Criterion:
    """A criterion of three levels."""
    words = ("puuttuu", "asiakkaan sanoin", "asiakkaan sanoin ja mittari")
    levels = tuple(Level(points, {"fi": f"{key}: {text}"}) for points, text in enumerate(words))
    return Criterion(key, {"fi": f"Peruste {key}"}, levels)


CRITERIA = (criterion("tavoite"), criterion("keinot"))


@dataclass(frozen=True)
class Writing:
    """A learner in a run whose only requirements are ``lessons`` lessons and one assignment, and the run's trainer."""

    enrolment: Enrolment
    activity: Activity
    version: AssignmentVersion
    browser: Client
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def run(self) -> Run:
        return self.enrolment.run

    @property
    def address(self) -> str:
        return f"/oma/opinnot/{self.run.code}/tehtava/{self.activity.slug}/"

    @property
    def trainer(self) -> Any:
        """The run's trainer, made when first asked for."""
        if "trainer" not in self.people:
            self.people["trainer"] = make_trainer(self.run, f"arvioija{next(_numbers)}@example.org")
        return self.people["trainer"]

    @property
    def work(self) -> Work:
        return Work.objects.get(enrolment=self.enrolment, activity=self.activity)

    def form(self, **values: Any) -> dict[str, Any]:
        """What the open page sends unseen, with ``values``."""
        page = self.browser.get(self.address)
        unseen = {name: page.context[name] for name in ("pass", "writer")}
        return unseen | {"base": page.context["seq"]} | values

    def write(self, text: str = TEXT) -> Work:
        return save_draft(enrolment=self.enrolment, activity_id=self.activity.pk, text=text, seq=None, base=self.seq)

    @property
    def seq(self) -> int:
        return Work.objects.filter(enrolment=self.enrolment).values_list("seq", flat=True).first() or 0

    def hand_in(self, text: str = TEXT) -> Submission:
        """Write and hand in."""
        self.write(text)
        found = assignment_step_for(self.enrolment.learner, self.run.code, self.activity.slug)
        files = [file.pk for file in found.draft_files]
        shown = "-".join(str(number) for number in (found.work.seq, *files))
        return hand_in(
            enrolment=found.enrolment, item=found.step, version=found.version, shown=shown, statements=STATEMENTS
        )


def make_writing(learner: Any, *, lessons: int = 0, **settings: Any) -> Writing:
    """``learner`` enrolled where there is one assignment with two criteria, text and files."""
    course = make_course(lessons=lessons, kinds=("assignment",))
    activity = course.activities.get(kind="assignment")
    rules = {"titles": {"fi": "Suunnitelma"}, "criteria": CRITERIA, "takes_files": True} | settings
    version = publish_assignment(key=activity.key, settings=AssignmentSettings(**rules))
    enrolment = enrol_learner(run=make_run(course), learner=learner)
    return Writing(enrolment, activity, version, client_of(learner.user))


def stored() -> set[str]:
    """The names of all files that are kept."""
    storage = WorkFile._meta.get_field("file").storage
    return set(storage.listdir("submissions")[1]) if storage.exists("submissions") else set()


def add(writing: Writing, name: str = "suunnitelma.pdf", content: bytes = PDF, **more: Any) -> Any:
    """Add a file to the draft as the page does."""
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return writing.browser.post(writing.address, writing.form(text="Teksti.", add="1", file=file, **more))
