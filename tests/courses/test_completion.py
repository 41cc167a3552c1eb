"""A run's rule: what it asks for, what is missing, and that it is decided in whole numbers."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.api import (
    DaysFact,
    Enrolment,
    Evidence,
    Names,
    Run,
    adopt_outline,
    approve_whole,
    complete_activity,
    enrol_learner,
    freeze_run,
    parse_rule,
    pending_changes,
    rule_sentence,
    settle_anew,
    steps_of,
    tell_days,
    tell_scores,
)
from courses.completion import sources
from courses.completion.judging import judge
from courses.completion.shape import BadRule, Facts, StepFact
from tests.factories import make_course, make_run

A, B, C = (StepFact(key, key.upper(), "m", required=key != "c", done=False) for key in "abc")


def done(*keys: str, **facts) -> Facts:
    steps = tuple(StepFact(s.key, s.title, s.section, s.required, s.key in keys) for s in (A, B, C))
    return Facts(steps=steps, **facts)


def step(key: str) -> dict:
    return {"is": "step", "key": key}


TABLE = [
    ({}, done("a", "b"), True),
    ({}, done("a", "c"), False),
    ({"all": [{"is": "module", "key": "m"}]}, done("a", "b"), True),
    ({"all": [{"is": "module", "key": "m"}]}, done("b", "c"), False),
    ({"all": [step("c")]}, done("c"), True),
    ({"all": [step("c")]}, done("a", "b"), False),
    ({"all": [{"is": "score", "key": "a", "percent": 80}]}, done(scores={"a": (800, 1000)}), True),
    ({"all": [{"is": "score", "key": "a", "percent": 80}]}, done(scores={"a": (799, 1000)}), False),
    ({"all": [{"is": "score", "key": "a", "percent": 67}]}, done(scores={"a": (200, 300)}), False),
    ({"all": [{"is": "score", "key": "a", "percent": 1}]}, done("a"), False),
    ({"all": [{"is": "days", "count": 5}]}, done(days=DaysFact(5)), True),
    ({"all": [{"is": "days", "count": 5}]}, done(days=DaysFact(4)), False),
    ({"all": [{"is": "days", "count": 5}]}, done(days=DaysFact(6, ("Aloitus",))), False),
    ({"all": [{"is": "approval"}]}, done(approved=True), True),
    ({"all": [{"is": "approval"}]}, done("a", "b", "c"), False),
    ({"of": 1, "conditions": [step("a"), step("b")]}, done("b"), True),
    ({"of": 1, "conditions": [step("a"), step("b")]}, done("c"), False),
    ({"of": 2, "conditions": [step("a"), step("b"), step("c")]}, done("a", "c"), True),
    ({"of": 2, "conditions": [step("a"), step("b"), step("c")]}, done("c"), False),
    ({"all": [{"is": "required"}, {"of": 1, "conditions": [step("c"), {"is": "approval"}]}]}, done("a", "b"), False),
    (
        {"all": [{"is": "required"}, {"of": 1, "conditions": [step("c"), {"is": "approval"}]}]},
        done("a", "b", "c"),
        True,
    ),
    # What the run does not have asks for nothing; a rule with nothing left completes nobody.
    ({"all": [step("a"), step("gone")]}, done("a"), True),
    ({"all": [step("gone")]}, done("a", "b", "c"), False),
    ({"of": 2, "conditions": [step("a"), step("gone")]}, done("a"), True),
]


@pytest.mark.parametrize(("stored", "facts", "complete"), TABLE)
def test_rule_by_table(stored, facts, complete):
    verdict = judge(parse_rule(stored), facts)
    assert (verdict.complete, bool(verdict.missing) or not verdict.asked) == (complete, not complete)


@pytest.mark.parametrize(
    "stored",
    [
        {"all": []},
        {"of": 3, "conditions": [step("a")]},
        {"of": 0, "conditions": [step("a")]},
        {"of": True, "conditions": [step("a")]},
        {"all": [{"is": "luck"}]},
        {"all": [{"is": "step"}]},
        {"all": [{"is": "score", "key": "a", "percent": 70.5}]},
        {"all": [{"is": "days", "count": 0}]},
        {"all": [{"all": [{"all": [{"all": [step("a")]}]}]}]},
        [],
        {"any": 1},
    ],
)
def test_what_is_no_rule_is_refused(stored):
    with pytest.raises(BadRule):
        parse_rule(stored)


LEAVES = st.one_of(
    st.just({"is": "required"}),
    st.just({"is": "approval"}),
    st.sampled_from("abcx").map(step),
    st.integers(1, 100).map(lambda percent: {"is": "score", "key": "a", "percent": percent}),
    st.integers(1, 4).map(lambda count: {"is": "days", "count": count}),
)
CHOICES = st.lists(LEAVES, min_size=2, max_size=4).flatmap(
    lambda some: st.integers(1, len(some)).map(lambda least: {"of": least, "conditions": some})
)
RULES = st.lists(st.one_of(LEAVES, CHOICES), min_size=1, max_size=4).map(lambda some: {"all": some})


@given(
    RULES,
    st.sets(st.sampled_from("abc")),
    st.sets(st.sampled_from("abc")),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 300),
    st.integers(0, 300),
    st.booleans(),
)
def test_more_done_never_makes_a_rule_fail_that_held(stored, keys, more, days, later, points, gained, approved):
    rule = parse_rule(stored)
    less = done(*keys, days=DaysFact(days), scores={"a": (points, 600)}, approved=approved)
    most = done(*keys | more, days=DaysFact(days + later), scores={"a": (points + gained, 600)}, approved=True)
    assert judge(rule, most).complete >= judge(rule, less).complete


def test_missing_says_what_clears_it_and_how_many_of_several_are_enough():
    rule = parse_rule({"all": [{"is": "required"}, {"of": 1, "conditions": [step("c"), {"is": "approval"}]}]})
    missing = judge(rule, done("a")).missing
    assert [(one.condition.kind, [fact.key for fact in one.steps], one.choice) for one in missing] == [
        ("required", ["b"], None),
        ("step", ["c"], 1),
        ("approval", [], 1),
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The training is completed when every required step is done, at least 5 contact days are attended (among "
            "them “Aloitus”) and (“Testi” has at least 80 % of its points or the trainer has approved the whole).",
        ),
        (
            "fi",
            "Koulutus on suoritettu, kun kaikki pakolliset kohdat on tehty, vähintään 5 lähipäivään on osallistuttu "
            "(niiden joukossa ”Aloitus”) ja (kohdasta ”Testi” on saatu vähintään 80 % pisteistä tai kouluttaja on "
            "hyväksynyt kokonaisuuden).",
        ),
        (
            "sv",
            "Utbildningen är slutförd när alla obligatoriska steg är gjorda, minst 5 närdagar är genomförda (bland dem "
            "”Aloitus”) och (minst 80 % av poängen i ”Testi” är uppnådda eller utbildaren har godkänt helheten).",
        ),
    ],
)
def test_a_rule_is_one_plain_sentence(language, said):
    quiz = {"is": "score", "key": "q", "percent": 80}
    stored = {
        "all": [
            {"is": "required"},
            {"is": "days", "count": 5},
            {"of": 1, "conditions": [quiz, {"is": "approval"}]},
        ]
    }
    with override(language):
        assert rule_sentence(parse_rule(stored), Names(steps={"q": "Testi"}, compulsory=("Aloitus",))) == said


def enrolled(learner, rule: dict, **course_fields) -> Enrolment:
    run = make_run(**course_fields)
    Run.objects.filter(pk=run.pk).update(rule=rule)
    return enrol_learner(run=run, learner=learner)


def finish_all(enrolment: Enrolment) -> None:
    for one in steps_of(enrolment):
        complete_activity(enrolment_id=enrolment.pk, activity_id=one.activity_id, evidence=Evidence(kind="self_marked"))


def test_a_run_that_asks_for_approval_is_completed_by_it_and_not_before(learner, trainer):
    enrolment = enrolled(learner, {"all": [{"is": "required"}, {"is": "approval"}]})
    finish_all(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    assert approve_whole(enrolment_id=enrolment.pk, reason="Näyttö nähty.", actor=trainer) is True
    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.approval_reason) == ("completed", "Näyttö nähty.")


def test_an_approval_needs_a_reason(learner, trainer):
    enrolment = enrolled(learner, {"all": [{"is": "approval"}]})
    with pytest.raises(ValueError, match="reason"):
        approve_whole(enrolment_id=enrolment.pk, reason="  ", actor=trainer)


def test_days_and_points_come_from_the_rooms_above_and_settle_when_they_change(learner, monkeypatch):
    monkeypatch.setattr(sources, "_days", [])
    monkeypatch.setattr(sources, "_scores", [])
    days, points = [4], [790]
    tell_days(lambda enrolment_id: DaysFact(days[0]))
    tell_scores(lambda enrolment_id, keys: dict.fromkeys(keys, (points[0], 1000)))
    enrolment = enrolled(learner, {})
    quiz = str(steps_of(enrolment)[0].activity_key)
    rule = {"all": [{"is": "days", "count": 5}, {"is": "score", "key": quiz, "percent": 80}]}
    Run.objects.update(rule=rule)
    assert settle_anew(enrolment_id=enrolment.pk) is False
    days[0] = 5
    assert settle_anew(enrolment_id=enrolment.pk) is False
    points[0] = 800
    assert settle_anew(enrolment_id=enrolment.pk) is True


def test_a_begun_run_keeps_its_rule_until_its_trainer_takes_the_change(trainer):
    course = make_course(type="blended_cohort")
    run = make_run(course)
    freeze_run(run=run)
    course.rule = {"all": [{"is": "approval"}]}
    course.save()
    run.refresh_from_db()
    assert run.rule == {}
    assert pending_changes(run)["rule"] != []
    adopt_outline(run=run, actor=trainer)
    run.refresh_from_db()
    assert (run.rule, pending_changes(run)["rule"]) == ({"all": [{"is": "approval"}]}, [])
