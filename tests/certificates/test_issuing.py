"""Awarding: once, at the completing act, and only when every condition holds."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from certificates.api import (
    Award,
    award_blockers,
    award_of,
    awards_of,
    issue_award,
    issue_waiting_awards,
    publish_template,
    reconcile_awards,
    retire_template,
    revoke_award,
    set_course_template,
)
from certificates.models import CourseTemplate
from certificates.receivers import follow_new_award
from certificates.services import awards as award_services
from courses.api import (
    Evidence,
    Progress,
    Publication,
    complete_activity,
    enrol_learner,
    mark_done_by_hand,
    name_trainer,
    steps_of,
)
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.jobs.models import Job, Mail
from tests.factories import make_course, make_run
from tests.factories.certificates import TEXTS, complete_run, make_award, make_certified_run, make_template


@pytest.fixture
def enrolment(learner):
    """In a run that gives a certificate; nothing done yet."""
    return enrol_learner(run=make_certified_run(kinds=("quiz",)), learner=learner)


def test_the_completing_act_gives_the_certificate(enrolment, learner):
    complete_run(enrolment, leave=1)
    assert awards_of(learner) == []
    complete_run(enrolment)
    (award,) = awards_of(learner)
    enrolment.refresh_from_db()
    assert award.issued_at == enrolment.completed_at
    assert award.public["issued_on"] == timezone.localdate(enrolment.completed_at).isoformat()
    assert award.public["number"] == award.serial == f"POLKU-{timezone.localdate().year}-{award.pk:06d}"
    assert (award.public["holder"], award.public["course"]) == ("Tiina Testaaja", "Työkyky tutuksi")
    assert (award.public["hours"], award.public["steps"], award.public["quizzes_passed"]) == (18, 3, 1)
    assert [step["title"] for step in award.snapshot["own"]["steps"]] == ["Vaihe 1", "Vaihe 2", "Vaihe 3"]
    assert len(award.key) == 32


def test_the_award_adds_five_statements_and_its_job(enrolment, statements):
    complete_run(enrolment, leave=1)
    last = steps_of(enrolment)[-1].activity_id
    # of completing: lock, insert, audit, states, update, audit; of the award: enrolment, steps, insert, number, audit;
    # of its effects: one job
    with statements(6 + 5 + 1):
        complete_activity(enrolment_id=enrolment.pk, activity_id=last, evidence=Evidence("quiz_passed"))


def test_one_certificate_brings_one_mail_and_one_pdf(enrolment):
    complete_run(enrolment)
    for _ in range(3):
        issue_award(enrolment.pk)
        reconcile_awards()
    award = Award.objects.get()
    assert Job.objects.filter(kind="certificates.new").count() == 1
    for _ in range(2):
        follow_new_award({"award": award.pk})
    run_due()
    assert list(Mail.objects.values_list("key", "to")) == [(f"certificate-ready:{award.pk}", "tiina@example.org")]
    assert award.files.count() == 1
    (letter,) = mail.outbox
    assert f"/oma/todistukset/{award.key}/" in letter.body


def test_marking_by_hand_gives_the_certificate_too(enrolment, trainer):
    complete_run(enrolment, leave=1)
    last = steps_of(enrolment)[-1]
    mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=last.activity_id, reason="Teki paperilla", actor=trainer)
    assert award_of(enrolment).snapshot["own"]["steps"][-1]["evidence"] == "by_hand"


def test_enrolment_alone_gives_nothing(enrolment):
    assert issue_award(enrolment.pk) is None
    assert reconcile_awards() == 0
    assert award_blockers(enrolment) != []


def test_every_condition_is_looked_at_again(enrolment):
    complete_run(enrolment, leave=1)
    type(enrolment).objects.filter(pk=enrolment.pk).update(status="completed", completed_at=timezone.now())
    assert issue_award(enrolment.pk) is None
    assert reconcile_awards() == 0
    assert award_blockers(enrolment) == ["Still to do: Vaihe 3"]


def test_who_teaches_the_run_gets_nothing(enrolment, trainee):
    name_trainer(run=enrolment.run, user=trainee, actor=None)
    complete_run(enrolment)
    assert Award.objects.count() == 0
    assert award_blockers(enrolment) == ["You teach this run, so it gives you no certificate."]


def test_a_course_without_a_template_gives_nothing(learner):
    enrolment = enrol_learner(run=make_run(lessons=1), learner=learner)
    complete_run(enrolment)
    assert Award.objects.count() == 0
    assert award_blockers(enrolment) == []


def test_a_retired_template_gives_nothing_more(enrolment):
    retire_template(key=CourseTemplate.objects.get().template.key)
    complete_run(enrolment)
    assert Award.objects.count() == 0


def test_naming_a_template_later_gives_nothing_to_those_who_were_ready(learner):
    enrolment = enrol_learner(run=make_run(make_course(lessons=1)), learner=learner)
    complete_run(enrolment)
    set_course_template(course_key=enrolment.run.course.key, template_key=make_template().template.key)
    assert reconcile_awards() == 0
    assert (Award.objects.count(), Mail.objects.count()) == (0, 0)


def test_changing_the_template_of_a_course_gives_no_second_certificate(enrolment):
    complete_run(enrolment)
    set_course_template(course_key=enrolment.run.course.key, template_key=make_template().template.key)
    assert reconcile_awards() == 0
    assert issue_award(enrolment.pk) == Award.objects.get()


def test_without_a_name_the_certificate_waits_for_it(enrolment, trainee, learner):
    trainee.first_name = trainee.last_name = ""
    trainee.save()
    complete_run(enrolment)
    assert (Award.objects.count(), Mail.objects.count()) == (0, 0)
    assert award_blockers(enrolment) == ["Write your first and last name in your account: the certificate needs it."]
    trainee.first_name, trainee.last_name = "Tiina", "Testaaja"
    trainee.save()
    (award,) = issue_waiting_awards(learner=Learner.objects.get(pk=learner.pk))
    enrolment.refresh_from_db()
    assert award.issued_at == enrolment.completed_at
    assert award_blockers(enrolment) == []


def test_a_failing_template_keeps_the_completion_and_reconcile_repairs(enrolment, monkeypatch, caplog, capsys):
    def fail(**kwargs):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(award_services, "take_snapshot", fail)
        complete_run(enrolment)
        assert reconcile_awards() == 0
    enrolment.refresh_from_db()
    assert (enrolment.status, Award.objects.count()) == ("completed", 0)
    call_command("reconcile_awards")
    assert capsys.readouterr().out == "1 certificates given.\n"
    assert reconcile_awards() == 0


def test_a_step_published_after_completion_binds_nobody(enrolment, trainee):
    User.objects.filter(pk=trainee.pk).update(first_name="", last_name="")
    complete_run(enrolment)
    late = steps_of(enrolment)[0].activity_id
    Progress.objects.filter(enrolment=enrolment, activity_id=late).delete()
    Publication.objects.filter(activity_id=late).update(published_at=timezone.now() + timedelta(minutes=1))
    User.objects.filter(pk=trainee.pk).update(first_name="Tiina", last_name="Testaaja")
    assert issue_award(enrolment.pk).public["steps"] == 2


def test_a_revoked_certificate_does_not_come_back_by_itself(learner, trainer):
    award = make_award(learner)
    revoke_award(award=award, reason="Annettu väärälle henkilölle", actor=trainer)
    assert issue_award(award.enrolment_id) is None
    assert reconcile_awards() == 0
    assert Award.objects.count() == 1
    assert award_blockers(award.enrolment) == ["The certificate has been revoked."]


@pytest.mark.django_db
def test_publishing_the_same_words_again_makes_no_version():
    version = make_template()
    key = version.template.key
    again = publish_template(key=key, name="Uusi nimi", kind="osallistumistodistus", texts=TEXTS)
    swedish = {"sv": {"heading": "Deltagarintyg", "sentence": "har deltagit i utbildningen"}}
    third = publish_template(key=key, name="Uusi nimi", kind="osallistumistodistus", texts=swedish)
    assert again == version
    assert (third.number, sorted(third.texts)) == (2, ["fi", "sv"])


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"kind": "diplomi"}, {"texts": {}}, {"texts": {"fi": {"heading": "Todistus"}}}])
def test_an_incomplete_template_is_refused(fields):
    with pytest.raises(ValueError, match="certificate"):
        make_template(**fields)


def test_somebody_without_an_account_gets_nothing(pseudonymous):
    enrolment = enrol_learner(run=make_certified_run(lessons=1, policy="private"), learner=pseudonymous)
    complete_run(enrolment)
    assert Award.objects.count() == 0
