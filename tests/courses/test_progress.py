"""Completion: once, in one transaction, never undone by an author."""

import pytest

from courses.api import (
    CannotUndo,
    Enrolment,
    Evidence,
    NotInThisRun,
    Progress,
    complete_activity,
    enrol_learner,
    enrolment_completed,
    mark_done_by_hand,
    next_step,
    recompute_completions,
    steps_of,
    undo_completion,
)
from tests.factories import make_course, make_run

SELF_MARKED = Evidence(kind="self_marked")


def finish(enrolment: Enrolment, step) -> None:
    complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=SELF_MARKED)


def test_the_last_required_step_completes_the_enrolment_and_tells_once(learner, monkeypatch):
    heard = []
    monkeypatch.setattr(enrolment_completed, "_receivers", [lambda enrolment_id: heard.append(enrolment_id)])
    enrolment = enrol_learner(run=make_run(lessons=2), learner=learner)
    first, second = steps_of(enrolment)
    finish(enrolment, first)
    assert heard == []
    finish(enrolment, second)
    finish(enrolment, second)
    enrolment.refresh_from_db()
    assert heard == [enrolment.pk]
    assert (enrolment.status, enrolment.completed_at is not None) == ("completed", True)
    assert recompute_completions() == 0


def test_a_failing_receiver_does_not_undo_the_completion(learner, monkeypatch, caplog):
    def explode(enrolment_id):
        Progress.objects.all().delete()
        raise RuntimeError

    monkeypatch.setattr(enrolment_completed, "_receivers", [explode])
    enrolment = enrol_learner(run=make_run(lessons=1), learner=learner)
    finish(enrolment, steps_of(enrolment)[0])
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"
    assert Progress.objects.count() == 1


def test_an_activity_of_another_run_is_refused(learner):
    enrolment = enrol_learner(run=make_run(lessons=1), learner=learner)
    other = enrol_learner(run=make_run(lessons=1), learner=learner)
    with pytest.raises(NotInThisRun):
        finish(enrolment, steps_of(other)[0])
    assert Progress.objects.count() == 0


def test_the_next_step_is_the_first_unfinished_one_after_here(learner):
    enrolment = enrol_learner(run=make_run(lessons=3), learner=learner)
    steps = steps_of(enrolment)
    finish(enrolment, steps[1])
    steps = steps_of(enrolment)
    assert next_step(steps).slug == steps[0].slug
    assert next_step(steps, after=steps[0].slug).slug == steps[2].slug
    assert next_step(steps, after=steps[2].slug).slug == steps[0].slug


def test_a_self_marked_step_can_be_taken_back_until_the_run_is_complete(learner):
    enrolment = enrol_learner(run=make_run(lessons=2), learner=learner)
    first, second = steps_of(enrolment)
    finish(enrolment, first)
    undo_completion(enrolment_id=enrolment.pk, activity_id=first.activity_id)
    assert Progress.objects.count() == 0
    finish(enrolment, first)
    finish(enrolment, second)
    with pytest.raises(CannotUndo):
        undo_completion(enrolment_id=enrolment.pk, activity_id=first.activity_id)


def test_marking_by_hand_needs_a_reason(learner, trainer):
    enrolment = enrol_learner(run=make_run(lessons=1), learner=learner)
    step = steps_of(enrolment)[0]
    with pytest.raises(ValueError, match="reason"):
        mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=step.activity_id, reason="  ", actor=trainer)
    mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=step.activity_id, reason="Teki paperilla", actor=trainer)
    assert Progress.objects.get().reason == "Teki paperilla"


@pytest.mark.parametrize("lessons", [1, 6])
def test_the_outline_costs_one_query_for_any_length(learner, lessons, django_assert_num_queries):
    enrolment = enrol_learner(run=make_run(make_course(lessons=lessons)), learner=learner)
    with django_assert_num_queries(1):
        steps = steps_of(enrolment)
    assert [step.number for step in steps] == list(range(1, lessons + 1))


def test_the_last_required_step_costs_eight_statements_when_there_is_no_certificate(learner, statements):
    enrolment = enrol_learner(run=make_run(lessons=1), learner=learner)
    step = steps_of(enrolment)[0]
    # lock, insert, audit, states, update, audit; certificates ask twice whether one is given
    with statements(8):
        finish(enrolment, step)
