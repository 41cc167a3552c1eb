"""The page that makes the next run: at most three requests, and nobody confirms dates unseen."""

import datetime

import pytest
from django.urls import reverse

from courses.api import Run
from lms.accounts.api import User
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_course, make_run


@pytest.fixture
def spring(db) -> Run:
    run = make_run(make_course(type="blended_cohort", code="tyokyky"))
    enrol_people(run, "Aino Esimerkki")
    Run.objects.filter(pk=run.pk).update(
        name="Kevät 2026",
        starts=datetime.date(2026, 1, 15),
        ends=datetime.date(2026, 5, 28),
        place="Lahti",
        capacity=20,
    )
    run.refresh_from_db()
    return run


@pytest.fixture
def trainer(spring) -> User:
    return make_trainer(spring)


def address(run: Run) -> str:
    return reverse("trainer:next", args=[run.code])


def as_proposed(client, run: Run, **changes: object) -> dict:
    """What the page's form sends as it opens."""
    context = client.get(address(run)).context
    form, plan = context["form"], context["plan"]
    return form.initial | {"shown": plan.starts.isoformat()} | changes


def test_two_requests_make_the_next_run_with_its_trainer(spring, trainer):
    client = client_of(trainer)
    assert address(spring) in main_of(client.get(reverse("trainer:run", args=[spring.code])))
    page = main_of(client.get(address(spring)))
    assert "15.1.2026" in page
    assert "Aino" not in page
    response = client.post(address(spring), as_proposed(client, spring, make="1"))
    made = Run.objects.get(made_from=spring)
    assert (response.status_code, response.url) == (302, reverse("trainer:edit", args=[made.code]))
    assert (made.starts - spring.starts).days % 364 == 0
    assert (made.place, made.capacity, made.is_open, made.places_taken) == ("Lahti", 20, False, 0)
    assert made.name == f"Kevät {made.starts.year}"
    assert made.staff.get().user == trainer
    assert client.get(response.url).status_code == 200


def test_a_changed_start_is_shown_before_it_is_made(spring, trainer):
    client = client_of(trainer)
    sent = as_proposed(client, spring, make="1", starts="2027-03-01", name="Oma nimi")
    response = client.post(address(spring), sent)
    assert (response.status_code, Run.objects.count()) == (200, 1)
    assert response.context["asked_again"]
    page = main_of(response)
    assert "Oma nimi" in page
    assert "12.7.2027" in page  # the end, as many days later
    assert response.context["plan"].nearest == datetime.date(2027, 3, 4)  # a Thursday as the start was
    client.post(address(spring), sent | {"shown": "2027-03-01"})
    assert Run.objects.get(made_from=spring).starts == datetime.date(2027, 3, 1)


def test_the_same_weekday_is_one_press_away(spring, trainer):
    client = client_of(trainer)
    response = client.post(address(spring), as_proposed(client, spring, starts="2027-03-01", use="2027-03-04"))
    assert response.context["plan"].starts == datetime.date(2027, 3, 4)
    assert response.context["plan"].nearest is None
    assert 'value="2027-03-04"' in main_of(response)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts", ""),
        ("starts", "eilen"),
        ("starts", "9999-12-31"),
        ("starts", "0001-01-01"),
        ("use", "x\x00"),
        ("name", ""),
        ("name", "x" * 121),
        ("capacity", "-1"),
        ("trainers", "9d7f1ffd"),
    ],
)
def test_a_next_run_that_cannot_be_is_refused_and_nothing_typed_is_lost(spring, trainer, field, value):
    client = client_of(trainer)
    response = client.post(address(spring), as_proposed(client, spring, make="1", place="Kouvola") | {field: value})
    assert response.status_code == 422
    assert 'value="Kouvola"' in main_of(response)
    assert Run.objects.count() == 1


def test_a_trainer_who_unticks_everybody_still_teaches_the_run_a_manager_need_not(spring, trainer):
    for user, teaches in ((trainer, 1), (make_manager(), 0)):
        client = client_of(user)
        sent = as_proposed(client, spring, make="1", name=f"Ryhmä {teaches}")
        client.post(address(spring), sent | {"trainers": []})
        assert Run.objects.get(name=f"Ryhmä {teaches}").staff.count() == teaches


def test_pressing_twice_makes_one_run(spring, trainer):
    client = client_of(trainer)
    sent = as_proposed(client, spring, make="1")
    assert client.post(address(spring), sent).url == client.post(address(spring), sent).url
    assert Run.objects.count() == 2


def test_a_run_without_dates_asks_for_no_start(db):
    run = make_run()
    client = client_of(make_trainer(run))
    page = client.get(address(run))
    assert "starts" not in page.context["form"].fields
    client.post(address(run), {"name": "Uusi", "make": "1", "trainers": page.context["form"].initial["trainers"]})
    assert Run.objects.get(made_from=run).name == "Uusi"


def test_somebody_elses_run_is_not_there(spring, trainer):
    assert client_of(trainer).get(address(make_run())).status_code == 404
