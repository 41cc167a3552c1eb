"""The participants: the matrix, one participant's evidence, marking by hand, certificates."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.graded.api import start_attempt, submit_attempt
from courses.api import Progress, Run
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_trainer
from tests.factories import make_course, make_run
from tests.factories.certificates import make_certified_run
from tests.factories.graded import make_taking


def page_of(run: Run) -> str:
    return reverse("trainer:run", args=[run.code])


def test_the_matrix_says_in_words_who_has_done_what(db):
    run = make_run(lessons=2)
    aino, mikko = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    do_steps(aino)
    do_steps(mikko, 1)
    response = client_of(make_trainer(run)).get(page_of(run))
    lines = response.context["lines"]
    assert [(line.name, line.done, line.total, line.cells) for line in lines] == [
        ("Aino Esimerkki", 2, 2, [_("Done"), _("Done")]),
        ("Mikko Malli", 1, 2, [_("Done"), _("Not yet")]),
    ]
    assert [line.status for line in lines] == [_("Completed"), _("In progress")]
    assert reverse("trainer:participant", args=[run.code, aino.pk]) in main_of(response)


def test_the_run_leads_to_what_waits_to_be_marked_in_it(db):
    run = make_run()
    marking = f"{reverse('marking:queue')}?toteutus={run.code}"
    assert marking in main_of(client_of(make_trainer(run)).get(page_of(run)))


@pytest.mark.parametrize(("people", "lessons"), [(1, 1), (12, 20)])
def test_the_matrix_costs_the_same_for_any_size(db, statements, people, lessons):
    run = make_run(make_course(lessons=lessons))
    for enrolment in enrol_people(run, *[f"Aino{number} Esimerkki" for number in range(people)]):
        do_steps(enrolment, lessons // 2)
    client = client_of(make_trainer(run))
    client.get(page_of(run))
    # session with account, second factor, run, steps, people and how many, their progress, who wants to get in
    with statements(7):
        client.get(page_of(run))


def test_fifty_are_on_a_page(db):
    run = make_run(lessons=1)
    enrol_people(run, *[f"Aino{number:02} Esimerkki" for number in range(52)])
    client = client_of(make_trainer(run))
    assert len(client.get(page_of(run)).context["lines"]) == 50
    assert len(client.get(page_of(run), {"sivu": "2"}).context["lines"]) == 2
    for strange, shown in {"ei": 50, "²": 50, "0": 2, "9999999": 2}.items():
        assert len(client.get(page_of(run), {"sivu": strange}).context["lines"]) == shown
    beyond = client.get(page_of(run), {"sivu": "3"}).context["page"]
    assert (beyond.number, beyond.paginator.count, len(beyond.object_list)) == (2, 52, 2)
    assert client.get(page_of(run), {"nimi": "kukaan"}).context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("malli", ["Mikko Malli"]),
        ("aino esim", ["Aino Esimerkki"]),
        ("zzz", []),
        ("a\x00", ["Aino Esimerkki", "Mikko Malli"]),
    ],
)
def test_people_are_found_by_name(db, wanted, found):
    run = make_run(lessons=1)
    enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    response = client_of(make_trainer(run)).get(page_of(run), {"nimi": wanted})
    assert response.status_code == 200
    assert [line.name for line in response.context["lines"]] == found


def test_an_empty_run_gives_the_address_to_share(db):
    run = make_run()
    assert reverse("courses:enrol", args=[run.code]) in main_of(client_of(make_trainer(run)).get(page_of(run)))


def test_marking_by_hand_needs_a_reason_and_is_logged(db):
    run = make_run(lessons=2)
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    trainer = make_trainer(run)
    client = client_of(trainer)
    url = reverse("trainer:mark", args=[run.code, enrolment.pk, "lesson-1"])
    assert client.get(url).status_code == 200
    for reason in ("", "   ", "x" * 501, "a\x00b"):
        assert client.post(url, {"reason": reason}).status_code == 422
    assert not Progress.objects.exists()
    response = client.post(url, {"reason": "Teki tehtävän paperilla"})
    person = reverse("trainer:participant", args=[run.code, enrolment.pk])
    assert (response.status_code, response.url) == (302, person)
    progress = Progress.objects.get()
    assert (progress.evidence_kind, progress.reason) == ("by_hand", "Teki tehtävän paperilla")
    entry = AuditEntry.objects.get(verb="activity.completed")
    assert (entry.actor_key, entry.reason) == (trainer.key, "Teki tehtävän paperilla")
    page = main_of(client.get(person))
    assert "Teki tehtävän paperilla" in page
    assert url not in page


def test_marking_a_step_that_is_done_changes_nothing(db):
    run = make_run(lessons=2)
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    do_steps(enrolment, 1)
    client = client_of(make_trainer(run))
    url = reverse("trainer:mark", args=[run.code, enrolment.pk, "lesson-1"])
    response = client.post(url, {"reason": "Teki paperilla"})
    assert response.status_code == 200
    assert Progress.objects.get().evidence_kind == "self_marked"
    assert client.get(reverse("trainer:mark", args=[run.code, enrolment.pk, "ei-ole"])).status_code == 404


def test_the_last_step_marked_by_hand_gives_the_certificate(db):
    run = make_certified_run(lessons=1)
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    client = client_of(make_trainer(run))
    client.post(reverse("trainer:mark", args=[run.code, enrolment.pk, "lesson-1"]), {"reason": "Näytti työn"})
    award = enrolment.awards.get()
    assert award.serial in main_of(client.get(reverse("trainer:participant", args=[run.code, enrolment.pk])))
    assert award.serial in main_of(client.get(reverse("trainer:awards", args=[run.code])))


def test_a_certificate_is_revoked_with_a_reason_and_a_stranger_sees_it(client, db):
    run = make_certified_run(lessons=1)
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    do_steps(enrolment)
    award = enrolment.awards.get()
    trainer = client_of(make_trainer(run))
    listing = reverse("trainer:awards", args=[run.code])
    url = reverse("trainer:revoke", args=[run.code, award.key])
    assert url in main_of(trainer.get(listing))
    assert trainer.post(url, {"reason": " "}).status_code == 422
    response = trainer.post(url, {"reason": "Annettu väärälle"})
    assert (response.status_code, response.url) == (302, listing)
    page = main_of(trainer.get(listing))
    assert "Annettu väärälle" in page
    assert url not in page
    assert trainer.post(url, {"reason": "Uudelleen"}).status_code == 404
    verified = client.get(reverse("certificates:verify", args=[award.key])).content.decode()
    assert "Annettu väärälle" not in verified
    award.refresh_from_db()
    assert (award.revoked_at is not None, award.revoke_reason) == (True, "Annettu väärälle")


@pytest.mark.parametrize("people", [1, 5])
def test_a_participant_and_the_certificates_cost_the_same_for_any_size(db, statements, people):
    run = make_certified_run(lessons=people)
    enrolments = enrol_people(run, *[f"Aino{number} Esimerkki" for number in range(people)])
    for enrolment in enrolments:
        do_steps(enrolment)
    client = client_of(make_trainer(run))
    client.get(page_of(run))
    # session with account, second factor, run, participant, reasons, steps, contact days, certificate
    with statements(8):
        client.get(reverse("trainer:participant", args=[run.code, enrolments[0].pk]))
    # session with account, second factor, run, certificates
    with statements(4):
        client.get(reverse("trainer:awards", args=[run.code]))


def test_the_trainer_sees_how_a_quiz_has_gone_even_when_it_is_not_passed(learner):
    taking = make_taking(learner, "single_choice")
    submit_attempt(attempt=start_attempt(taking.enrolment, taking.activity.pk), actor=learner.user)
    client = client_of(make_trainer(taking.enrolment.run))
    address = reverse("trainer:participant", args=[taking.enrolment.run.code, taking.enrolment.pk])
    words = ngettext("Result %(score)s / %(most)s, one attempt", "Result %(score)s / %(most)s, %(counter)s attempts", 1)
    page = main_of(client.get(address))
    assert words % {"score": "0", "most": "1"} in page
    assert reverse("trainer:mark", args=[taking.enrolment.run.code, taking.enrolment.pk, taking.activity.slug]) in page
