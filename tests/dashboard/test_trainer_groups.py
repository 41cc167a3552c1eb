"""Groups on the trainer's pages: settings, names, and one list for everybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.api import Group, Run, add_group, groups_of, move_people
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories import make_run


@pytest.fixture
def run(db) -> Run:
    return make_run(type="blended_cohort")


@pytest.fixture
def client(run):
    return client_of(make_trainer(run))


def page_of(run: Run) -> str:
    return reverse("trainer:groups", args=[run.code])


def test_a_group_is_made_renamed_and_deleted_from_the_settings(run, client):
    settings = reverse("trainer:edit", args=[run.code])
    assert reverse("trainer:add-group", args=[run.code]) in main_of(client.get(settings))
    client.post(reverse("trainer:add-group", args=[run.code]), {"name": " Iltaryhmä "})
    group = Group.objects.get()
    assert group.name == "Iltaryhmä"
    assert reverse("trainer:rename-group", args=[run.code, group.pk]) in main_of(client.get(settings))
    client.post(reverse("trainer:rename-group", args=[run.code, group.pk]), {f"g{group.pk}-name": "Päiväryhmä"})
    assert [one.name for one in groups_of(run)] == ["Päiväryhmä"]
    client.post(reverse("trainer:delete-group", args=[run.code, group.pk]))
    assert groups_of(run) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b", "iltaryhmä"])
def test_a_name_that_cannot_be_is_refused_where_it_was_typed(run, client, name):
    evening = add_group(run=run, name="Iltaryhmä", actor=None)
    day = add_group(run=run, name="Päiväryhmä", actor=None)
    assert client.post(reverse("trainer:add-group", args=[run.code]), {"name": name}).status_code == 422
    response = client.post(reverse("trainer:rename-group", args=[run.code, day.pk]), {f"g{day.pk}-name": name})
    assert response.status_code == 422
    assert f'id="id_g{day.pk}-name"' in main_of(response)
    assert f'value="{evening.name}"' in main_of(response)
    assert {group.name for group in groups_of(run)} == {"Iltaryhmä", "Päiväryhmä"}


def test_one_save_moves_whom_this_person_moved_and_nobody_else(run, client):
    a, b = (add_group(run=run, name=name, actor=None) for name in "AB")
    aino, mikko = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    page = main_of(client.get(page_of(run)))
    assert f'name="ryhma-{aino.pk}"' in page
    move_people(run=run, places={mikko.pk: b.pk}, actor=None)  # another trainer, meanwhile
    sent = {f"ryhma-{aino.pk}": a.pk, f"oli-{aino.pk}": 0, f"ryhma-{mikko.pk}": 0, f"oli-{mikko.pk}": 0}
    assert client.post(page_of(run), sent).status_code == 302
    aino.refresh_from_db()
    mikko.refresh_from_db()
    assert (aino.group_id, mikko.group_id) == (a.pk, b.pk)


def test_those_ticked_move_together(run, client):
    group = add_group(run=run, name="A", actor=None)
    people = enrol_people(run, "Aino Esimerkki", "Mikko Malli", "Outi Outo")
    client.post(page_of(run), {"valittu": [people[0].pk, people[2].pk], "valituille": group.pk})
    assert set(group.enrolments.values_list("pk", flat=True)) == {people[0].pk, people[2].pk}
    client.post(page_of(run), {"valittu": [people[0].pk], "valituille": "0"})
    assert set(group.enrolments.values_list("pk", flat=True)) == {people[2].pk}


def test_those_without_a_group_are_divided(run, client):
    add_group(run=run, name="A", actor=None)
    enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    client.post(page_of(run), {"jaa": "1"})
    assert run.enrolments.filter(group=None).count() == 0


@pytest.mark.parametrize(
    "sent", [{"ryhma-x": "1"}, {"ryhma-1": "x"}, {"valittu": "a", "valituille": "9" * 30}, {"ryhma-²": "1"}, {}]
)
def test_nonsense_moves_nobody(run, client, sent):
    add_group(run=run, name="A", actor=None)
    enrol_people(run, "Aino Esimerkki")
    assert client.post(page_of(run), sent).status_code == 302
    assert run.enrolments.filter(group=None).count() == 1


def test_a_type_without_groups_has_no_such_page(db):
    run = make_run(type="self_paced")
    client = client_of(make_trainer(run))
    assert client.get(page_of(run)).status_code == 404
    assert client.post(reverse("trainer:add-group", args=[run.code]), {"name": "A"}).status_code == 404
    assert page_of(run) not in main_of(client.get(reverse("trainer:edit", args=[run.code])))


def test_a_group_of_another_run_is_not_there(run, client):
    foreign = add_group(run=make_run(type="blended_cohort"), name="A", actor=None)
    assert client.post(reverse("trainer:delete-group", args=[run.code, foreign.pk])).status_code == 404
    assert client.post(reverse("trainer:delete-group", args=[run.code, 10**30])).status_code == 404
    assert Group.objects.filter(pk=foreign.pk).exists()


def test_a_group_in_use_says_why_it_stays(run, client):
    group = add_group(run=run, name="A", actor=None)
    (aino,) = enrol_people(run, "Aino Esimerkki")
    move_people(run=run, places={aino.pk: group.pk}, actor=None)
    response = client.post(reverse("trainer:delete-group", args=[run.code, group.pk]), follow=True)
    assert 'class="note note-error"' in main_of(response)
    assert Group.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize("number", [1, 9])
def test_the_list_costs_the_same_for_any_number(run, client, statements, number):
    add_group(run=run, name="A", actor=None)
    enrol_people(run, *(f"Aino Nro{chr(97 + place)}" for place in range(number)))
    client.get(page_of(run))
    # session with account, second factor, run, groups with sizes, count, participants, what opens by a group
    with statements(7):
        client.get(page_of(run))


def test_a_learner_reads_which_group_they_are_in_and_it_costs_nothing(run):
    group = add_group(run=run, name="Iltaryhmä", actor=None)
    (aino,) = enrol_people(run, "Aino Esimerkki")
    reader, home = client_of(aino.learner.user), reverse("dashboard:course", args=[run.code])
    reader.get(home)
    with CaptureQueriesContext(connection) as without:
        assert "Iltaryhmä" not in main_of(reader.get(home))
    move_people(run=run, places={aino.pk: group.pk}, actor=None)
    with CaptureQueriesContext(connection) as within:
        assert "Iltaryhmä" in main_of(reader.get(home))
    assert len(within) == len(without)
