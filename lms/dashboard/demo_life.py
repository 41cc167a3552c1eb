"""Life in the demo's trainings: fellow participants who study, hand in and ask, and events one may come to. All of it
goes through the doors that real people's acts go through; the words lie beside this file."""

import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from django.utils import timezone

from assessments.graded.api import assignment_step_for, hand_in, save_work, statements_of
from courses.api import (
    Activity,
    Course,
    Enrolment,
    Evidence,
    Group,
    Progress,
    Run,
    complete_activity,
    create_run,
    enrol_learner,
    move_people,
    name_trainer,
    steps_of,
)
from courses.discussions.api import ask_trainers
from courses.meetings.api import Part, lacking_days, make_planned_days
from lms.accounts.api import Learner, User

WORDS = Path(__file__).with_suffix(".yaml")
TEN_TO_THREE = [Part(datetime.time(10), datetime.time(15))]
EVENT_PLACE = "Lahti, Vapaudenkatu 10"


def add_life(run: Run, *, groups: list[Group], trainer: Any) -> None:
    """Fellows in ``run``, one work that waits for marking, one question that waits for an answer, and events."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    fellows = [_fellow(run, number, about) for number, about in enumerate(words["fellows"], start=1)]
    places = {one.pk: groups[about["group"]].pk for one, about in zip(fellows, words["fellows"], strict=True)}
    move_people(run=run, places=places, actor=trainer)
    _hand_in(fellows[0], words["work"])
    ask_trainers(enrolment=fellows[1], trainer=None, text=words["question"], key=uuid4())
    for about in words["events"]:
        _event(about, trainer=trainer)


def _fellow(run: Run, number: int, about: dict[str, Any]) -> Enrolment:
    """Somebody without a password, who has gone through the first lessons."""
    user = User.objects.create_user(
        email=f"osallistuja{number}@esimerkki.fi",
        first_name=about["first_name"],
        last_name=about["last_name"],
        is_demo=True,
    )
    enrolment = enrol_learner(run=run, learner=Learner.objects.create(user=user), invited=True)
    for step in list(steps_of(enrolment))[: about["studied"]]:
        if step.kind == Activity.Kind.LESSON:
            evidence = Evidence(Progress.Evidence.VIEWED)
            complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=evidence, actor=user)
    return enrolment


def _hand_in(enrolment: Enrolment, about: dict[str, str]) -> None:
    """Write the work and hand it in; nothing where an author has taken the assignment away."""
    found = assignment_step_for(enrolment.learner, enrolment.run.code, about["assignment"])
    if found is None:
        return
    work = save_work(enrolment=enrolment, activity_id=found.step.activity_id, text=about["text"], seq=None, base=0)
    hand_in(
        enrolment=enrolment,
        item=found.step,
        version=found.version,
        shown=str(work.seq),
        statements=[words for _name, words in statements_of(found)],
    )


def _event(about: dict[str, Any], *, trainer: Any) -> None:
    """A run that opens to everybody, with its planned days; nothing where an author has taken the course away."""
    course = Course.objects.filter(code=about["course"]).first()
    if course is None or Run.objects.filter(code=about["code"]).exists():
        return
    first = timezone.localdate() + datetime.timedelta(weeks=about["weeks"])
    first += datetime.timedelta(days=-first.weekday() % 7)
    run = create_run(
        course=course, code=about["code"], name=about["name"], actor=trainer, starts=first,
        ends=first + datetime.timedelta(weeks=8), place=EVENT_PLACE, capacity=about["capacity"], is_open=True,
    )  # fmt: skip
    name_trainer(run=run, user=trainer, actor=None)
    days = {
        str(day.key): first + datetime.timedelta(days=number * about["days_apart"])
        for number, day in enumerate(lacking_days(run))
    }
    make_planned_days(run=run, dates=days, parts=TEN_TO_THREE, actor=trainer, place=EVENT_PLACE, asks_needs=False)
