"""The course home: the outline, what is missing, and the certificate on top when nothing is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.api import Award, revoke_award
from courses.api import RunItem, enrol_learner, mark_done_by_hand, steps_of
from lms.accounts.api import Learner, User
from tests.dashboard.people import do_steps, main_of, make_trainer
from tests.factories import make_course, make_run
from tests.factories.certificates import make_certified_run


def home_of(run) -> str:
    return reverse("dashboard:course", args=[run.code])


def test_it_shows_the_outline_the_next_step_and_what_is_missing(client, learner):
    run = make_run(lessons=2, kinds=("quiz",))
    do_steps(enrol_learner(run=run, learner=learner), 1)
    make_trainer(run)
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    lesson, quiz = reverse("steps:step", args=[run.code, "lesson-2"]), f"{home_of(run)}testi/quiz-3/"
    assert f'<a class="btn" href="{lesson}">' in page
    assert page.count(f'href="{quiz}"') == 2  # in the outline and among what is missing
    assert page.count('aria-current="step"') == 1
    assert _("Pass the quiz") in page
    assert _("Read and mark as done") in page
    assert _("%(done)s / %(total)s done") % {"done": 1, "total": 3} in page
    assert "Olli Opettaja" in page
    assert reverse("courses:leave", args=[run.code]) in page


def test_the_addresses_built_by_hand_are_those_of_the_routes(client, learner):
    run = make_run(lessons=1, kinds=("quiz",))
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    assert f'href="{reverse("steps:step", args=[run.code, "lesson-1"])}"' in page
    assert f'href="{reverse("graded:intro", args=[run.code, "quiz-2"])}"' in page


def test_a_step_that_opens_later_says_when_and_leads_nowhere(client, learner):
    run = make_run(lessons=2)
    enrol_learner(run=run, learner=learner)
    later = timezone.make_aware(datetime.datetime(2090, 1, 21, 12))
    RunItem.objects.filter(run=run, activity__slug="lesson-2").update(opens_at=later)
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    assert "21.1.2090" in page
    assert reverse("steps:step", args=[run.code, "lesson-2"]) not in page


@pytest.mark.parametrize(("lessons", "at_once"), [(6, 6), (8, 8), (9, 5)])
def test_a_few_missing_requirements_are_never_behind_a_fold(client, learner, lessons, at_once):
    run = make_run(lessons=lessons)
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    requirements = main_of(client.get(home_of(run))).split('id="requirements"')[1]
    shown, *folded = requirements.split("<details")
    assert shown.count('class="what"') == at_once
    assert sum(part.count('class="what"') for part in folded) == lessons - at_once


def test_a_step_marked_by_the_trainer_says_why(client, learner):
    run = make_run(lessons=2)
    enrolment = enrol_learner(run=run, learner=learner)
    step = steps_of(enrolment)[0]
    mark_done_by_hand(
        enrolment_id=enrolment.pk, activity_id=step.activity_id, reason="Teki <b>paperilla</b>", actor=make_trainer(run)
    )
    client.force_login(learner.user)
    assert "Teki &lt;b&gt;paperilla&lt;/b&gt;" in main_of(client.get(home_of(run)))


def test_the_certificate_is_on_top_once_everything_is_done(client, learner):
    run = make_certified_run(lessons=1)
    do_steps(enrol_learner(run=run, learner=learner))
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    assert _("Your certificate is ready") in page
    assert reverse("own_certificates:detail", args=[Award.objects.get().key]) in page
    assert reverse("courses:leave", args=[run.code]) not in page


def test_a_certificate_that_waits_for_a_name_asks_for_it_and_is_then_there(client, db):
    learner = Learner.objects.create(user=User.objects.create_user(email="uusi@example.org"))
    run = make_certified_run(lessons=1)
    do_steps(enrol_learner(run=run, learner=learner))
    client.force_login(learner.user)
    ask = f"{reverse('dashboard:name')}?toteutus={run.code}"
    assert ask in main_of(client.get(home_of(run)))
    assert not Award.objects.exists()
    assert client.post(ask, {"first_name": "Aino", "last_name": ""}).status_code == 422
    response = client.post(ask, {"first_name": "Aino", "last_name": "Esimerkki"})
    assert (response.status_code, response.url) == (302, home_of(run))
    assert _("Your certificate is ready") in main_of(client.get(home_of(run)))
    assert Award.objects.get().public["holder"] == "Aino Esimerkki"


def test_a_course_that_gives_no_certificate_promises_none(client, learner):
    run = make_run(lessons=1)
    do_steps(enrol_learner(run=run, learner=learner))
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    assert _("You have completed the training") in page
    assert _("For the certificate") not in page


def test_anothers_course_home_is_not_found(client, learner):
    run = make_run()
    enrol_learner(run=run, learner=learner)
    client.force_login(User.objects.create_user(email="toinen@example.org"))
    assert client.get(home_of(run)).status_code == 404


def test_a_training_that_was_left_is_not_found_until_one_is_back(client, learner):
    run = make_run()
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    client.post(reverse("courses:leave", args=[run.code]))
    assert client.get(home_of(run)).status_code == 404
    client.post(reverse("courses:enrol", args=[run.code]))
    assert client.get(home_of(run)).status_code == 200


def test_the_coaching_has_its_own_home(client, learner):
    run = make_run(lessons=0, kinds=("part",), policy="private")
    enrol_learner(run=run, learner=learner)
    client.force_login(learner.user)
    assert client.get(home_of(run)).url == reverse("coaching:path", args=[run.code])


@pytest.mark.parametrize("lessons", [2, 40])
def test_it_costs_six_statements_and_sixty_kilobytes_whatever_its_length(client, learner, statements, lessons):
    run = make_run(make_course(lessons=lessons))
    do_steps(enrol_learner(run=run, learner=learner), lessons // 2)
    client.force_login(learner.user)
    client.get(home_of(run))
    # session with account, enrolment, steps, trainers, what is new, does the course give a certificate
    with statements(6):
        response = client.get(home_of(run))
    assert len(response.content) <= 60_000


def test_a_completed_one_costs_no_more(client, learner, statements):
    run = make_certified_run(lessons=2)
    do_steps(enrol_learner(run=run, learner=learner))
    client.force_login(learner.user)
    client.get(home_of(run))
    with statements(6):
        client.get(home_of(run))


@pytest.mark.parametrize("origin", ["ei-ole", "a\x00b", "../../", "x" * 5000])
def test_the_name_form_goes_to_my_page_when_it_does_not_know_where_one_came_from(client, trainee, origin):
    client.force_login(trainee)
    names = {"first_name": "Tiina", "last_name": "Testaaja"}
    response = client.post(reverse("dashboard:name", query={"toteutus": origin}), names)
    assert (response.status_code, response.url) == (302, reverse("dashboard:home"))


def test_a_certificate_that_was_taken_back_is_not_promised_again(client, learner, trainer):
    run = make_certified_run(lessons=1)
    do_steps(enrol_learner(run=run, learner=learner))
    revoke_award(award=Award.objects.get(), reason="Annettu väärälle", actor=trainer)
    client.force_login(learner.user)
    page = main_of(client.get(home_of(run)))
    assert _("Your certificate is ready") not in page
    assert _("Your certificate is being made. Look here again in a while.") not in page
    assert _("The certificate has been revoked.") in page
