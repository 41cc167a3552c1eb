"""Approving a participant's whole training, where the run's rule asks its trainer for a word."""

import pytest
from django.urls import reverse

from courses.api import Run
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_run

pytestmark = pytest.mark.django_db
ASKS = {"all": [{"is": "required"}, {"is": "approval"}]}


def asking(rule: dict | None = None) -> tuple:
    run = make_run(lessons=1)
    Run.objects.filter(pk=run.pk).update(rule=ASKS if rule is None else rule)
    [one] = enrol_people(run, "Aino Aalto")
    return run, one, reverse("trainer:approve", args=[run.code, one.pk])


def test_a_trainer_approves_with_a_reason_and_the_training_is_completed():
    run, one, address = asking()
    do_steps(one)
    one.refresh_from_db()
    assert one.status == "active", "the rule waits for the trainer's word"
    browser = client_of(make_trainer(run))
    person = reverse("trainer:participant", args=[run.code, one.pk])
    assert f'href="{address}"' in main_of(browser.get(person))
    answer = browser.post(address, {"reason": "Näyttö nähty."}, follow=True)
    assert answer.request["PATH_INFO"] == person and "Näyttö nähty." in main_of(answer)
    one.refresh_from_db()
    assert (one.status, one.approval_reason) == ("completed", "Näyttö nähty.")
    assert "has approved it already" in main_of(browser.get(address))
    browser.post(address, {"reason": "Toinen syy."})
    one.refresh_from_db()
    assert one.approval_reason == "Näyttö nähty."


def test_an_approval_without_a_reason_is_explained():
    run, one, address = asking()
    answer = client_of(make_trainer(run)).post(address, {"reason": " "})
    assert answer.status_code == 422 and "reason" in answer.context["form"].errors
    one.refresh_from_db()
    assert one.approved_at is None and not AuditEntry.objects.filter(verb__contains="approv").exists()


def test_a_run_whose_rule_does_not_ask_has_no_such_page():
    run, one, address = asking({"all": [{"is": "required"}]})
    browser = client_of(make_trainer(run))
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"reason": "Näyttö."}).status_code == 404
    assert address not in main_of(browser.get(reverse("trainer:participant", args=[run.code, one.pk])))


def test_only_who_looks_after_the_run_approves():
    _run, one, address = asking()
    for browser in (client_of(make_trainer(make_run(), "muu@example.org")), client_of(one.learner.user)):
        assert browser.post(address, {"reason": "Näyttö."}).status_code == 404
    manager = client_of(make_manager())
    assert manager.get(address).status_code == 200
    assert manager.get(reverse("trainer:approve", args=[make_run().code, one.pk])).status_code == 404
