"""The bank: tags, categories with subcategories, where a question is asked, and draws."""

import uuid

import pytest

from assessments.graded.api import (
    AuthorMistake,
    QuizSettings,
    Response,
    SlotFacts,
    categories,
    publish_quiz,
    questions_in,
    revise_question,
    save_answer,
    start_attempt,
    uses_of,
)
from tests.factories.courses import make_course, make_run
from tests.factories.graded import make_question, make_taking

pytestmark = pytest.mark.django_db


def question(category: str = "", *tags: str, status: str = "ready", **values):
    version = make_question(category=category, **values)
    one = version.question
    revise_question(
        key=one.key,
        slug=one.slug,
        kind=one.kind,
        values=version.values,
        actor=None,
        category=category,
        status=status,
        tags=tags,
    )
    one.refresh_from_db()
    return one


def quiz(*slots: SlotFacts, key=None):
    return publish_quiz(key=key or uuid.uuid4(), settings=QuizSettings(titles={"fi": "Testi"}), slots=slots)


def pools(version) -> list[set[int]]:
    return [set(slot.draw["pool"]) for slot in version.slots.all()]


def newest(*questions) -> set[int]:
    return {one.versions.latest("number").pk for one in questions}


def test_a_category_holds_its_subcategories_and_no_namesake():
    a, b, _other = question("M1"), question("M1/Työkyky"), question("M10")
    assert set(questions_in("M1")) == {a, b}
    assert categories() == ["M1", "M1/Työkyky", "M10"]


def test_a_draw_takes_ready_questions_of_its_category_and_tag():
    wanted = question("M1/Työkyky", "laki"), question("M1", "laki", "muu")
    question("M1", "muu"), question("M2", "laki"), question("M1", "laki", status="retired")
    assert pools(quiz(SlotFacts(category="M1", tag="laki", count=2))) == [newest(*wanted)]


def test_what_counts_no_points_is_never_drawn():
    wanted = question("M1")
    for kind in ("description", "scale"):
        make_question(kind, category="M1")
    assert pools(quiz(SlotFacts(category="M1"))) == [newest(wanted)]


def test_a_draw_by_tag_alone_crosses_categories():
    wanted = question("M1", "laki"), question("M2", "laki")
    assert pools(quiz(SlotFacts(tag="laki"))) == [newest(*wanted)]


def test_a_draw_from_nothing_named_is_refused():
    question("M1")
    with pytest.raises(AuthorMistake):
        quiz(SlotFacts())


def test_draws_that_share_questions_are_refused_when_they_could_run_short():
    for _number in range(3):
        question("M1", "laki")
    quiz(SlotFacts(category="M1", count=2), SlotFacts(tag="laki", count=1))
    with pytest.raises(AuthorMistake):
        quiz(SlotFacts(category="M1", count=2), SlotFacts(tag="laki", count=2))


def test_an_attempt_never_meets_a_drawn_question_twice(learner):
    for _number in range(4):
        question("M1", "laki")
    taking = make_taking(learner)
    quiz(SlotFacts(category="M1", count=2), SlotFacts(tag="laki", count=2), key=taking.activity.key)
    attempt = start_attempt(taking.enrolment, taking.activity.pk)
    assert len({response.question_version_id for response in attempt.responses.all()}) == 4


def test_tags_that_are_not_named_stay_and_unnamed_ones_go():
    one = question("M1", "laki", "muu")
    values = one.versions.get().values
    given = {"key": one.key, "slug": one.slug, "kind": one.kind, "values": values, "actor": None}
    revise_question(**given)
    assert [tag.name for tag in one.tags.all()] == ["laki", "muu"]
    revise_question(**given, tags=["uusi"])
    assert [tag.name for tag in one.tags.all()] == ["uusi"]
    assert one.versions.count() == 1


def test_where_a_question_is_asked_names_its_quiz_runs_and_how_often_it_was_met(learner):
    taking = make_taking(learner, "true_false")
    asked = taking.version.slots.get().question_version.question
    taking.start()
    (use,) = uses_of(asked)
    assert (use.title, use.is_drawn, use.is_current, use.attempts) == ("Testaa osaamisesi", False, True, 1)
    assert use.runs == [taking.run]
    assert uses_of(make_question().question) == []


def test_where_a_question_is_asked_tells_of_draws_and_of_an_earlier_wording():
    one = question("M1")
    quiz(SlotFacts(category="M1"))
    values = one.versions.get().values
    changed = {"fi": values["fi"] | {"stem": "Uusi muoto?"}}
    revise_question(key=one.key, slug=one.slug, kind=one.kind, values=changed, actor=None, category="M1")
    (use,) = uses_of(one)
    assert (use.is_drawn, use.is_current) == (True, False)


def test_the_quiz_of_earlier_versions_is_no_use_any_more():
    one, other, key = question(), question(), uuid.uuid4()
    quiz(SlotFacts(question=one.key), key=key)
    quiz(SlotFacts(question=other.key), key=key)
    assert uses_of(one) == []


def test_where_a_question_is_asked_costs_the_same_for_many_quizzes(statements):
    one = question()
    quiz(SlotFacts(question=one.key))
    with statements(4):
        uses_of(one)
    for _number in range(3):
        quiz(SlotFacts(question=one.key))
        make_run(make_course())
    with statements(4):
        uses_of(one)


def test_an_old_attempt_shows_what_was_asked_then(learner):
    taking = make_taking(learner, "single_choice")
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="kela", seq=1)
    version = attempt.responses.get().question_version
    changed = {"fi": version.values["fi"] | {"stem": "Aivan toinen kysymys?"}}
    revise_question(
        key=version.question.key, slug=version.question.slug, kind="single_choice", values=changed, actor=None
    )
    quiz(SlotFacts(question=version.question.key), key=taking.activity.key)
    kept = Response.objects.get(attempt=attempt)
    assert kept.question_version == version
    assert kept.question_version.values_in("fi")["stem"] == "Kuka päättää?"
    assert version.question.versions.count() == 2
