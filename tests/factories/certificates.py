"""Certificates, given as they really are: by completing every step of a run."""

import uuid
from typing import Any

from certificates.api import Award, TemplateVersion, award_of, publish_template, set_course_template
from courses.api import (
    Course,
    CourseFacts,
    Enrolment,
    Evidence,
    Run,
    complete_activity,
    enrol_learner,
    steps_of,
    sync_course,
)
from tests.factories.courses import make_course, make_run

TEXTS = {
    "fi": {
        "heading": "Osallistumistodistus",
        "sentence": "on osallistunut koulutukseen",
        "signatory_name": "Etunimi Sukunimi",
        "signatory_title": "toiminnanjohtaja",
    }
}
FACTS = {
    "outcomes": ["Kuvaat, mistä osista työkyky rakentuu.", "Toimit salassapidon ja suostumuksen mukaan."],
    "method": "Opiskelet verkossa omaan tahtiin.",
    "assessment": "Luet viisi lukua. Lopuksi teet testin, josta tarvitset vähintään 70 prosenttia.",
    "certificate_basis": "Saat todistuksen, kun kaikki luvut on tehty ja testi on hyväksytty.",
}


def make_template(**fields: Any) -> TemplateVersion:
    """A published certificate of attendance."""
    wanted = {"key": uuid.uuid4(), "name": "Osallistumistodistus", "kind": "osallistumistodistus", "texts": TEXTS}
    return publish_template(**{**wanted, **fields})


def make_certified_run(course: Course | None = None, *, title: str = "Työkyky tutuksi", **course_fields: Any) -> Run:
    """An open run of a course that gives a certificate of attendance."""
    course = course or make_course(**course_fields)
    facts = CourseFacts(
        key=course.key, code=course.code, type=course.type, policy=course.policy, language="fi", title=title,
        hours=18, facts=FACTS,
    )  # fmt: skip
    sync_course(facts)
    set_course_template(course_key=course.key, template_key=make_template().template.key)
    course.refresh_from_db()
    return make_run(course)


def complete_run(enrolment: Enrolment, *, leave: int = 0) -> None:
    """Do every step but the last ``leave``."""
    steps = steps_of(enrolment)
    for step in steps[: len(steps) - leave]:
        evidence = Evidence("quiz_passed" if step.kind == "quiz" else "self_marked")
        complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=evidence)


def make_award(learner: Any, **course_fields: Any) -> Award:
    """What ``learner`` gets for completing a run of two lessons and a quiz."""
    enrolment = enrol_learner(run=make_certified_run(**{"kinds": ("quiz",), **course_fields}), learner=learner)
    complete_run(enrolment)
    return award_of(enrolment)
