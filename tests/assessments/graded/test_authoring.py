"""What authors publish: versions that never change under an attempt."""

import uuid

import pytest

from assessments.graded.api import (
    AuthorMistake,
    Band,
    Question,
    QuestionVersion,
    QuizSettings,
    QuizVersion,
    SlotFacts,
    latest_question_versions,
    newer_questions,
    publish_quiz,
    quiz_facts,
    revise_question,
    submit_attempt,
)
from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from tests.factories.graded import CHOICES, RIGHT, VALUES, make_question, make_taking, options

SETTINGS = QuizSettings(titles={"fi": "Testi", "sv": "Prov"}, bands=(Band(0, {"fi": "Hyvä alku"}),))


def revise(version: QuestionVersion, **changes) -> QuestionVersion:
    question = version.question
    values = {"fi": VALUES[question.kind] | changes}
    return revise_question(key=question.key, slug=question.slug, kind=question.kind, values=values, actor=None)


def test_the_same_question_again_makes_no_new_version(db):
    first = make_question()
    assert revise(first) == first
    second = revise(first, stem="Kuka tästä päättää?")
    assert (second.number, QuestionVersion.objects.count()) == (2, 2)
    assert second.question.title == "Kuka tästä päättää?"
    assert latest_question_versions([first.question.key]) == {first.question.key: second}


@pytest.mark.parametrize(
    "changes",
    [
        {"options": options(("a", False), ("b", False))},
        {"stem": "  "},
        {"options": options(("a b", True), ("c", False))},
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_unless_it_is_a_draft(db, changes):
    given = {"key": uuid.uuid4(), "slug": "q", "kind": "single_choice", "values": {"fi": CHOICES | changes}}
    with pytest.raises(AuthorMistake):
        revise_question(**given, actor=None)
    assert Question.objects.count() == 0
    assert revise_question(**given, actor=None, status="draft").number == 1


def test_a_question_keeps_its_kind(db):
    question = make_question().question
    with pytest.raises(AuthorMistake, match="never changed"):
        revise_question(
            key=question.key, slug=question.slug, kind="true_false", values={"fi": VALUES["true_false"]}, actor=None
        )


def test_a_kind_that_does_not_exist_is_named(db):
    with pytest.raises(AuthorMistake, match="essee"):
        revise_question(key=uuid.uuid4(), slug="q", kind="essee", values={"fi": {}}, actor=None, status="draft")


def test_a_version_is_never_changed(db):
    version = make_question()
    version.values = {}
    with pytest.raises(TypeError, match="new version"):
        version.save()


def test_a_translation_has_texts_of_its_own_and_one_key_of_right_answers():
    swedish = {"stem": "Vem beslutar?", "options": [{"id": "kela", "value": {"text": "FPA", "correct": False}}]}
    values = {"fi": CHOICES, "sv": swedish}
    shown = value_in(KINDS["single_choice"].fields, values, "sv")
    assert shown["stem"] == "Vem beslutar?"
    assert [one["value"]["text"] for one in shown["options"]] == ["FPA", "Vaihtoehto tk"]
    assert KINDS["single_choice"].mark(shown, RIGHT["single_choice"]).is_full


def test_the_same_quiz_again_makes_no_new_version(db):
    key, question = uuid.uuid4(), make_question().question
    slots = [SlotFacts(question=question.key)]
    first = publish_quiz(key=key, settings=SETTINGS, slots=slots)
    assert publish_quiz(key=key, settings=SETTINGS, slots=slots) == first
    stricter = QuizSettings(titles=SETTINGS.titles, bands=SETTINGS.bands, pass_percent=80)
    assert publish_quiz(key=key, settings=stricter, slots=slots).number == 2
    assert QuizVersion.objects.count() == 2
    assert quiz_facts(key, "sv").title == "Prov"
    assert (quiz_facts(key, "en").title, quiz_facts(key, "en").pass_percent) == ("Testi", 80)
    assert quiz_facts(uuid.uuid4(), "fi") is None


def test_settings_come_back_from_storage_as_they_were():
    assert QuizSettings.restored(SETTINGS.stored()) == SETTINGS
    assert QuizSettings.restored(SETTINGS.stored() | {"from_a_later_version": 1}) == SETTINGS


@pytest.mark.parametrize(
    ("settings", "slots"),
    [
        (QuizSettings(titles={}, pass_percent=101), 1),
        (QuizSettings(titles={}, pass_percent=-1), 1),
        (QuizSettings(titles={}, attempts_allowed=0), 1),
        (QuizSettings(titles={}, minutes_allowed=-5), 1),
        (QuizSettings(titles={}, delay_minutes=-5), 1),
        (QuizSettings(titles={}, bands=(Band(400, {}),)), 1),
        (QuizSettings(titles={}, feedback="never"), 1),
        (SETTINGS, 0),
    ],
)
def test_rules_that_make_no_sense_are_refused(db, settings, slots):
    question = make_question().question
    with pytest.raises(AuthorMistake):
        publish_quiz(key=uuid.uuid4(), settings=settings, slots=[SlotFacts(question=question.key)] * slots)


def test_a_question_that_is_not_ready_or_worth_nothing_is_refused(db):
    question = make_question().question
    with pytest.raises(AuthorMistake, match="worth"):
        publish_quiz(key=uuid.uuid4(), settings=SETTINGS, slots=[SlotFacts(question=question.key, points=0)])
    Question.objects.update(status="retired")
    with pytest.raises(AuthorMistake, match="not ready"):
        publish_quiz(key=uuid.uuid4(), settings=SETTINGS, slots=[SlotFacts(question=question.key)])


def test_a_draw_takes_from_its_pool_without_repeating_a_question(learner):
    taking = make_taking(learner, "single_choice")
    chosen = make_question(category="Laki").question
    pool = {make_question(category="Laki").pk for _ in range(4)}
    slots = [SlotFacts(question=chosen.key), SlotFacts(category="Laki", count=3, points=200)]
    version = publish_quiz(key=taking.activity.key, settings=SETTINGS, slots=slots)
    make_question(category="Laki")
    attempt = taking.start()
    asked = list(attempt.responses.values_list("question_version_id", flat=True))
    assert (version.questions, len(set(asked)), attempt.max_score) == (4, 4, 700)
    assert set(asked[1:]) < pool
    with pytest.raises(AuthorMistake, match="to draw from"):
        publish_quiz(key=uuid.uuid4(), settings=SETTINGS, slots=[SlotFacts(category="Laki", count=7)])
    with pytest.raises(AuthorMistake, match="5 questions to draw"):
        publish_quiz(key=uuid.uuid4(), settings=SETTINGS, slots=[*slots, slots[1]])


def test_a_rewritten_question_reaches_new_attempts_after_publishing_again_and_never_an_open_one(learner):
    taking = make_taking(learner, "single_choice")
    opened = taking.start()
    asked = opened.responses.get().question_version
    rewritten = revise(asked, options=options(("kela", False), ("tk", True)))
    assert newer_questions(taking.activity.key) == [asked.question]
    opened.responses.update(answer="kela")
    assert submit_attempt(attempt=opened).passed is True
    assert taking.start().responses.get().question_version == asked
    submit_attempt(attempt=taking.start())
    slots = [SlotFacts(question=asked.question.key)]
    publish_quiz(key=taking.activity.key, settings=SETTINGS, slots=slots)
    assert newer_questions(taking.activity.key) == []
    assert taking.start().responses.get().question_version == rewritten
