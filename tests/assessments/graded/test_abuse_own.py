"""A trainer who takes part in their own run decides nothing about themselves: every such page is a missing one."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from assessments.graded.models import Accommodation
from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.models.projects import Endorsement
from courses.api import Enrolment, Group, Progress, name_trainer
from tests.dashboard.people import client_of, main_of
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db


def as_trainer_too(enrolment):
    """The participant becomes a trainer of the run; their browser."""
    user = enrolment.learner.user
    name_trainer(run=enrolment.run, user=user, actor=None)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})  # which staff need
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    user.refresh_from_db()
    return client_of(user)


def test_nobody_recognises_their_own_prior_learning(learner):
    writing = make_writing(learner)
    asked = PriorLearning.objects.create(enrolment=writing.enrolment, title="Tehtävä", text="Osaan jo.")
    asked.activities.set([writing.activity])
    both, page = as_trainer_too(writing.enrolment), f"/kouluttaja/ohjaus/{writing.run.code}/hyvaksiluvut/"
    form = {"decision": "accepted", "reason": "Minä tiedän."}
    assert both.post(f"{page}{asked.pk}/", form).status_code == 404
    assert "Osaan jo" not in main_of(both.get(page))
    assert not Progress.objects.exists()
    assert client_of(writing.trainer).post(f"{page}{asked.pk}/", form).status_code == 302
    assert Progress.objects.exists()


def test_nobody_approves_their_own_plan(learner):
    planning = make_planning(learner)
    planning.accept(0)
    planning.hand_in(1)
    both = as_trainer_too(planning.enrolment)
    form = {"name": "Leena Leipuri", "job_title": "yrittäjä", "reason": "Puhelimessa."}
    assert both.post(f"{planning.trainer_address}hyvaksynta/", form).status_code == 404
    assert not Endorsement.objects.exists()


def test_nobody_gives_themselves_more_time(learner):
    writing = make_writing(learner)
    both = as_trainer_too(writing.enrolment)
    address = f"/kouluttaja/arvioitavat/lisaaika/{writing.run.code}/{writing.enrolment.pk}/{writing.activity.slug}/"
    form = {"until": timezone.localdate().isoformat(), "reason": "Kiire."}
    assert both.post(address, form).status_code == 404
    assert client_of(writing.trainer).post(address, form).status_code == 302


def test_nobody_arranges_more_attempts_for_themselves(learner):
    taking = make_taking(learner, "single_choice")
    both = as_trainer_too(taking.enrolment)
    place = [taking.run.code, taking.enrolment.pk]
    address = reverse("trainer:person-arrangements", args=place)
    assert address not in main_of(both.get(reverse("trainer:participant", args=place)))
    form = {"extra_attempts": "5", "reason": "Haluan."}
    assert both.get(address).status_code == both.post(address, form).status_code == 404
    assert not Accommodation.objects.exists()


def test_nobody_takes_back_what_was_arranged_for_them_nor_arranges_for_their_own_group(learner):
    taking = make_taking(learner, "single_choice")
    both = as_trainer_too(taking.enrolment)
    group = Group.objects.create(run=taking.run, name="Sininen")
    Enrolment.objects.filter(pk=taking.enrolment.pk).update(group=group)
    row = Accommodation.objects.create(run=taking.run, enrolment=taking.enrolment, extra_attempts=1, reason="Sovittu.")
    take_back = reverse("trainer:withdraw-arrangement", args=[taking.run.code, row.pk])
    everybody = reverse("trainer:arrangements", args=[taking.run.code])
    page = main_of(both.get(everybody))
    assert "Sovittu." in page
    assert take_back not in page
    assert "Sininen" not in page
    assert both.post(take_back).status_code == 404
    assert Accommodation.objects.get() == row


def test_a_trainers_own_project_leads_them_nowhere(learner):
    planning = make_planning(learner)
    both = as_trainer_too(planning.enrolment)
    page = main_of(both.get(reverse("trainer:participant", args=[planning.run.code, planning.enrolment.pk])))
    assert planning.trainer_address not in page
