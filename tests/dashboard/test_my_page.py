"""My page: one thing to continue, then the rest."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.api import Enrolment, enrol_learner
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, Learner, User
from tests.dashboard.people import client_of, do_steps, main_of, make_staff, make_trainer
from tests.factories import make_run

HOME = "/oma/"


def test_somebody_new_is_shown_to_the_catalogue(client, trainee):
    client.force_login(trainee)
    page = main_of(client.get(HOME))
    assert 'href="/koulutukset/"' in page
    assert _("Continue here") not in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(HOME)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next=/oma/")


def test_the_card_leads_straight_to_the_next_step(client, learner):
    run = make_run(lessons=3)
    enrolment = enrol_learner(run=run, learner=learner)
    do_steps(enrolment, 1)
    client.force_login(learner.user)
    page = main_of(client.get(HOME))
    assert f'class="btn" href="{reverse("steps:step", args=[run.code, "lesson-2"])}"' in page
    assert "Vaihe 2" in page
    assert '<progress id="progress" max="3" value="1">' in page


def test_the_study_touched_last_is_the_one_to_continue(client, learner):
    older, newer = make_run(lessons=2), make_run(lessons=2)
    first = enrol_learner(run=older, learner=learner)
    enrol_learner(run=newer, learner=learner)
    client.force_login(learner.user)
    page = main_of(client.get(HOME))
    assert f'class="btn" href="{reverse("dashboard:course", args=[newer.code])}' in page
    do_steps(first, 1)
    page = main_of(client.get(HOME))
    assert f'class="btn" href="{reverse("dashboard:course", args=[older.code])}' in page
    assert page.count(_("Continue here")) == 1


def test_a_finished_study_is_in_the_list_and_not_the_card(client, learner):
    run = make_run(lessons=1)
    do_steps(enrol_learner(run=run, learner=learner))
    client.force_login(learner.user)
    page = main_of(client.get(HOME))
    assert _("Continue here") not in page
    assert _("Completed") in page
    assert reverse("dashboard:course", args=[run.code]) in page


def test_a_training_that_was_left_is_not_shown(client, learner):
    enrolment = enrol_learner(run=make_run(), learner=learner)
    Enrolment.objects.filter(pk=enrolment.pk).update(status="cancelled")
    client.force_login(learner.user)
    assert enrolment.run.code not in main_of(client.get(HOME))


def test_somebody_who_only_does_the_coaching_continues_the_coaching(client, learner):
    run = make_run(lessons=0, kinds=("part", "part"), policy="private")
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    page = main_of(client.get(HOME))
    assert _("Continue the coaching") in page
    assert f'class="btn" href="{reverse("coaching:path", args=[run.code])}"' in page


def test_only_those_who_work_here_see_the_way_to_their_work(client, trainee):
    client.force_login(trainee)
    assert reverse("trainer:home") not in main_of(client.get(HOME))
    assert reverse("trainer:home") in main_of(client_of(make_trainer(make_run())).get(HOME))
    author = main_of(client_of(make_staff("k@example.org", AUTHOR)).get(HOME))
    assert reverse("wagtailadmin_home") in author
    assert reverse("trainer:home") not in author
    assert reverse("trainer:home") in main_of(client_of(make_staff("h@example.org", COHORT_ADMINISTRATOR)).get(HOME))
    assert "/ohjaaja/" in main_of(client_of(make_staff("o@example.org", COACH)).get(HOME))


@pytest.mark.parametrize(("studies", "lessons"), [(1, 1), (4, 12)])
def test_my_page_costs_five_statements_whatever_one_studies(client, trainee, statements, studies, lessons):
    learner = Learner.objects.create(user=trainee)
    for _number in range(studies):
        do_steps(enrol_learner(run=make_run(lessons=lessons + 1), learner=learner), lessons)
    client.force_login(trainee)
    client.get(HOME)
    # session with account, studies, steps of the one to continue, certificates, what is awaited
    with statements(5):
        client.get(HOME)


def test_nobody_sees_anothers_studies(client, learner):
    run = make_run()
    enrol_learner(run=run, learner=learner)
    client.force_login(User.objects.create_user(email="toinen@example.org"))
    assert run.code not in main_of(client.get(HOME))
