"""The way in comes along to the next run; who applied does not."""

import datetime

import pytest

from courses.admissions.models import Admission, Question
from courses.admissions.services.ways import choose_way
from courses.api import copy_run, dates_of
from tests.factories import make_run

pytestmark = pytest.mark.django_db
END = datetime.date(2027, 1, 31)


def next_of(run, starts=None):
    facts = {"name": "Seuraava", "place": "", "capacity": None, "trainers": [], "actor": None}
    return copy_run(source=run, starts=starts, **facts)


def test_the_next_run_has_the_questions_and_a_code_of_its_own():
    run = make_run(type="blended_cohort")
    choose_way(run=run, actor=None, way="code", code_ends=END, code_limit=12, instructions="Kerro itsestäsi.")
    Question.objects.create(run=run, position=1, kind="choice", text="Milloin?", why="Ryhmät.", options=["Aamulla"])
    assert END in [line.when for line in dates_of(run).lines]
    made = next_of(run, starts=END + datetime.timedelta(days=7))
    old, new = Admission.objects.get(run=run), Admission.objects.get(run=made)
    assert new.code
    assert new.code != old.code
    assert (new.way, new.code_limit, new.instructions, new.code_used) == ("code", 12, "Kerro itsestäsi.", 0)
    assert new.code_ends == END + datetime.timedelta(days=7)
    question = Question.objects.get(run=made)
    assert (question.text, question.options, question.required) == ("Milloin?", ["Aamulla"], True)
    assert Question.objects.filter(run=run).count() == 1


def test_a_run_that_simply_takes_everybody_makes_one_that_does():
    made = next_of(make_run(type="blended_cohort"))
    assert not Admission.objects.filter(run=made).exists()
