"""Closing a run, opening it again, and the list of runs by where they are in time."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.admissions.models import Turn
from courses.api import Run, close_run, name_trainer
from lms.dashboard.run_phases import COMING, NOW, OVER, TITLES
from lms.jobs.models import Notice
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
    # session, account, second factor, roles, run, participants, progress, outline
    with statements(8):
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
