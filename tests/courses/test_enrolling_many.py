"""Many into a run in one act: all or nobody, and few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.api import CannotEnrol, Enrolment, Run, cancel_enrolment, enrol_learner, enrol_learners
from lms.accounts.models import Learner
from lms.records.models import AuditEntry
from tests.factories import make_run


def make_learners(count: int) -> list[Learner]:
    return Learner.objects.bulk_create(Learner() for _ in range(count))


def test_everybody_gets_in_once_and_leaves_a_trace(db):
    run, learners = make_run(lessons=1), make_learners(5)
    enrol_learner(run=run, learner=learners[0])
    left = enrol_learner(run=run, learner=learners[1])
    cancel_enrolment(enrolment=left)
    made = enrol_learners(run=run, learners=learners)
    assert len(made) == 4
    assert enrol_learners(run=run, learners=learners) == []
    assert Enrolment.objects.active().filter(run=run).count() == 5
    assert Run.objects.get(pk=run.pk).places_taken == 5
    traced = AuditEntry.objects.filter(verb="enrolment.made").values_list("learner_key", flat=True)
    assert {learner.key for learner in learners} == set(traced)


def test_too_few_places_let_nobody_in(db):
    run = make_run(lessons=1, capacity=3)
    with pytest.raises(CannotEnrol, match="too few"):
        enrol_learners(run=run, learners=make_learners(4))
    assert Enrolment.objects.filter(run=run).count() == 0
    assert Run.objects.get(pk=run.pk).places_taken == 0
    assert len(enrol_learners(run=run, learners=make_learners(3))) == 3


def test_a_closed_run_takes_nobody(db):
    with pytest.raises(CannotEnrol):
        enrol_learners(run=make_run(lessons=1, is_open=False), learners=make_learners(2))


def test_a_thousand_people_take_few_statements(db):
    run, learners = make_run(lessons=1), make_learners(1000)
    with CaptureQueriesContext(connection) as captured:
        enrol_learners(run=run, learners=learners)
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    asked = [query for query in captured.captured_queries if not query["sql"].startswith(control)]
    assert len(asked) <= 20


def test_the_invited_get_into_a_closed_run(db):
    run = make_run(lessons=1, is_open=False, capacity=2)
    assert len(enrol_learners(run=run, learners=make_learners(2), invited=True)) == 2
    with pytest.raises(CannotEnrol, match="full"):
        enrol_learner(run=run, learner=make_learners(1)[0], invited=True)
