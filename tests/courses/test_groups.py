"""Groups of a run: making, naming, deleting, and putting people into them."""

import pytest

from courses.api import (
    Enrolment,
    GroupInUse,
    GroupNameTaken,
    add_group,
    cancel_enrolment,
    delete_group,
    divide_evenly,
    group_of,
    groups_of,
    groups_with_sizes,
    move_people,
    rename_group,
)
from lms.records.models import AuditEntry
from tests.dashboard.people import enrol_people
from tests.factories import make_run


@pytest.fixture
def run(db):
    return make_run(type="blended_cohort")


def sizes(run) -> dict[str, int]:
    return {group.name: group.people for group in groups_with_sizes(run)}


def test_a_groups_name_is_its_own_within_the_run_whatever_the_letters(run):
    evening = add_group(run=run, name="Iltaryhmä", actor=None)
    add_group(run=make_run(type="blended_cohort"), name="Iltaryhmä", actor=None)
    with pytest.raises(GroupNameTaken):
        add_group(run=run, name="iltaryhmä", actor=None)
    day = add_group(run=run, name="Päivä", actor=None)
    with pytest.raises(GroupNameTaken):
        rename_group(group=day, name="Iltaryhmä", actor=None)
    rename_group(group=evening, name="iltaryhmä", actor=None)
    assert [group.name for group in groups_of(run)] == ["Päivä", "iltaryhmä"]


def test_people_are_moved_once_and_strangers_are_left_out(run):
    a, b = (add_group(run=run, name=name, actor=None) for name in "AB")
    aino, mikko = enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    (other,) = enrol_people(make_run(type="blended_cohort"), "Outi Outo")
    foreign = add_group(run=other.run, name="Muu", actor=None)
    moved = move_people(run=run, places={aino.pk: a.pk, mikko.pk: foreign.pk, other.pk: b.pk}, actor=None)
    for one in (aino, mikko, other):
        one.refresh_from_db()
    assert (moved, aino.group_id, mikko.group_id, other.group_id) == (1, a.pk, None, None)
    assert move_people(run=run, places={aino.pk: a.pk}, actor=None) == 0
    assert AuditEntry.objects.get(verb="enrolment.group_changed").learner_key == aino.learner.key
    assert (group_of(aino), group_of(mikko)) == (a, None)


def test_a_group_with_somebody_in_it_is_kept(run):
    group = add_group(run=run, name="A", actor=None)
    (aino,) = enrol_people(run, "Aino Esimerkki")
    move_people(run=run, places={aino.pk: group.pk}, actor=None)
    with pytest.raises(GroupInUse):
        delete_group(group=group, actor=None)
    cancel_enrolment(enrolment=aino)
    delete_group(group=group, actor=None)
    assert groups_of(run) == []
    assert Enrolment.objects.get(pk=aino.pk).group is None


def test_those_without_a_group_are_divided_evenly_and_others_stay(run):
    a = add_group(run=run, name="A", actor=None)
    add_group(run=run, name="B", actor=None)
    people = enrol_people(run, *(f"Aino Nro{letter}" for letter in "abcde"))
    move_people(run=run, places={people[0].pk: a.pk, people[1].pk: a.pk}, actor=None)
    assert divide_evenly(run=run, actor=None) == 3
    assert sizes(run) == {"A": 3, "B": 2} or sizes(run) == {"A": 2, "B": 3}
    assert divide_evenly(run=run, actor=None) == 0
    assert set(Enrolment.objects.filter(pk__in=[people[0].pk, people[1].pk]).values_list("group", flat=True)) == {a.pk}


def test_dividing_without_groups_moves_nobody(run):
    enrol_people(run, "Aino Esimerkki")
    assert divide_evenly(run=run, actor=None) == 0


@pytest.mark.parametrize("number", [2, 12])
def test_dividing_costs_the_same_for_any_number(run, number, statements):
    add_group(run=run, name="A", actor=None)
    enrol_people(run, *(f"Aino Nro{chr(97 + place)}" for place in range(number)))
    with statements(8):  # lock, groups, people; lock, groups, people with learners, one update, the trail
        divide_evenly(run=run, actor=None)
