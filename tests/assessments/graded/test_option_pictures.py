"""Pictures of options: shown where the options are, told in words, and never without them."""

import copy

import pytest

from assessments.graded.api import AuthorMistake, Question, Response, question_problems
from assessments.kinds.base import value_in
from assessments.kinds.multiple_choice import KIND as SEVERAL
from assessments.kinds.single_choice import KIND as SINGLE
from tests.factories.graded import make_question, make_taking
from tests.factories.kinds import VALUES

PICTURE = {"picture": 41, "picture_alt": "Punainen kolmio"}


def pictured(kind: str, place: int = 0, **changes) -> dict:
    """The values of a question whose one option has a picture."""
    values = copy.deepcopy(VALUES[kind])
    values["options"][place]["value"] |= PICTURE | changes
    return values


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_a_picture_of_an_option_without_words_makes_no_question(db, kind):
    with pytest.raises(AuthorMistake) as mistake:
        make_question(kind, **pictured(kind, place=1, picture_alt=" "))
    (problem,) = mistake.value.problems
    assert "2: " in problem


def test_a_translation_shows_the_same_picture_and_tells_it_in_its_own_words():
    values = {"fi": pictured("single_choice")}
    values["sv"] = {"options": [{"id": "kela", "value": {"text": "FPA", "picture_alt": "En röd triangel"}}]}
    (shown,) = SINGLE.pictures(value_in(SINGLE.fields, values, "sv")).values()
    assert shown == {"pk": 41, "alt": "En röd triangel"}
    assert question_problems(kind="single_choice", values=values) == []


def test_only_the_option_that_has_a_picture_shows_one():
    shown = SEVERAL.field(pictured("multiple_choice", place=2), [], ["a", "c"])["options"]
    assert [one["picture"] for one in shown] == [None, {"pk": 41, "alt": "Punainen kolmio"}]


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_an_options_picture_is_asked_and_stands_in_the_result(own, learner, opened, kind):
    taking = make_taking(learner, kind)
    taking.start()
    version = Response.objects.get().question_version
    type(version).objects.filter(pk=version.pk).update(values={"fi": pictured(kind)})
    page = own.get(f"{taking.address}1/")
    assert page.content.decode().count('alt="Punainen kolmio"') == 1
    assert "/kuva/41/320/" in page.content.decode()
    chosen = VALUES[kind]["options"][0]["id"]
    own.post(f"{taking.address}1/", opened(own, f"{taking.address}1/") | {"answer": chosen})
    review = own.get(f"{taking.address}tarkista/")
    assert VALUES[kind]["options"][0]["value"]["text"] in review.content.decode()
    result = own.get(own.post(f"{taking.address}tarkista/", {"attempt": "1"}).url)
    assert 'alt="Punainen kolmio"' in result.content.decode()


def test_lines_of_a_question_stay_lines_above_its_options(own, learner):
    taking = make_taking(learner, "single_choice")
    taking.start()
    version = Response.objects.get().question_version
    told = VALUES["single_choice"] | {"stem": "Lue ensin.\n– yksi"}
    type(version).objects.filter(pk=version.pk).update(values={"fi": told})
    assert "Lue ensin.<br>– yksi" in own.get(f"{taking.address}1/").content.decode()
    assert Question.objects.count() == 1
