"""Closing a run, opening it again, and the list of runs by where they are in time."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.admissions.models import Admission, Application, Turn
from courses.admissions.services.applications import send_application
from courses.admissions.services.closing import end_applications
from courses.api import CannotEnrol, Run, close_run, name_trainer
from lms.dashboard.run_phases import COMING, NOW, OVER, TITLES
from lms.jobs.api import run_due
from lms.jobs.models import Notice
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_trainer
from tests.factories import make_run

DAY = datetime.timedelta(days=1)


def test_closing_shows_who_is_not_ready_and_can_be_taken_back(db):
    run = make_run(type="blended_cohort")
    aino, _mikko = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    do_steps(aino)
    client = client_of(make_trainer(run))
    home, url = reverse("trainer:run", args=[run.code]), reverse("trainer:close", args=[run.code])
    assert url in main_of(client.get(home))
    page = main_of(client.get(url))
    assert "Mikko Malli" in page
    assert "Aino" not in page
    run.refresh_from_db()
    assert run.closed_at is None  # looking closes nothing
    assert client.post(url).url == home
    run.refresh_from_db()
    assert run.closed_at
    assert reverse("trainer:reopen", args=[run.code]) in main_of(client.get(url))
    assert client.get(reverse("trainer:reopen", args=[run.code])).status_code == 405
    client.post(reverse("trainer:reopen", args=[run.code]))
    run.refresh_from_db()
    assert run.closed_at is None


def test_a_participant_of_a_closed_run_reads_on_and_others_read_that_it_has_ended(db):
    run = make_run(type="blended_cohort")
    aino, mikko = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    other = make_run(type="blended_cohort")
    client = client_of(make_trainer(run))
    client.post(reverse("trainer:close", args=[run.code]))
    reader = client_of(aino.learner.user)
    assert reader.get(reverse("dashboard:course", args=[run.code])).status_code == 200
    (outsider,) = enrol_people(other, "Outi Outo")
    response = client_of(outsider.learner.user).post(reverse("courses:enrol", args=[run.code]))
    assert response.status_code == 409
    assert run.enrolments.count() == 2


@pytest.mark.parametrize("runs", [1, 5])
def test_closing_costs_the_same_for_any_number(db, runs, statements):
    run = make_run(type="blended_cohort")
    enrol_people(run, *(f"Aino Nro{chr(97 + place)}" for place in range(runs)))
    client = client_of(make_trainer(run))
    client.get(reverse("trainer:close", args=[run.code]))
    # session with account, second factor, run, participants, progress, outline, applications
    with statements(7):
        client.get(reverse("trainer:close", args=[run.code]))


def test_runs_are_listed_by_where_they_are_in_time(db):
    today = timezone.localdate()
    plans = [
        ("päättynyt", today - 60 * DAY, today - 30 * DAY, False),
        ("äsken päättynyt", today - 60 * DAY, today - DAY, False),
        ("suljettu", today - 5 * DAY, today + 5 * DAY, True),
        ("ensi vuonna", today + 300 * DAY, None, False),
        ("ensi kuussa", today + 30 * DAY, None, False),
        ("ilman päiviä", None, None, False),
        ("loppuu huomenna", today - 9 * DAY, today + DAY, False),
        ("loppuu tänään", today - 9 * DAY, today, False),
    ]
    trainer = None
    for name, starts, ends, closed in plans:
        run = make_run(type="blended_cohort")
        closed_at = timezone.now() if closed else None
        Run.objects.filter(pk=run.pk).update(name=name, starts=starts, ends=ends, closed_at=closed_at)
        trainer = trainer or make_trainer(run)
        name_trainer(run=run, user=trainer, actor=None)
    phases = client_of(trainer).get(reverse("trainer:home")).context["phases"]
    assert [(phase.title, [run.name for run, _title in phase.rows]) for phase in phases] == [
        (TITLES[NOW], ["loppuu tänään", "loppuu huomenna", "ilman päiviä"]),
        (TITLES[COMING], ["ensi kuussa", "ensi vuonna"]),
        (TITLES[OVER], ["suljettu", "äsken päättynyt", "päättynyt"]),
    ]


def test_a_closed_run_in_which_nobody_was_hands_out_no_address(db):
    run = make_run()
    desk = client_of(make_trainer(run))
    assert "Nobody took part in this run." in main_of(desk.get(reverse("trainer:close", args=[run.code])))
    assert "Nobody has enrolled yet" in main_of(desk.get(reverse("trainer:run", args=[run.code])))
    close_run(run=run, actor=None)
    page = main_of(desk.get(reverse("trainer:run", args=[run.code])))
    assert "Nobody took part in this run." in page
    assert "<code>" not in page


def test_closing_ends_the_queue_with_a_mail_and_says_so_before(db):
    run = make_run(type="blended_cohort", capacity=1)
    enrol_people(run, "Aino Esimerkki")
    waiting, offered = enrol_people(make_run(), "Ville Valo", "Outi Outo")
    Turn.objects.create(run=run, learner=waiting.learner)
    Run.objects.filter(pk=run.pk).update(capacity=2, places_taken=2)
    until = timezone.now() + DAY
    Turn.objects.create(run=run, learner=offered.learner, state="offered", offered_at=timezone.now(), reply_by=until)
    client, url = client_of(make_trainer(run)), reverse("trainer:close", args=[run.code])
    assert "2 people are in the queue." in main_of(client.get(url))
    client.post(url)
    client.post(url)
    assert list(Turn.objects.values_list("state", flat=True)) == ["closed", "closed"]
    assert Notice.objects.filter(kind="admissions.queue-ended").count() == 2
    run.refresh_from_db()
    assert run.places_taken == 1
    page = main_of(client_of(waiting.learner.user).get(reverse("admissions:queue", args=[run.code])))
    assert "Thank you for waiting." in page
    client.post(reverse("trainer:reopen", args=[run.code]))
    assert not Turn.objects.filter(ended_at=None).exists()


def apply_to(run: Run, *names: str) -> list[Application]:
    """People with an application that waits for its decision."""
    Admission.objects.update_or_create(run=run, defaults={"way": Admission.Way.APPLICATION})
    return [
        Application.objects.create(run=run, learner=one.learner, state="sent", sent_at=timezone.now())
        for one in enrol_people(make_run(), *names)
    ]


def letters(mailoutbox) -> dict[str, str]:
    run_due(100)
    return {one.to[0]: one.body for one in mailoutbox}


def test_closing_ends_applications_kindly_and_says_so_before(db, mailoutbox):
    run = make_run(type="blended_cohort")
    shut, over = make_run(course=run.course, is_open=False), make_run(course=run.course)
    later = make_run(course=run.course, enrolment_opens=timezone.now() + DAY)
    Run.objects.filter(pk=over.pk).update(enrolment_closes=timezone.now() - DAY)
    ville, outi = apply_to(run, "Ville Valo", "Outi Outo")
    [writer] = enrol_people(make_run(), "Aino Alku")
    draft = Application.objects.create(run=run, learner=writer.learner)
    client, url = client_of(make_trainer(run)), reverse("trainer:close", args=[run.code])
    page = main_of(client.get(url))
    assert "2 applications wait for a decision." in page
    assert f"{reverse('trainer:applicants', args=[run.code])}?tila=sent" in page
    client.post(url)
    client.post(url)
    assert set(Application.objects.exclude(pk=draft.pk).values_list("state", flat=True)) == {"declined"}
    assert AuditEntry.objects.filter(verb="application.ended").count() == 2
    sent = letters(mailoutbox)
    assert len(mailoutbox) == 2
    told = sent[ville.learner.user.email]
    assert f"/toteutus/{later.code}/" in told
    assert shut.code not in told and over.code not in told
    page = main_of(client_of(outi.learner.user).get(reverse("admissions:apply", args=[run.code])))
    assert "This time we could not offer you a place." in page


def test_the_mail_of_closing_leads_to_the_application_when_no_run_is_coming(db, mailoutbox):
    run = make_run(type="blended_cohort")
    apply_to(run, "Ville Valo")
    close_run(run=run, actor=None)
    [told] = letters(mailoutbox).values()
    assert f"/toteutus/{run.code}/haku/" in told


def test_an_application_ended_by_closing_is_accepted_when_the_run_is_open_again(db):
    run = make_run(type="blended_cohort")
    [application] = apply_to(run, "Ville Valo")
    trainer = make_trainer(run)
    close_run(run=run, actor=trainer)
    client, url = client_of(trainer), reverse("trainer:applicant", args=[run.code, application.pk])
    assert client.post(url, {"decision": "accept"}).status_code == 409
    client.post(reverse("trainer:reopen", args=[run.code]))
    client.post(url, {"decision": "accept"})
    application.refresh_from_db()
    assert application.state == "accepted"


@pytest.mark.parametrize("number", [1, 6])
def test_ending_applications_costs_the_same_for_any_number(db, number, statements):
    run = make_run(type="blended_cohort")
    apply_to(run, *(f"Ville Nro{chr(97 + place)}" for place in range(number)))
    Run.objects.filter(pk=run.pk).update(closed_at=timezone.now())
    # run, applications, their state, audit, other runs, notices, jobs
    with statements(7):
        end_applications(run.pk)


def test_an_application_sent_while_the_run_closes_is_refused(db):
    run = make_run(type="blended_cohort")
    [application] = apply_to(run, "Ville Valo")
    Application.objects.update(state="draft")
    application.refresh_from_db()  # with the run as it was before the closing
    close_run(run=run, actor=None)
    with pytest.raises(CannotEnrol):
        send_application(application=application, answers=[], actor=None)
    assert Application.objects.get().state == "draft"
