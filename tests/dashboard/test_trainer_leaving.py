"""Staff take people out of a run, over to another, back again, and off the queue."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.admissions.api import queue_of
from courses.admissions.models import Turn
from courses.admissions.services.queue import join_queue
from courses.api import Enrolment, Run, cancel_enrolment, enrol_learner, move_enrolment, take_out
from lms.jobs.models import Notice
from lms.records.models import AuditEntry
from tests.courses.admissions.people import browser_of, make_full_run, make_person
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_course, make_run

REASON = {"reason": "Sovimme, että jatkat myöhemmin."}


def kinds() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def out_page(enrolment: Enrolment) -> str:
    return reverse("trainer:take-out", args=[enrolment.run.code, enrolment.pk])


def test_taking_somebody_out_frees_the_place_for_the_queue_and_tells_both(db):
    run, (inside,) = make_full_run()
    waiting = make_person()
    join_queue(run=run, learner=waiting, actor=None)
    enrolment = Enrolment.objects.get(learner=inside)
    do_steps(enrolment, 0)
    client = client_of(make_trainer(run))
    person = reverse("trainer:participant", args=[run.code, enrolment.pk])
    assert out_page(enrolment) in main_of(client.get(person))
    assert Enrolment.objects.active().filter(pk=enrolment.pk).exists()
    assert client.get(out_page(enrolment)).status_code == 200
    response = client.post(out_page(enrolment), REASON)
    assert (response.status_code, response.url) == (302, reverse("trainer:left", args=[run.code]))
    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.left_reason) == ("cancelled", REASON["reason"])
    assert Turn.objects.get(learner=waiting).state == Turn.State.OFFERED
    assert set(kinds()) == {"courses.taken-out", "admissions.offer"}
    page = main_of(client.get(response.url))
    assert inside.user.get_full_name() in page
    assert REASON["reason"] in page
    assert AuditEntry.objects.get(verb="enrolment.cancelled").reason == REASON["reason"]


def test_whoever_was_taken_out_reads_why_on_the_page_of_the_run(db):
    run = make_run(lessons=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    take_out(enrolment=enrolment, reason=REASON["reason"], actor=make_trainer(run))
    page = reverse("courses:enrol", args=[run.code])
    assert REASON["reason"] in main_of(client_of(enrolment.learner.user).get(page))
    (other,) = enrol_people(make_run(lessons=1), "Mikko Malli")
    assert REASON["reason"] not in main_of(client_of(other.learner.user).get(page))


def test_whoever_was_taken_out_of_a_full_run_still_finds_its_queue(db):
    run, (inside, _other) = make_full_run(capacity=2)
    take_out(enrolment=Enrolment.objects.get(learner=inside), reason="Pyysi", actor=None)
    enrol_learner(run=Run.objects.get(pk=run.pk), learner=make_person())
    page = main_of(browser_of(inside).get(reverse("courses:enrol", args=[run.code])))
    assert reverse("admissions:queue", args=[run.code]) in page


def test_taking_out_without_a_reason_keeps_the_person_in(db):
    run = make_run(lessons=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    client = client_of(make_trainer(run))
    for reason in ("", "  ", "x" * 501):
        assert client.post(out_page(enrolment), {"reason": reason}).status_code == 422
    assert Enrolment.objects.active().get().pk == enrolment.pk
    assert not kinds()


def test_taking_out_twice_frees_one_place_and_tells_once(db):
    run = make_run(lessons=1, capacity=5)
    one, _two = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    for _again in range(2):
        take_out(enrolment=one, reason="Pyysi", actor=None)
    assert Run.objects.get(pk=run.pk).places_taken == 1
    assert kinds() == ["courses.taken-out"]


def test_whoever_has_completed_is_not_taken_out(db):
    run = make_run(lessons=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment)
    client = client_of(make_trainer(run))
    assert out_page(enrolment) not in main_of(client.get(reverse("trainer:participant", args=[run.code, enrolment.pk])))
    assert client.post(out_page(enrolment), REASON).status_code == 200
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"
    assert not kinds()


def test_moving_brings_what_is_done_to_the_other_run(db):
    course = make_course(lessons=3)
    run, other = make_run(course), make_run(course, capacity=3)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment, 2)
    client = client_of(make_manager())
    assert other.name in main_of(client.get(out_page(enrolment)))
    assert client.post(out_page(enrolment), REASON | {"to": other.pk}).status_code == 302
    new = Enrolment.objects.get(run=other)
    assert list(new.progress.values_list("evidence_kind", flat=True)) == ["by_hand"] * 2
    assert run.name in new.progress.first().reason
    assert kinds() == ["courses.moved"]
    assert other.name in main_of(client.get(reverse("trainer:left", args=[run.code])))
    assert [Run.objects.get(pk=one.pk).places_taken for one in (run, other)] == [0, 1]


def test_moving_to_a_run_where_nothing_is_missing_completes_it(db):
    course = make_course(lessons=2)
    run = make_run(course)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment, 1)
    other = make_run(course)
    other.items.filter(activity__slug="lesson-2").update(required=False)
    assert move_enrolment(enrolment=enrolment, to=other, reason="Pyysi", actor=None)
    assert Enrolment.objects.get(run=other).status == "completed"


def test_moving_to_a_full_run_changes_nothing_and_says_so(db):
    course = make_course(lessons=2)
    run, full = make_run(course), make_run(course, capacity=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    enrol_people(full, "Mikko Malli")
    response = client_of(make_manager()).post(out_page(enrolment), REASON | {"to": full.pk})
    assert response.status_code == 422
    assert REASON["reason"] in main_of(response)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    assert not kinds()


def test_a_trainer_moves_people_only_to_runs_they_look_after(db):
    course = make_course(lessons=2)
    run, strange = make_run(course), make_run(course)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    response = client_of(make_trainer(run)).post(out_page(enrolment), REASON | {"to": strange.pk})
    assert response.status_code == 422
    assert not Enrolment.objects.filter(run=strange).exists()


def test_one_moves_only_within_a_course(db):
    (enrolment,) = enrol_people(make_run(lessons=1), "Aino Esimerkki")
    with pytest.raises(ValueError):
        move_enrolment(enrolment=enrolment, to=make_run(lessons=1), reason="Pyysi", actor=None)


def test_a_person_taken_back_goes_on_from_where_they_were(db):
    run = make_run(lessons=2, capacity=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment, 1)
    take_out(enrolment=enrolment, reason="Erehdys", actor=None)
    client = client_of(make_trainer(run))
    response = client.post(reverse("trainer:take-back", args=[run.code, enrolment.pk]))
    assert response.url == reverse("trainer:participant", args=[run.code, enrolment.pk])
    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.left_at, enrolment.left_reason) == ("active", None, "")
    assert enrolment.progress.count() == 1
    assert kinds() == ["courses.taken-out", "courses.enrolled"]


def test_nobody_is_taken_back_into_a_full_run(db):
    run = make_run(lessons=1, capacity=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    cancel_enrolment(enrolment=enrolment, actor=enrolment.learner.user)
    enrol_people(run, "Mikko Malli")
    client = client_of(make_trainer(run))
    page = client.post(reverse("trainer:take-back", args=[run.code, enrolment.pk]), follow=True)
    assert str(_("This run is full.")) in main_of(page)
    assert str(_("Left by their own choice")) in main_of(page)


@pytest.mark.parametrize("people", [1, 12])
def test_the_list_of_those_who_left_costs_the_same_for_any_number(db, statements, people):
    run = make_run(lessons=1)
    for enrolment in enrol_people(run, *[f"Aino{number} Esimerkki" for number in range(people)]):
        take_out(enrolment=enrolment, reason="Pyysi", actor=None)
    client, page = client_of(make_trainer(run)), reverse("trainer:left", args=[run.code])
    client.get(page)
    with statements(5):  # session with account, second factor, run, count, people
        client.get(page)


def test_removing_from_the_queue_offers_the_place_to_the_next(db):
    run, (inside,) = make_full_run()
    first, second = make_person(), make_person()
    for learner in (first, second):
        join_queue(run=run, learner=learner, actor=None)
    take_out(enrolment=Enrolment.objects.get(learner=inside), reason="Pyysi", actor=None)
    turn = Turn.objects.get(learner=first)
    client = client_of(make_trainer(run))
    page = reverse("trainer:queue-remove", args=[run.code, turn.pk])
    assert page in main_of(client.get(reverse("trainer:applicants", args=[run.code])))
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Perui puhelimessa"}).status_code == 302
    assert [one.learner_id for one in queue_of(run)] == [second.pk]
    assert Turn.objects.get(learner=second).state == Turn.State.OFFERED
    assert kinds().count("admissions.queue-removed") == 1
    assert AuditEntry.objects.get(verb="queue.removed").reason == "Perui puhelimessa"
    assert client.post(page, {"reason": "Perui puhelimessa"}).status_code == 404
