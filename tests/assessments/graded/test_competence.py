"""Assessing oneself: the same statements at the start and at the end, one's own change in words, groups of five."""

import re
import uuid

import pytest
from django.test import Client

from assessments.graded.api import CompetenceSettings, Statement, publish_competence
from assessments.graded.models.competence import CompetenceAnswer, CompetenceDraft, CompetenceVersion
from assessments.graded.rules.competence import across, averages, left_to_aim, sums_of
from courses.api import Evidence, Progress, Run, complete_activity, create_run, enrol_learner, fold_enrolments, steps_of
from lms.accounts.api import Learner, User
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories.courses import make_course, make_run

pytestmark = pytest.mark.django_db
STATEMENTS = (
    Statement("puhe", {"fi": "Osaan ottaa työkyvyn puheeksi."}),
    Statement("verkko", {"fi": "Osaan koota verkoston."}),
)


@pytest.fixture
def run():
    """A run with a self-assessment at the start and one at the end."""
    course = make_course(lessons=0, kinds=("competence", "competence", "assignment"))
    first, last, _task = course.activities.order_by("pk")
    for activity, moment in ((first, "start"), (last, "end")):
        settings = CompetenceSettings(moment=moment, titles={"fi": moment}, intros={}, statements=STATEMENTS, aim=4)
        publish_competence(key=activity.key, set_key=first.key, settings=settings)
    return make_run(course)


@pytest.fixture
def enrolment(run, learner):
    return enrol_learner(run=run, learner=learner)


@pytest.fixture
def own(enrolment):
    return client_of(enrolment.learner.user)


def place(run, moment="start", language="en") -> str:
    return f"/{language}/oma/opinnot/{run.code}/osaaminen/competence-{1 if moment == 'start' else 2}/"


def levels(**given) -> dict[str, str]:
    return {f"level-{name}": str(level) for name, level in given.items()}


def answer_all(run, people, moment="start", **given) -> None:
    for person in people:
        client_of(person.learner.user).post(place(run, moment), levels(**given))


def test_ones_own_change_is_told_in_words_and_in_a_table(own, enrolment, run):
    assert own.post(place(run), levels(puhe=2, verkko=4)).status_code == 302
    first = main_of(own.get(place(run)))
    assert "With much support" in first
    own.post(place(run, "end"), levels(puhe=4, verkko=3))
    page = main_of(own.get(place(run, "end")))
    assert "grown by 2 steps" in page
    assert "lower than at the start" in page
    assert '<th scope="row"' in page
    kinds = Progress.objects.filter(enrolment=enrolment).values_list("evidence_kind", flat=True)
    assert list(kinds) == ["exercise_saved", "exercise_saved"]


def test_skipping_does_the_step_and_stores_nothing(own, enrolment, run):
    assert own.post(f"{place(run)}ohita/").status_code == 302
    assert Progress.objects.get().evidence_kind == "self_marked"
    assert not CompetenceAnswer.objects.exists()
    own.post(place(run), levels(puhe=3))
    assert CompetenceAnswer.objects.get().levels == {"puhe": 3}


@pytest.mark.parametrize(
    "sent", [{}, {"level-puhe": "6"}, {"level-puhe": "0"}, {"level-puhe": "x"}, {"level-muu": "3"}]
)
def test_what_is_no_level_is_refused_and_nothing_is_stored(own, run, sent):
    assert own.post(place(run), sent).status_code == 422
    assert not CompetenceAnswer.objects.exists()


def test_what_was_chosen_stays_in_a_refused_form(own, run):
    page = main_of(own.post(place(run), {"level-puhe": "3", "level-verkko": "9"}))
    assert page.count(" checked") == 1


JSON = {"Accept": "application/json"}


def test_each_choice_is_kept_and_is_no_answer_before_it_is_saved(own, run):
    stored = own.post(place(run), levels(puhe=2) | {"seq": "1"}, headers=JSON)
    assert (stored.status_code, stored.json()["seq"]) == (200, 1)
    own.post(place(run), levels(puhe=4) | {"seq": "2", "level-muu": "3", "level-verkko": "9"}, headers=JSON)
    assert CompetenceDraft.objects.get().levels == {"puhe": 4}
    assert not CompetenceAnswer.objects.exists()
    assert not Progress.objects.exists()
    page = main_of(own.get(place(run)))
    assert 'data-seq="2"' in page
    assert re.findall(r'name="(level-\w+)" value="(\d)"[^>]* checked', page) == [("level-puhe", "4")]
    own.post(place(run), levels(puhe=4))
    assert CompetenceAnswer.objects.get().levels == {"puhe": 4}
    assert not CompetenceDraft.objects.exists()


def test_another_window_does_not_overwrite_what_was_chosen_since(own, run):
    one, two = {"writer": "yksi", "base": "0"}, {"writer": "kaksi", "base": "0"}
    own.post(place(run), levels(puhe=2) | one | {"seq": "1"}, headers=JSON)
    refused = own.post(place(run), levels(puhe=5) | two | {"seq": "4"}, headers=JSON)
    assert (refused.status_code, refused.json()) == (409, {"error": "conflict"})
    assert own.post(place(run), levels(puhe=5) | one | {"seq": "1"}, headers=JSON).status_code == 409  # a late one
    assert CompetenceDraft.objects.get().levels == {"puhe": 2}
    asked = own.post(place(run), levels(puhe=5) | two)
    page = main_of(asked)
    assert asked.status_code == 409
    assert re.findall(r'name="(level-\w+)" value="(\d)"[^>]* checked', page) == [("level-puhe", "5")]
    assert "You chose in another window too." in page
    assert not CompetenceAnswer.objects.exists()
    assert own.post(place(run), levels(puhe=5) | two | {"over": "1"}).status_code == 302
    assert CompetenceAnswer.objects.get().levels == {"puhe": 5}


@pytest.mark.parametrize("end", ["cancel", "ohita/", "poista/"])
def test_who_cancels_skips_or_deletes_leaves_no_choices_behind(own, run, end):
    own.post(place(run), levels(puhe=3))
    own.post(place(run), levels(puhe=5) | {"seq": "1"}, headers=JSON)
    assert "checked" in main_of(own.get(place(run)))  # what was begun is gone on with
    own.post(*([place(run), {"cancel": "1"}] if end == "cancel" else [f"{place(run)}{end}"]))
    assert not CompetenceDraft.objects.exists()
    assert CompetenceAnswer.objects.filter(levels={"puhe": 3}).exists() is (end != "poista/")


def test_answers_can_be_changed_and_deleted_while_the_step_stays_done(own, run):
    own.post(place(run), levels(puhe=2))
    assert "checked" in main_of(own.get(f"{place(run)}?muuta=1"))
    own.post(place(run), levels(puhe=5))
    assert CompetenceAnswer.objects.get().levels == {"puhe": 5}
    own.post(f"{place(run)}poista/")
    assert not CompetenceAnswer.objects.exists()
    assert Progress.objects.exists()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([{"a": 5}] * 4, (0, {})),
        ([{"a": 1}] * 4 + [{"a": 5}], (5, {"a": 1.8})),
        # The sixth to the ninth change nothing: the difference would be their own answers.
        ([{"a": 1}] * 5 + [{"a": 5}] * 4, (5, {"a": 1.0})),
        ([{"a": 1}] * 5 + [{"a": 5}] * 5, (10, {"a": 3.0})),
        # Of ten people six have answered it: the sixth would be told by the difference to the first five.
        ([{"a": 1, "b": 1}] * 5 + [{"a": 1, "b": 5}] + [{"a": 1}] * 4, (10, {"a": 1.0, "b": 1.0})),
        # Of a statement that four of five have answered nothing is told.
        ([{"a": 2, "b": 1}] * 4 + [{"a": 2}], (5, {"a": 2.0})),
    ],
)
def test_figures_are_of_whole_fives(answers, expected):
    assert averages(answers, ["a", "b"]) == expected


def test_the_trainer_sees_figures_of_five_and_never_a_person(run):
    people = enrol_people(run, *(f"Nimi{letter} Suku{letter}" for letter in "abcde"))
    browser, page = client_of(make_trainer(run)), f"/en/kouluttaja/ohjaus/{run.code}/osaaminen/"
    answer_all(run, people[:4], puhe=2, verkko=2)
    assert "Too few have answered yet." in main_of(browser.get(page))
    answer_all(run, people[4:], puhe=2, verkko=5)
    told = main_of(browser.get(page))
    assert "2.6" in told
    assert "Osaan ottaa työkyvyn puheeksi." in told
    assert "Suku" not in told


@pytest.mark.parametrize("number", [1, 6])
def test_pages_cost_the_same_for_any_number_of_people(run, learner, statements, number):
    people = enrol_people(run, *(f"Nimi{letter} Suku{letter}" for letter in "abcdef"[:number]))
    answer_all(run, people, puhe=2)
    browser = client_of(make_trainer(run))
    with statements(7):
        browser.get(f"/en/kouluttaja/ohjaus/{run.code}/osaaminen/")
    one = client_of(people[0].learner.user)
    one.get(place(run))
    with statements(6):
        one.get(place(run))


def test_others_see_nothing(own, run):
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    stranger = client_of(User.objects.create_user(email="muu2@example.org"))
    for browser in (other, stranger, client_of(make_manager()), Client()):
        for address in (place(run), f"/kouluttaja/ohjaus/{run.code}/osaaminen/"):
            assert browser.get(address).status_code in (302, 404)
        assert browser.post(place(run), levels(puhe=3)).status_code in (302, 403, 404)
    assert not CompetenceAnswer.objects.exists()


def test_publishing_the_same_again_makes_no_version(run):
    before = CompetenceVersion.objects.count()
    newest = CompetenceVersion.objects.first()
    settings = CompetenceSettings.restored(newest.settings)
    publish_competence(key=newest.activity_key, set_key=newest.set_key, settings=settings)
    assert CompetenceVersion.objects.count() == before
    publish_competence(key=newest.activity_key, set_key=uuid.uuid4(), settings=settings)
    assert CompetenceVersion.objects.count() == before + 1


def test_answers_are_exported_in_words_folded_and_erased(own, run, learner):
    own.post(place(run), levels(puhe=2))
    told = str([section.rows for section in sections_of(learner)])
    assert "Osaan ottaa työkyvyn puheeksi. With much support" in told
    other = Learner.objects.create()
    staying = enrol_learner(run=run, learner=other)
    fold_enrolments(source_id=learner.pk, target_id=other.pk)
    assert CompetenceAnswer.objects.get().enrolment_id == staying.pk
    erase_learner(learner=other)
    assert not CompetenceAnswer.objects.exists()


@pytest.mark.parametrize(("level", "aim", "left"), [(2, 4, 2), (4, 4, 0), (5, 4, 0), (None, 4, None), (3, 0, None)])
def test_the_way_to_the_aim_is_never_below_nought(level, aim, left):
    assert left_to_aim(level, aim) == left


def test_how_far_it_is_to_the_aim_is_told_in_words_to_oneself(own, run):
    own.post(place(run), levels(puhe=2, verkko=4))
    page = main_of(own.get(place(run)))
    assert "The training aims at this: On my own." in page
    assert "2 steps to go" in page
    assert "reached" in page


def show(own, run, **ticked):
    return own.post(
        f"{place(run)}naytot/", {f"shows-{key}": [str(one) for one in steps] for key, steps in ticked.items()}
    )


def task_of(enrolment):
    return next(step for step in steps_of(enrolment) if step.kind == "assignment")


def do_task(enrolment) -> int:
    step = task_of(enrolment)
    evidence = Evidence(kind="self_marked")
    complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=evidence)
    return step.activity_id


def test_a_finished_work_is_linked_to_what_it_shows(own, run, enrolment, learner):
    own.post(place(run), levels(puhe=2))
    assert "naytot" not in main_of(own.get(place(run)))
    work = do_task(enrolment)
    assert f"{place(run)}naytot/" in main_of(own.get(place(run)))
    assert show(own, run, puhe=[work]).status_code == 302
    assert CompetenceAnswer.objects.get().evidence == {"puhe": [work]}
    title = task_of(enrolment).title
    assert f">{title}</a>" in main_of(own.get(place(run)))
    assert "checked" in main_of(own.get(f"{place(run)}naytot/"))
    assert title in str([section.rows for section in sections_of(learner)])
    own.post(place(run), levels(puhe=4))  # another level keeps what shows it
    assert CompetenceAnswer.objects.get().evidence == {"puhe": [work]}
    show(own, run)
    assert CompetenceAnswer.objects.get().evidence == {}


def test_what_is_not_done_or_not_ones_own_is_no_evidence(own, run, enrolment):
    own.post(place(run), levels(puhe=2))
    assert show(own, run, puhe=[task_of(enrolment).activity_id]).status_code == 302  # nothing to link yet: back
    do_task(enrolment)
    assert show(own, run, puhe=[999]).status_code == 422
    assert CompetenceAnswer.objects.get().evidence == {}


def test_nobody_links_before_having_answered(own, run, enrolment):
    work = do_task(enrolment)
    assert own.get(f"{place(run)}naytot/").status_code == 302
    assert show(own, run, puhe=[work]).status_code == 302
    assert not CompetenceAnswer.objects.exists()


def another_run(run) -> Run:
    return create_run(course=run.course, name="Toinen", code="toinen", language="fi", is_open=True, actor=None)


def test_runs_together_are_made_of_what_each_shows_by_itself(run):
    other = another_run(run)
    here = enrol_people(run, *(f"Nimi{letter} Suku" for letter in "abcde"))
    there = enrol_people(other, *(f"Nimi{letter} Suku" for letter in "fghijk"))
    answer_all(run, here, puhe=2)
    answer_all(other, there[:4], puhe=5)
    browser, page = client_of(make_trainer(run)), f"/en/kouluttaja/ohjaus/{run.code}/osaaminen/"
    assert "runs of this training together" not in main_of(browser.get(page))
    answer_all(other, there[4:5], puhe=5)
    assert "2 runs of this training together" in main_of(browser.get(page))
    [figures] = [one for one, *_rest in browser.get(page).context["sets"]]
    assert (figures.lines[0].start, figures.all_lines[0].start, figures.all_at_start) == (2.0, 3.5, 10)
    answer_all(other, there[5:], puhe=1)  # the sixth changes nothing, there or in the sum
    [again] = [one for one, *_rest in browser.get(page).context["sets"]]
    assert again.all_lines == figures.all_lines


def test_a_sum_over_groups_leaves_out_what_a_group_does_not_tell():
    four, five = [{"a": 5}] * 4, [{"a": 1}] * 5
    assert across([sums_of(four, ["a"]), sums_of(five, ["a"])]) == (5, {"a": 1.0})


def test_of_two_answers_the_newer_stays_with_the_works_of_both(own, run, enrolment, learner):
    own.post(place(run), levels(puhe=2))
    work = do_task(enrolment)
    show(own, run, puhe=[work])
    other = Learner.objects.create(user=User.objects.create_user(email="toinen@example.org"))
    enrol_learner(run=run, learner=other)
    client_of(other.user).post(place(run), levels(puhe=5))
    fold_enrolments(source_id=learner.pk, target_id=other.pk)
    answer = CompetenceAnswer.objects.get()
    assert (answer.levels, answer.evidence) == ({"puhe": 5}, {"puhe": [work]})


def test_choices_that_were_not_saved_move_when_two_enrolments_become_one(own, run, learner):
    own.post(place(run), levels(puhe=2) | {"seq": "1"}, headers=JSON)
    other = Learner.objects.create()
    staying = enrol_learner(run=run, learner=other)
    fold_enrolments(source_id=learner.pk, target_id=other.pk)
    draft = CompetenceDraft.objects.get()
    assert (draft.enrolment_id, draft.levels) == (staying.pk, {"puhe": 2})
    erase_learner(learner=other)
    assert not CompetenceDraft.objects.exists()
