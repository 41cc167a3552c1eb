"""What a result shows at each of the four moments, as the author has chosen, decided by the server."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.api import Attempt, AuthorMistake, Response, submit_attempt
from assessments.graded.rules.disclosure import MOMENTS, PARTS, PRESETS, comments_shown, moment_of, parts_shown
from assessments.graded.services.answering import check_answer
from assessments.kinds.question import Comment
from content.models.quiz import REVIEWS
from courses.api import RunItem
from tests.factories.graded import RIGHT, make_taking

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
#: The author's words on the wrong answer of this file.
FEEDBACK = "Päätöksen tekee Kela"


def signs() -> dict[str, str]:
    """What the page says only when it may."""
    return {
        "verdict": gettext("Not quite"),
        "points": gettext("%(points)s / %(most)s points") % {"points": "0", "most": "1"},
        "feedback": FEEDBACK,
        "answer": gettext("this is right"),
    }


@pytest.mark.parametrize(
    ("sent", "closes", "now", "moment"),
    [
        (None, NOON, NOON + HOUR, "during"),
        (NOON, None, NOON + datetime.timedelta(minutes=29), "after"),
        (NOON, None, NOON + datetime.timedelta(minutes=30), "later"),
        (NOON, NOON + 2 * HOUR, NOON + HOUR, "later"),
        (NOON, NOON + HOUR, NOON + HOUR, "closed"),
        (NOON, NOON, NOON + datetime.timedelta(minutes=1), "closed"),
    ],
)
def test_the_moment_of_an_attempt(sent, closes, now, moment):
    assert moment_of(sent, closes, now) == moment


def seen(page: str) -> set[str]:
    return {part for part, sign in signs().items() if sign in page}


def at(moment: str, attempt: Attempt) -> None:
    """Make it that moment for a sent attempt."""
    now = timezone.now()
    RunItem.objects.update(closes_at=now - HOUR if moment == "closed" else now + HOUR)
    Attempt.objects.filter(pk=attempt.pk).update(submitted_at=now - (HOUR if moment == "later" else HOUR / 60))


@pytest.mark.parametrize("moment", ["after", "later", "closed"])
@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_shows_its_parts_after_sending(own, learner, preset, moment):
    taking = make_taking(learner, "short_text", review=PRESETS[preset])
    attempt = taking.start()
    Response.objects.update(answer="kunta")
    submit_attempt(attempt=attempt)
    at(moment, attempt)
    page = own.get(f"{taking.address}tulos/1/").content.decode()
    assert "kunta" in page
    assert seen(page) == set(PRESETS[preset][moment])


@pytest.mark.parametrize("shown", [("verdict",), ("verdict", "feedback"), ("verdict", "points"), PARTS])
def test_while_the_attempt_is_open_a_checked_answer_shows_what_it_may(own, learner, shown):
    review = dict.fromkeys(MOMENTS, PARTS) | {"during": shown}
    taking = make_taking(learner, "short_text", feedback="immediate", review=review)
    attempt = taking.start()
    Response.objects.update(answer="kunta")
    check_answer(attempt=attempt, position=1)
    assert seen(own.get(f"{taking.address}1/").content.decode()) == set(shown)


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "matching", "ordering", "grouping", "gap_fill"])
def test_no_kind_tells_the_right_answer_before_it_may(own, learner, kind):
    taking = make_taking(learner, kind, review=PRESETS["answers_when_closed"])
    attempt = taking.start()
    submit_attempt(attempt=attempt)
    page = own.get(f"{taking.address}tulos/1/").content.decode()
    assert signs()["answer"] not in page
    at("closed", attempt)
    assert signs()["answer"] in own.get(f"{taking.address}tulos/1/").content.decode()


def test_the_list_of_attempts_hides_points_that_are_not_shown_yet(own, learner):
    taking = make_taking(learner, "short_text", review=PRESETS["when_closed"])
    attempt = submit_attempt(attempt=taking.start())
    at("after", attempt)
    assert "0 / 1" not in own.get(taking.address).content.decode()
    at("closed", attempt)
    assert "0 / 1" in own.get(taking.address).content.decode()


def test_own_later_closing_keeps_the_answers_from_who_still_goes_on(own, learner):
    taking = make_taking(learner, "short_text", review=PRESETS["when_closed"])
    attempt = submit_attempt(attempt=taking.start())
    at("closed", attempt)
    taking.run.accommodations.create(enrolment=taking.enrolment, closes_at=timezone.now() + HOUR, reason="Sairaus")
    assert not seen(own.get(f"{taking.address}tulos/1/").content.decode())


def test_parts_cannot_be_asked_for_by_the_address(client: Client, own, learner):
    taking = make_taking(learner, "short_text", review=PRESETS["when_closed"])
    submit_attempt(attempt=taking.start())
    assert not seen(own.get(f"{taking.address}tulos/1/?moment=closed&review=all&show=answer").content.decode())


@pytest.mark.parametrize(
    "rules",
    [
        {"review": {"during": ("points",)}, "feedback": "immediate"},
        {"review": {"during": ()}, "feedback": "hints"},
        {"review": {"sometimes": ("points",)}},
        {"review": {"after": ("everything",)}},
    ],
)
def test_settings_that_contradict_themselves_are_refused(learner, rules):
    with pytest.raises(AuthorMistake):
        make_taking(learner, "short_text", **rules)


comments = st.builds(
    Comment,
    id=st.sampled_from("abcd"),
    text=st.just("teksti"),
    chosen=st.booleans(),
    right=st.booleans(),
    feedback=st.just("palaute"),
    answer=st.just("vastaus"),
    model=st.just("malli"),
)


@given(st.lists(comments), st.frozensets(st.sampled_from(PARTS)), st.booleans())
def test_nothing_is_said_of_what_was_not_given_before_the_answer_may_be(said, parts, is_model_apart):
    parts = parts_shown({"after": tuple(parts)}, "after")
    shown = comments_shown(said, parts, seen=["a"], is_model_apart=is_model_apart)
    if "answer" not in parts:
        assert not any(one.model or (one.right and not one.chosen) for one in shown)
    if "feedback" not in parts:
        assert not any(one.feedback for one in shown)
    if "verdict" not in parts:
        assert shown == []


def test_whether_it_is_passed_is_told_also_where_all_else_waits(own, learner):
    taking = make_taking(learner, "short_text", review=PRESETS["when_closed"])
    attempt = taking.start()
    Response.objects.update(answer=RIGHT["short_text"])
    submit_attempt(attempt=attempt)
    at("after", attempt)
    with translation.override("fi"):
        told = gettext("The test is passed.")
    page = own.get(f"{taking.address}tulos/1/").content.decode()
    assert told in page
    assert not seen(page)
    with translation.override("en"):
        assert "passed" in str(dict(REVIEWS)["when_closed"])
