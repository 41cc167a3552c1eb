"""Every kind of question can be written, opened again and mended in the admin, by hand and from a file."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import nested_form_data

from assessments.graded.api import KINDS, Question
from assessments.interchange.api import EmbeddedPicture
from assessments.kinds.base import AuthorField
from content.question_files import keep_picture
from content.seeding.blocks import value_of
from content.seeding.files import Fields
from tests.assessments.interchange.test_pictures import drawn
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.kinds import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_author())


def as_sent(fields: tuple[AuthorField, ...], values: dict) -> dict:
    """The kind's values as the browser sends them; a box that is not ticked sends nothing."""
    sent = {}
    for field in fields:
        value = values.get(field.name, "")
        if field.kind == "list":
            value = {
                str(place): {
                    "value": as_sent(field.fields, item["value"]),
                    "id": item["id"],
                    "type": "item",
                    "order": str(place),
                    "deleted": "",
                }
                for place, item in enumerate(value or [])
            } | {"count": str(len(value or []))}
        if field.kind != "flag" or value:
            sent[field.name] = value
    return sent


def form_of(kind: str, **changes) -> dict[str, str]:
    values = as_sent(KINDS[kind].fields, VALUES[kind] | changes)
    return nested_form_data(values | {"title": "", "category": "", "status": "ready"})


def stored(question: Question) -> dict:
    """What the newest version says, without what was left empty."""
    return written(question.versions.latest("number").values["fi"])


def written(value):
    if isinstance(value, dict):
        return {name: written(inner) for name, inner in value.items() if inner not in ("", None, [], False)}
    return [written(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_author_fills_in_is_what_is_asked(author, kind):
    response = author.post(reverse("questions:add") + f"?kind={kind}", form_of(kind))
    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.get()
    assert (question.kind, question.status, question.title) == (kind, "ready", VALUES[kind]["stem"])
    assert stored(question) == written(VALUES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_saving_it_again_as_it_opens_changes_nothing(author, kind):
    author.post(reverse("questions:add") + f"?kind={kind}", form_of(kind))
    question = Question.objects.get()
    page = author.get(reverse("questions:edit", args=[question.pk]))
    assert page.status_code == 200
    author.post(reverse("questions:edit", args=[question.pk]), form_of(kind))
    assert question.versions.count() == 1
    author.post(reverse("questions:edit", args=[question.pk]), form_of(kind, stem="Uusi muoto"))
    assert question.versions.count() == 2


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_an_option_takes_a_picture_and_lets_it_go(author, kind):
    first, *rest = VALUES[kind]["options"]
    number = keep_picture(EmbeddedPicture("valo.png", drawn(80), alt=""))
    shown = {"id": first["id"], "value": first["value"] | {"picture": str(number), "picture_alt": "Punainen valo"}}
    author.post(reverse("questions:add") + f"?kind={kind}", form_of(kind, options=[shown, *rest]))
    question = Question.objects.get()
    value = stored(question)["options"][0]["value"]
    assert (value["picture"], value["picture_alt"]) == (number, "Punainen valo")
    gone = {"id": first["id"], "value": shown["value"] | {"picture": ""}}
    author.post(reverse("questions:edit", args=[question.pk]), form_of(kind, options=[gone, *rest]))
    assert stored(question)["options"][0]["value"] == written(first["value"])


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("numeric", {"answer": "sata"}, "12,5"),
        ("matching", {"extras": [{"id": "x", "value": {"text": "Nuoren kuntoutus"}}]}, gettext("Grouping")),
        ("gap_fill", {"text": "Ei aukkoja"}, "1”"),
        ("scale", {"scale": "own"}, "10"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_stored(author, kind, changes, said):
    response = author.post(reverse("questions:add") + f"?kind={kind}", form_of(kind, **changes))
    assert response.status_code == 200
    assert said in str(response.context["form"].errors)
    assert not Question.objects.exists()


def as_file(value):
    """Values as a starter file writes them: an item's id is its key, and stands beside its values."""
    if isinstance(value, list):
        return [as_file({"key": item["id"]} | item["value"]) for item in value]
    if not isinstance(value, dict):
        return value
    fields = Fields(path=None, line=1)
    fields.update({name: as_file(inner) for name, inner in value.items()})
    return fields


def texts_in(value) -> list:
    """All that is said, in order, without ids."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() if name not in ("id", "type") for text in texts_in(inner)]
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return [] if value in ("", None, False) else [value]


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_file_can_ask_it(kind):
    values = value_of(KINDS[kind].fields, as_file(VALUES[kind]), "modules/m/questions/q")
    assert sorted(map(str, texts_in(values))) == sorted(map(str, texts_in(VALUES[kind])))
    assert KINDS[kind].problems(values) == []


def test_a_whole_number_in_a_file_needs_no_quotes():
    values = value_of(KINDS["numeric"].fields, as_file(VALUES["numeric"] | {"answer": 150, "tolerance": 0}), "q")
    assert (values["answer"], values["tolerance"]) == ("150", "0")
