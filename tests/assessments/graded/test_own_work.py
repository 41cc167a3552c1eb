"""A trainer who takes part in a run that they teach: others mark what they do, and set their results."""

import pytest
from django.urls import reverse

from assessments.graded.api import answers_waiting, save_answer, submit_attempt, waiting_for
from courses.api import Progress, Run, name_trainer
from lms.accounts.api import Learner, User
from tests.dashboard.people import client_of, main_of, make_staff, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.marking import QUEUE, page_of, second_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> Learner:
    """Somebody of the staff who takes part."""
    return Learner.objects.create(user=make_staff("molempia@example.org"))


def let_teach(run, user) -> User:
    name_trainer(run=run, user=user, actor=None)
    return user


def test_ones_own_assignment_is_not_there_to_mark_and_a_colleague_finds_it(both):
    writing = make_writing(both)
    colleague = second_trainer(writing)
    own = let_teach(writing.run, both.user)
    submission = writing.hand_in()
    browser = client_of(own)
    assert browser.get(page_of(submission)).status_code == 404
    assert browser.post(page_of(submission), {"decision": "accept"}).status_code == 404
    assert page_of(submission) not in main_of(browser.get(QUEUE)) and waiting_for(own) == (0, 0)
    assert client_of(colleague).get(page_of(submission)).status_code == 200


def test_ones_own_test_answer_is_not_there_to_mark(both):
    taking = make_taking(both, "essay", "single_choice")
    colleague, own = make_trainer(taking.run), let_teach(taking.run, both.user)
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaus.", seq=1)
    essay = submit_attempt(attempt=attempt).responses.get(position=1)
    page = reverse("marking:answer", args=[essay.pk])
    assert client_of(own).post(page, {"points": "1"}).status_code == 404
    assert (answers_waiting(own), answers_waiting(colleague)) == ((0, 0), (1, 0))
    assert client_of(colleague).get(page).status_code == 200


def test_nobody_sets_their_own_result(both):
    taking = make_taking(both, "single_choice")
    colleague, own = make_trainer(taking.run), let_teach(taking.run, both.user)
    submit_attempt(attempt=taking.start())
    page = reverse("trainer:override", args=[taking.run.code, taking.enrolment.pk, taking.activity.slug])
    assert client_of(colleague).get(page).status_code == 200
    assert client_of(own).post(page, {"points": "1", "reason": "Omani."}).status_code == 404


def test_nobody_marks_their_own_step_done_nor_approves_their_own_training(both):
    taking = make_taking(both, "single_choice")
    Run.objects.update(rule={"all": [{"is": "required"}, {"is": "approval"}]})
    colleague, own = make_trainer(taking.run), let_teach(taking.run, both.user)
    person = [taking.run.code, taking.enrolment.pk]
    marking, approving = (
        reverse("trainer:mark", args=[*person, taking.activity.slug]),
        reverse("trainer:approve", args=person),
    )
    for address in (marking, approving):
        for user, status in ((own, 404), (colleague, 200)):
            assert client_of(user).get(address).status_code == status
            page = main_of(client_of(user).get(reverse("trainer:participant", args=person)))
            assert (f'href="{address}"' in page) == (user == colleague)
        assert client_of(own).post(address, {"reason": "Omani."}).status_code == 404
    assert not Progress.objects.exists()
