"""What an invitation brings besides a place: a group, a turn in the queue, and no second account."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.admissions.models import Turn
from courses.admissions.services.queue import accept_offer
from courses.api import (
    Enrolment,
    Group,
    Invitation,
    Run,
    cancel_enrolment,
    enrol_learner,
    invite_people,
    read_invited,
)
from courses.queries_invitations import hash_of
from lms.dashboard.services import appoint_trainer
from lms.jobs.models import Notice
from tests.courses.admissions.people import browser_of, make_full_run, make_person
from tests.dashboard.people import make_staff
from tests.factories import make_run

pytestmark = pytest.mark.django_db
MOODLE = "username,firstname,lastname,email,cohort1,group1\naaino,Aino,Aalto,aino@example.org,Kevät,Pienryhmä 1\n"


def invite(run, text: str) -> Invitation:
    invite_people(run=run, people=read_invited(text), actor=None)
    Invitation.objects.update(key_hash=hash_of("avain"), mail_waits=False)
    return Invitation.objects.get()


def teacher_of(*runs) -> Client:
    user = make_staff("opettaja@example.org", first_name="Olli", last_name="Opettaja")
    for run in runs:
        appoint_trainer(run=run, user=user, actor=user)
    client = Client()
    client.force_login(user)
    return client


def come_in(learner, **data):
    return browser_of(learner).post("/koulutukset/kutsu/avain/", data)


def test_moodles_columns_bring_people_into_their_group():
    run = make_run(type="blended_cohort", lessons=1, is_open=False)
    assert invite(run, MOODLE).name == "Aino Aalto"
    learner = make_person()
    come_in(learner)
    assert Enrolment.objects.get(learner=learner).group.name == "Pienryhmä 1"


@pytest.mark.parametrize(
    ("columns", "group"), [("email;cohort1", "Kevät"), ("sähköposti;ryhmä", "Kevät"), ("email;phone", "")]
)
def test_a_group_is_found_under_the_names_it_goes_by(columns, group):
    assert read_invited(f"{columns}\na@example.org;Kevät")[0].group == group


def test_a_group_that_is_there_is_used_again_whatever_its_capitals():
    run = make_run(type="blended_cohort", lessons=1, is_open=False)
    Group.objects.create(run=run, name="pienryhmä 1")
    invite(run, MOODLE)
    come_in(make_person())
    assert Group.objects.count() == 1


def test_the_invited_to_a_full_run_can_queue_by_the_link():
    run, _inside = make_full_run()
    invite(run, "aino@example.org")
    learner = make_person()
    page = browser_of(learner).get("/koulutukset/kutsu/avain/")
    assert page.context["may_queue"]
    assert "Jonottaminen ei sido mihinkään." in page.content.decode()
    assert not Turn.objects.exists()
    assert come_in(learner, queue="1")["Location"].endswith("/jono/")
    assert Turn.objects.get().learner == learner
    assert Invitation.objects.get().accepted_at


def test_who_queued_by_an_invitation_comes_into_its_group_with_the_place():
    run, [inside] = make_full_run()
    invite(run, MOODLE)
    learner = make_person()
    come_in(learner, queue="1")
    cancel_enrolment(enrolment=Enrolment.objects.get(run=run, learner=inside))
    accept_offer(turn=Turn.objects.get(), actor=None)
    assert Enrolment.objects.get(learner=learner).group.name == "Pienryhmä 1"


def test_an_invitation_queues_after_the_enrolling_too_and_brings_the_freed_place():
    run, [inside] = make_full_run()
    Run.objects.filter(pk=run.pk).update(enrolment_closes=timezone.now() - datetime.timedelta(days=1))
    invite(run, "aino@example.org")
    learner = make_person()
    assert browser_of(learner).get("/koulutukset/kutsu/avain/").context["may_queue"]
    assert come_in(learner, queue="1")["Location"].endswith("/jono/")
    assert Turn.objects.get().invited_until == Invitation.objects.get().expires_at
    cancel_enrolment(enrolment=Enrolment.objects.get(run=run, learner=inside))
    assert Turn.objects.get().state == Turn.State.OFFERED


def test_an_invitation_to_a_full_run_that_is_over_says_so_at_once():
    run, _inside = make_full_run()
    invite(run, "aino@example.org")
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() - datetime.timedelta(days=1))
    page = browser_of(make_person()).get("/koulutukset/kutsu/avain/")
    assert not page.context["may_queue"]
    assert "This run has ended." in page.context["refusal"] or "päättynyt" in page.context["refusal"]


def test_nobody_invited_overtakes_the_queue_but_they_may_join_it():
    run, _inside = make_full_run()
    browser_of(make_person()).post(f"/koulutukset/toteutus/{run.code}/jono/liity/")
    invite(run, "aino@example.org")
    refused = come_in(make_person())
    assert refused.status_code == 409
    assert refused.context["may_queue"]
    assert Enrolment.objects.active().filter(run=run).count() == 1


def test_somebody_known_is_named_and_enrolled_at_once_by_any_confirmed_address():
    earlier, run = make_run(lessons=1), make_run(type="blended_cohort", lessons=1, is_open=False)
    known = make_person("Tiina")
    enrol_learner(run=earlier, learner=known)
    EmailAddress.objects.create(user=known.user, email="tiina@tyo.example", verified=True)
    teacher = teacher_of(earlier, run)
    page = reverse("trainer:invite", args=[run.code])
    text = "email;group1\ntiina@tyo.example;Kevät"
    checked = teacher.post(page, {"people": text})
    assert "Tiina Esimerkki" in checked.content.decode()
    teacher.post(page, {"people": text, "checked": checked.context["form"].initial["checked"]})
    assert Enrolment.objects.get(run=run, learner=known).group.name == "Kevät"
    assert not Invitation.objects.exists()
    assert list(Notice.objects.values_list("kind", "person")) == [("courses.enrolled", known.user.key)]


def test_an_unconfirmed_address_or_a_stranger_to_the_trainer_is_invited_as_anybody():
    earlier, run = make_run(lessons=1), make_run(type="blended_cohort", lessons=1, is_open=False)
    stranger, known = make_person("Vieras"), make_person("Tuttu")
    enrol_learner(run=earlier, learner=known)
    EmailAddress.objects.create(user=known.user, email="muu@example.org", verified=False)
    page = teacher_of(run, earlier).post(
        reverse("trainer:invite", args=[run.code]), {"people": f"muu@example.org\n{stranger.user.email}"}
    )
    assert page.context["number"] == 2
    assert "Esimerkki" not in page.content.decode()


def test_more_known_people_than_places_are_refused_with_the_list_kept():
    earlier, run = make_run(lessons=1), make_run(type="blended_cohort", lessons=1, is_open=False, capacity=1)
    people = [make_person(), make_person()]
    for one in people:
        enrol_learner(run=earlier, learner=one)
    teacher, page = teacher_of(earlier, run), reverse("trainer:invite", args=[run.code])
    text = "\n".join(one.user.email for one in people)
    checked = teacher.post(page, {"people": text}).context["form"].initial["checked"]
    response = teacher.post(page, {"people": text, "checked": checked})
    assert response.status_code == 409
    assert people[0].user.email in response.content.decode()
    assert not Enrolment.objects.filter(run=run).exists()
