"""The outline's rows, and the trail made from strings."""

import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from courses.api import RunItem, enrol_learner, steps_of
from lms.dashboard.outline import sections_of
from lms.dashboard.requirements import requirements_of
from tests.dashboard.people import do_steps
from tests.factories import make_run

HOME = "/oma/opinnot/x/"


def closely(html: str) -> str:
    """HTML without the differences that no browser sees."""
    return re.sub(r"\s+", " ", html).replace("> <", "><").replace(' class=""', "").strip()


@pytest.fixture
def steps(learner):
    """One step done, one next, one that opens later, one open quiz."""
    run = make_run(lessons=3, kinds=("quiz",))
    enrolment = enrol_learner(run=run, learner=learner)
    do_steps(enrolment, 1)
    later = timezone.make_aware(datetime.datetime(2090, 1, 21, 12))
    RunItem.objects.filter(run=run, activity__slug="lesson-3").update(opens_at=later)
    return steps_of(enrolment)


def test_the_trail_is_what_the_component_makes(steps):
    section = sections_of(steps, home=HOME, next_slug="lesson-2", now=timezone.now())[0]
    section.steps[1]["title"] = '<b>"Hei"</b> & muut'
    assert closely(section.trail) == closely(render_to_string("ui/trail.html", {"steps": section.steps}))


def test_each_step_has_its_state(steps):
    section = sections_of(steps, home=HOME, next_slug="lesson-2", now=timezone.now())[0]
    assert [(step["state"], step["url"]) for step in section.steps] == [
        ("done", f"{HOME}lesson-1/"),
        ("now", f"{HOME}lesson-2/"),
        ("todo", ""),
        ("todo", f"{HOME}testi/quiz-4/"),
    ]


def test_a_voluntary_step_is_no_requirement(steps):
    RunItem.objects.filter(activity__slug="quiz-4").update(required=False)
    required = requirements_of([step for step in steps if step.slug != "quiz-4"], home=HOME, now=timezone.now())
    assert (required.done, required.total, len(required.missing)) == (1, 3, 2)
