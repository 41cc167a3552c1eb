"""A question that is not finished can be left and gone on with; only a ready one has to be whole."""

import pytest
from django.urls import reverse

from assessments.graded.api import KINDS, Question, question_problems
from tests.content.test_admin_question_kinds import author, form_of, stored  # noqa: F401 -- the fixture
from tests.factories.kinds import VALUES

pytestmark = pytest.mark.django_db


def begun(kind: str) -> dict[str, str]:
    """What the browser sends when only the first field is written."""
    empty = {field.name: [] if field.kind == "list" else "" for field in KINDS[kind].fields[1:]}
    return form_of(kind, **empty) | {"status": "draft"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_left_with_its_first_words_and_gone_on_with(author, kind):  # noqa: F811
    answer = author.post(reverse("questions:add") + f"?kind={kind}", begun(kind))
    assert answer.status_code == 302, answer.context["form"].errors
    question = Question.objects.get()
    said = VALUES[kind]["stem"]
    assert (question.status, question.title, stored(question)["stem"]) == ("draft", said, said)
    for page in ("questions:edit", "questions:look", "questions:preview"):
        assert author.get(reverse(page, args=[question.pk])).status_code == 200, page
    assert author.get(reverse("questions:index")).status_code == 200
    author.post(reverse("questions:edit", args=[question.pk]), form_of(kind))
    question.refresh_from_db()
    assert question.status == "ready"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if question_problems(kind=kind, values={"fi": {"stem": "x"}})])
def test_it_is_not_ready_before_it_is_whole(author, kind):  # noqa: F811
    answer = author.post(reverse("questions:add") + f"?kind={kind}", begun(kind) | {"status": "ready"})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Question.objects.exists()


def test_a_draft_has_its_question(author):  # noqa: F811
    answer = author.post(reverse("questions:add") + "?kind=matching", begun("matching") | {"stem": " "})
    assert list(answer.context["form"].errors) == ["stem"]


def test_half_a_pair_stays_as_it_was_typed(author):  # noqa: F811
    half = [{"id": "a1", "value": {"text": "Kela", "match": "", "feedback": ""}}]
    author.post(reverse("questions:add") + "?kind=matching", form_of("matching", pairs=half) | {"status": "draft"})
    assert stored(Question.objects.get())["pairs"] == [{"id": "a1", "value": {"text": "Kela"}}]
