"""Who reaches the trainer's pages: a trainer the taught runs, a cohort administrator all, nobody else any."""

import pytest
from django.urls import reverse

from courses.api import Run, RunStaff, enrol_learner
from lms.accounts.api import AUTHOR, COACH, SITE_ADMINISTRATOR, User
from tests.dashboard.people import client_of, do_steps, enrol_people, make_manager, make_staff, make_trainer
from tests.factories import make_run
from tests.factories.certificates import make_award, make_certified_run

OF_A_RUN = ("run", "edit", "changes", "awards", "participant", "mark", "revoke", "correct")
OF_MANAGERS = ("new", "trainers", "dismiss")


@pytest.fixture
def run(db) -> Run:
    return make_certified_run(lessons=1)


def address(name: str, run: Run) -> str:
    """The page ``name`` about ``run``'s one participant, who has a certificate."""
    enrolment = run.enrolments.first() or enrol_people(run, "Aino Esimerkki")[0]
    do_steps(enrolment)
    extra = {
        "participant": [enrolment.pk],
        "mark": [enrolment.pk, "lesson-1"],
        "revoke": [enrolment.awards.get().key],
        "correct": [enrolment.awards.get().key],
    }
    args = [] if name in {"home", "new"} else [run.code, *extra.get(name, [])]
    return reverse(f"trainer:{name}", args=args)


def answers(client, url: str) -> set[int]:
    """What reading and sending get."""
    return {client.get(url).status_code, client.post(url).status_code}


@pytest.mark.parametrize("name", ["home", *OF_A_RUN, *OF_MANAGERS])
@pytest.mark.parametrize("role", ["trainee", AUTHOR, COACH, SITE_ADMINISTRATOR, "trainer of another run"])
def test_others_find_nothing(run, role, name):
    if role == "trainee":
        user = User.objects.create_user(email="t@example.org")
    elif role == "trainer of another run":
        user = make_trainer(make_run(), email="muu@example.org")
    else:
        user = make_staff("x@example.org", role)
    url, expected = address(name, run), {404}
    if name == "dismiss":
        expected = {405, 404}
    if name == "home":
        expected = {405, 200 if role == "trainer of another run" else 404}
    if name in {"run", "awards", "participant"}:
        expected = {405, 404}
    assert answers(client_of(user), url) == expected


@pytest.mark.parametrize("name", ["home", *OF_A_RUN, *OF_MANAGERS])
def test_a_stranger_is_sent_to_sign_in(client, run, name):
    response = client.get(address(name, run))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["home", *OF_A_RUN])
def test_the_trainer_and_the_cohort_administrator_get_in(run, name):
    url = address(name, run)
    assert client_of(make_trainer(run)).get(url).status_code == 200
    assert client_of(make_manager()).get(url).status_code == 200


@pytest.mark.parametrize("name", OF_MANAGERS)
def test_a_trainer_neither_makes_runs_nor_names_trainers(run, name):
    client = client_of(make_trainer(run))
    assert client.post(address(name, run), {"email": "opettaja@example.org"}).status_code == 404
    assert RunStaff.objects.count() == 1


@pytest.mark.parametrize("name", ["participant", "mark"])
def test_a_participant_of_another_run_is_not_found_through_ones_own(run, learner, name):
    stranger = enrol_learner(run=make_run(), learner=learner)
    args = [run.code, stranger.pk] + (["lesson-1"] if name == "mark" else [])
    client = client_of(make_trainer(run))
    url = reverse(f"trainer:{name}", args=args)
    assert client.get(url).status_code == 404
    if name == "mark":
        assert client.post(url, {"reason": "Teki paperilla"}).status_code == 404
        assert not stranger.progress.exists()


def test_a_certificate_of_another_run_is_not_revoked_through_ones_own(run, learner):
    award = make_award(learner)
    client = client_of(make_trainer(run))
    url = reverse("trainer:revoke", args=[run.code, award.key])
    assert client.post(url, {"reason": "Väärä henkilö"}).status_code == 404
    award.refresh_from_db()
    assert award.revoked_at is None


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_participant_who_is_nobody_is_not_found(run, pk):
    client = client_of(make_trainer(run))
    assert client.get(reverse("trainer:participant", args=[run.code, pk])).status_code == 404


def test_the_coaching_is_never_here_not_even_for_the_cohort_administrator(pseudonymous):
    coaching = make_run(lessons=0, kinds=("part",), policy="private")
    enrol_learner(run=coaching, learner=pseudonymous)
    manager = client_of(make_manager())
    assert coaching.code not in manager.get(reverse("trainer:home")).content.decode()
    assert manager.get(reverse("trainer:run", args=[coaching.code])).status_code == 404
    assert client_of(make_trainer(coaching)).get(reverse("trainer:run", args=[coaching.code])).status_code == 404


def test_somebody_who_left_is_not_shown(run):
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    enrolment.status = "cancelled"
    enrolment.save()
    client = client_of(make_trainer(run))
    assert "Esimerkki" not in client.get(reverse("trainer:run", args=[run.code])).content.decode()
    assert client.get(reverse("trainer:participant", args=[run.code, enrolment.pk])).status_code == 404
