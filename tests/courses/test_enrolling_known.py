"""Enrolling those of a list whom the trainer has had before: told each once, in few statements."""

import pytest

from courses.api import Enrolment, Group, Run, enrol_known, name_trainer, read_invited
from lms.jobs.models import Job, Notice
from tests.dashboard.people import enrol_people, make_trainer
from tests.factories import make_run


@pytest.fixture
def run(db) -> Run:
    return make_run(type="blended_cohort", lessons=1, is_open=False)


def known_to(run: Run, count: int) -> tuple[object, list[Enrolment]]:
    """The trainer of ``run`` and so many people of an earlier run of theirs."""
    earlier = make_run(lessons=1)
    trainer = make_trainer(earlier)
    name_trainer(run=run, user=trainer, actor=None)
    return trainer, enrol_people(earlier, *(f"Tuttu Nro{chr(97 + place)}" for place in range(count)))


def list_of(people: list[Enrolment], groups: tuple[str, ...]) -> list:
    lines = [f"{one.learner.user.email};{groups[place % len(groups)]}" for place, one in enumerate(people)]
    return read_invited("email;group\n" + "\n".join(lines))


@pytest.mark.parametrize("number", [2, 20])
def test_twenty_take_as_many_statements_as_two(run, number, statements):
    trainer, people = known_to(run, number)
    lines = list_of(people, ("Aamu", "Ilta"))
    # the run twice, who is in, invited and known, places and rule of the run, enrolments and their audit, groups,
    # notices and jobs
    with statements(19):
        assert enrol_known(run=run, people=lines, actor=trainer) == number


def test_each_is_told_once_and_comes_into_the_group_of_the_list(run):
    trainer, people = known_to(run, 4)
    Group.objects.create(run=run, name="Aamu")
    assert enrol_known(run=run, people=list_of(people, ("aamu", "Ilta")), actor=trainer) == 4
    assert enrol_known(run=run, people=list_of(people, ("aamu", "Ilta")), actor=trainer) == 0
    assert sorted(Group.objects.filter(run=run).values_list("name", flat=True)) == ["Aamu", "Ilta"]
    inside = Enrolment.objects.filter(run=run).order_by("learner")
    assert [one.group.name for one in inside] == ["Aamu", "Ilta", "Aamu", "Ilta"]
    told = Notice.objects.filter(kind="courses.enrolled")
    assert {one.person for one in told} == {one.learner.user.key for one in people}
    assert Job.objects.filter(kind="notice", key__startswith="notice:enrolled:").count() == 4
