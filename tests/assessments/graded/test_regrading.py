"""Counting again: what is shown is what is done, a pass stays, and every change is on record with its reason."""

import pytest

from assessments.graded.api import (
    Attempt,
    QuizSettings,
    SlotFacts,
    publish_quiz,
    revise_question,
    save_answer,
    submit_attempt,
)
from assessments.graded.models import Regrade, Response
from assessments.graded.queries.regrading import changes_if_regraded, fingerprint
from assessments.graded.services.regrading import ChangedMeanwhile, regrade_quiz
from courses.api import Enrolment, Progress, Run, cancel_enrolment, enrol_learner
from lms.accounts.api import Learner, User
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from tests.dashboard.people import main_of, make_trainer
from tests.factories.graded import CHOICES, VALUES, Taking, make_taking, options

pytestmark = pytest.mark.django_db
#: The other option is right after all.
CORRECTED = CHOICES | {"options": options(("kela", False), ("tk", True))}


@pytest.fixture
def taking(learner):
    """A quiz of one choice, where "kela" is right so far; all of it passes."""
    return make_taking(learner, "single_choice")


@pytest.fixture
def marker(taking):
    return make_trainer(taking.run)


def another(taking: Taking, name: str) -> Taking:
    user = User.objects.create_user(email=f"{name}@example.org", first_name=name, last_name="Esimerkki")
    enrolment = enrol_learner(run=taking.run, learner=Learner.objects.create(user=user))
    return Taking(enrolment, taking.activity, taking.version)


def send(taking: Taking, answer: str | None, position: int = 1) -> Attempt:
    attempt = taking.start()
    if answer:
        save_answer(attempt=attempt, position=position, answer=answer, seq=1)
    return submit_attempt(attempt=attempt)


def correct(taking: Taking, values=CORRECTED) -> None:
    question = taking.version.slots.first().question_version.question
    revise_question(key=question.key, slug=question.slug, kind=question.kind, values={"fi": values}, actor=None)


def changes(taking: Taking):
    return changes_if_regraded(taking.run, taking.activity.pk)


def regrade(taking: Taking, actor: User, **more):
    asked = {"seen": fingerprint(changes(taking)), "reason": "Oikea vastaus oli merkitty väärin."} | more
    return regrade_quiz(run=taking.run, activity_id=taking.activity.pk, actor=actor, **asked)


def test_nothing_changes_while_the_question_is_as_it_was(taking):
    send(taking, "kela")
    assert changes(taking) == []


def test_the_list_says_every_changed_result_and_writes_nothing(taking):
    wrong, right, silent = send(another(taking, "Aino"), "tk"), send(taking, "kela"), send(another(taking, "Ville"), "")
    correct(taking)
    listed = {one.attempt_id: one for one in changes(taking)}
    assert set(listed) == {wrong.pk, right.pk}
    assert (listed[wrong.pk].old_score, listed[wrong.pk].new_score, listed[wrong.pk].passes_now) == (0, 100, True)
    assert (listed[right.pk].old_score, listed[right.pk].new_score, listed[right.pk].would_fail) == (100, 0, True)
    silent.refresh_from_db()
    assert [one.points for one in Response.objects.order_by("pk")] == [0, 100, 0]
    assert not Regrade.objects.exists()


def test_a_new_pass_completes_the_training_at_once(taking, marker):
    attempt = send(taking, "tk")
    correct(taking)
    regrade(taking, marker)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, True)
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED


def test_a_pass_and_what_rests_on_it_stay(taking, marker):
    attempt = send(taking, "kela")
    correct(taking)
    regrade(taking, marker)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (0, True)
    assert Progress.objects.count() == 1
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED
    entry = Regrade.objects.get()
    assert (entry.old_score, entry.new_score, entry.old_passed, entry.new_passed) == (100, 0, True, True)
    assert entry.answers == [{"position": 1, "old": 100, "new": 0, "version": 2}]


def test_each_changed_result_is_logged_with_its_reason(taking, marker):
    for name in ("Aino", "Ville"):
        send(another(taking, name), "tk")
    correct(taking)
    regrade(taking, marker)
    entries = AuditEntry.objects.filter(verb="attempt.regraded")
    assert entries.count() == 2
    assert {entry.reason for entry in entries} == {"Oikea vastaus oli merkitty väärin."}
    assert {entry.actor_key for entry in entries} == {marker.key}
    assert len({entry.detail["batch"] for entry in entries}) == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_needs_a_reason(taking, marker, reason):
    send(taking, "tk")
    correct(taking)
    with pytest.raises(ValueError, match="reason"):
        regrade(taking, marker, reason=reason)
    assert not Regrade.objects.exists()


def test_what_was_not_shown_is_not_done(taking, marker):
    send(taking, "tk")
    correct(taking)
    seen = fingerprint(changes(taking))
    send(another(taking, "Aino"), "tk")
    with pytest.raises(ChangedMeanwhile):
        regrade(taking, marker, seen=seen)
    assert not Regrade.objects.exists()
    assert set(Response.objects.values_list("points", flat=True)) == {0}


def test_doing_it_twice_changes_nothing_more(taking, marker):
    send(taking, "tk")
    correct(taking)
    regrade(taking, marker)
    assert changes(taking) == []
    with pytest.raises(ChangedMeanwhile):
        regrade(taking, marker)
    assert Regrade.objects.count() == 1


def test_it_can_be_counted_again_and_again(taking, marker):
    attempt = send(taking, "tk")
    correct(taking)
    regrade(taking, marker)
    correct(taking, CHOICES)
    regrade(taking, marker, reason="Sittenkin Kela.")
    attempt.refresh_from_db()
    assert attempt.score == 0
    assert attempt.responses.get().mark.comment == "Sittenkin Kela."
    assert [entry.new_score for entry in Regrade.objects.all()] == [100, 0]


def test_one_question_alone_can_be_counted_again(learner):
    taking = make_taking(learner, "single_choice", "single_choice")
    attempt = taking.start()
    for position in (1, 2):
        save_answer(attempt=attempt, position=position, answer="tk", seq=1)
    submit_attempt(attempt=attempt)
    for slot in taking.version.slots.all():
        question = slot.question_version.question
        revise_question(key=question.key, slug=question.slug, kind=question.kind, values={"fi": CORRECTED}, actor=None)
    listed = changes_if_regraded(taking.run, taking.activity.pk, question_id=question.pk)
    assert [[one.position for one in change.answers] for change in listed] == [[2]]


def test_open_attempts_other_runs_and_those_who_left_are_let_be(taking, trainee):
    send(taking, "tk")
    taking.start()
    correct(taking)
    assert [change.number for change in changes(taking)] == [1]
    cancel_enrolment(enrolment=taking.enrolment, actor=trainee)
    assert changes(taking) == []


def test_hints_cost_as_much_as_before(learner, marker):
    taking = make_taking(learner, "single_choice", feedback="hints", hint_penalty=25)
    attempt = send(taking, "tk")
    Response.objects.filter(attempt=attempt).update(tries=["kela"])
    correct(taking)
    assert [change.new_score for change in changes(taking)] == [75]


def test_what_hints_cost_is_what_the_attempts_own_version_of_the_quiz_says(learner):
    taking = make_taking(learner, "single_choice", feedback="hints", hint_penalty=25)
    attempt = send(taking, "tk")
    Response.objects.filter(attempt=attempt).update(tries=["kela"])
    slots = [SlotFacts(question=slot.question_version.question.key, points=100) for slot in taking.version.slots.all()]
    dearer = QuizSettings(titles={"fi": "Testaa osaamisesi"}, feedback="hints", hint_penalty=50)
    publish_quiz(key=taking.activity.key, settings=dearer, slots=slots)
    correct(taking)
    assert [change.new_score for change in changes(taking)] == [75]


def test_an_answer_is_counted_by_the_texts_of_the_language_it_was_given_in(learner):
    taking = make_taking(learner, "short_text")
    Run.objects.update(language="sv")
    attempt = send(Taking(Enrolment.objects.get(), taking.activity, taking.version), "fpa")
    assert (attempt.language, attempt.score) == ("sv", 0)
    question = taking.version.slots.first().question_version.question
    texts = {"fi": VALUES["short_text"], "sv": VALUES["short_text"] | {"patterns": "fpa", "example": "FPA"}}
    revise_question(key=question.key, slug=question.slug, kind=question.kind, values=texts, actor=None)
    assert [change.new_score for change in changes(taking)] == [100]


def test_the_learner_reads_why_and_sees_the_corrected_question(taking, marker, own):
    send(taking, "tk")
    correct(taking)
    regrade(taking, marker)
    page = main_of(own.get(f"{taking.address}tulos/1/"))
    assert "Oikea vastaus oli merkitty väärin." in page
    assert "is-right" in page
    assert "is-wrong" not in page


@pytest.mark.parametrize("people", [1, 6])
def test_the_list_costs_the_same_for_any_number(taking, statements, people):
    for place in range(people):
        send(another(taking, f"Aino{place}"), "tk")
    correct(taking)
    # versions in use, the newest, the answers, what waits for a person
    with statements(4):
        assert len(changes(taking)) == people


def test_it_comes_along_with_ones_own_data_and_goes_with_it(taking, marker, learner):
    send(taking, "tk")
    correct(taking)
    regrade(taking, marker)
    assert "Oikea vastaus oli merkitty väärin." in str(sections_of(learner))
    erase_learner(learner=learner)
    assert not Regrade.objects.exists()
