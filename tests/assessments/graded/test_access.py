"""Assignments, projects and self-assessments that open later, and assignments that are done by handing in."""

import pytest
from django.utils import timezone

from assessments.graded.api import CompetenceSettings, Statement, publish_competence
from assessments.graded.models import Submission
from assessments.graded.services.assignments import NotOpen, hand_in, withdraw
from assessments.graded.services.reminding import remind_before_due
from courses.api import Enrolment, Progress, Run, RunItem, enrol_learner
from tests.dashboard.people import client_of, do_steps, make_trainer
from tests.factories.assignments import TEXT, make_writing
from tests.factories.courses import make_course, make_run
from tests.factories.groups import make_together
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db


def rule(activity, **stored) -> None:
    RunItem.objects.filter(activity=activity).update(rule=stored)


def test_handing_in_is_enough_where_the_author_says_so(learner):
    writing = make_writing(learner)
    rule(writing.activity, done="submitted")
    made = writing.hand_in()
    progress = Progress.objects.get()
    assert (progress.evidence_kind, progress.evidence_id) == ("submitted", made.pk)
    assert Enrolment.objects.get().status == "completed"


def test_without_such_a_rule_handing_in_completes_nothing(learner):
    make_writing(learner).hand_in()
    assert not Progress.objects.exists()


def test_taking_back_takes_back_what_rested_on_it_and_a_certificate_stays(learner):
    writing = make_writing(learner, lessons=1)
    rule(writing.activity, done="submitted")
    writing.hand_in()
    assert Progress.objects.count() == 1
    assert withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
    assert not Progress.objects.exists()
    writing.hand_in("Uusi teksti, jossa on riittävästi sanoja tähän.")
    do_steps(writing.enrolment, 1)
    assert Enrolment.objects.get().status == "completed"
    assert withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
    assert Progress.objects.count() == 2


def test_what_was_accepted_or_marked_by_hand_is_not_taken_back(learner):
    writing = make_writing(learner, lessons=1)
    writing.hand_in()
    do_steps(writing.enrolment, 2)
    rule(writing.activity, done="submitted")
    assert withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
    assert Progress.objects.count() == 2


def test_a_group_is_done_together_and_taken_back_together(learner):
    together = make_together(learner)
    rule(together.writing.activity, done="submitted")
    together.hand_in()
    assert Progress.objects.filter(evidence_kind="submitted").count() == len(together.members)
    one = together.members[0]
    done = Enrolment.objects.filter(status="completed").count()
    assert withdraw(enrolment=one, activity_id=together.writing.activity.pk)
    assert Progress.objects.count() == done


def test_a_locked_assignment_is_neither_shown_nor_handed_in(learner):
    writing = make_writing(learner, lessons=1)
    form = writing.form(text=TEXT)
    rule(writing.activity, opens="previous")
    page = writing.browser.get(writing.address)
    assert page.status_code == 403
    assert "Vaihe 1" in page.content.decode()
    assert writing.browser.post(f"{writing.address}palauta/", form).status_code == 403
    assert not Submission.objects.exists()
    with pytest.raises(NotOpen):
        hand_in_by_item(writing)
    do_steps(writing.enrolment, 1)
    assert writing.browser.get(writing.address).status_code == 200
    writing.hand_in()
    assert Submission.objects.count() == 1


def hand_in_by_item(writing) -> None:
    """As a caller does that has not read the outline."""
    item = RunItem.objects.get(activity=writing.activity)
    hand_in(enrolment=writing.enrolment, item=item, version=writing.version, shown="", statements=())


def test_a_hidden_assignment_is_missing_and_nobody_is_reminded_of_it(learner):
    writing = make_writing(learner, lessons=1, due_days=1)
    Run.objects.update(starts=timezone.localdate())
    assert remind_before_due() == 1
    rule(writing.activity, opens="previous", hidden=True)
    assert writing.browser.get(writing.address).status_code == 404
    assert remind_before_due() == 0


def test_a_trainer_sees_the_work_of_somebody_for_whom_the_step_is_hidden(learner):
    writing = make_writing(learner, lessons=1)
    writing.hand_in()
    rule(writing.activity, opens="previous", hidden=True)
    trainer = client_of(make_trainer(writing.run))
    page = trainer.get(f"/kouluttaja/ryhma/{writing.run.code}/osallistuja/{writing.enrolment.pk}/")
    assert "Vaihe 2" in page.content.decode()


def test_a_locked_project_shows_nothing_and_takes_no_message(learner):
    planning = make_planning(learner, lessons=1)
    item = RunItem.objects.get(run=planning.run, activity__kind="project")
    rule(item.activity_id, opens="previous")
    own = client_of(learner.user)
    for address in (planning.address, planning.milestone_address(0)):
        assert own.get(address).status_code == 403
    assert own.post(f"{planning.address}viesti/", {"text": "Hei"}).status_code == 403
    assert client_of(planning.trainer).get(planning.trainer_address).status_code == 200
    rule(item.activity_id, opens="previous", hidden=True)
    assert own.get(planning.address).status_code == own.get(planning.milestone_address(0)).status_code == 404
    assert client_of(planning.trainer).get(planning.trainer_address).status_code == 200
    do_steps(planning.enrolment, 1)
    assert own.get(planning.address).status_code == 200


def test_a_locked_self_assessment_takes_no_answer(learner):
    course = make_course(lessons=1, kinds=("competence",))
    activity = course.activities.get(kind="competence")
    statements = (Statement("puhe", {"fi": "Osaan ottaa työkyvyn puheeksi."}),)
    settings = CompetenceSettings(moment="start", titles={"fi": "Alku"}, intros={}, statements=statements)
    publish_competence(key=activity.key, set_key=activity.key, settings=settings)
    enrolment = enrol_learner(run=make_run(course), learner=learner)
    rule(activity, opens="previous")
    own, address = client_of(learner.user), f"/oma/opinnot/{enrolment.run.code}/osaaminen/{activity.slug}/"
    assert own.get(address).status_code == own.post(address, {"puhe": "2"}).status_code == 403
    assert own.post(address, {"skip": "1"}).status_code == 403
    assert not Progress.objects.exists()
    do_steps(enrolment, 1)
    assert own.get(address).status_code == 200
