"""A question in another language: beside the Finnish, never instead of it, and marked when the Finnish moves on."""

import uuid

import pytest
from django.urls import reverse

from assessments.graded.api import newest_of, revise_question, shown_question
from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from content.authoring.question_translating import counts_of, texts_of
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, make_site
from tests.factories.kinds import VALUES
from tests.factories.pages import make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return make_question(stem="Työkyky on…")


@pytest.fixture
def author():
    return client_of(make_author())


def address(question, language="sv"):
    return reverse("questions:translate", args=[question.pk, language])


SWEDISH = {"stem": "Arbetsförmåga är…", "options.tasapaino.text": "balans", "options.muu.feedback": "Inte riktigt."}


def newest(question):
    return newest_of([question])[question.pk]


def test_texts_stand_beside_the_finnish_and_are_stored_as_a_new_wording(author, question):
    page = author.get(address(question)).content.decode()
    assert "Työkyky on…" in page and 'name="options.tasapaino.text"' in page
    assert author.post(address(question), SWEDISH | {"wording": "1"}).status_code == 302
    version = newest(question)
    assert version.number == 2
    asked = value_in(version.rule.fields, version.values, "sv")
    assert asked["stem"] == "Arbetsförmåga är…"
    texts = [(one["value"]["text"], one["value"]["correct"], one["value"]["feedback"]) for one in asked["options"]]
    assert texts == [("balans", True, "Aivan."), ("muu", False, "Inte riktigt.")]
    assert value_in(version.rule.fields, version.values, "fi")["stem"] == "Työkyky on…"
    assert "balans" in str(shown_question(version, language="sv"))


def test_page_of_the_question_counts_its_texts_and_leads_to_translating(author, question):
    author.post(address(question), SWEDISH | {"wording": "1"})
    swedish, english = counts_of(question)
    assert (swedish.code, swedish.done, swedish.of, swedish.outdated) == ("sv", 3, 5, 0)
    assert (english.done, english.of) == (0, 5)
    page = author.get(reverse("questions:look", args=[question.pk])).content.decode()
    assert address(question) in page and address(question, "en") in page


def test_text_whose_finnish_has_changed_is_marked_until_it_is_mended(author, question):
    author.post(address(question), SWEDISH | {"wording": "1"})
    values = newest(question).values
    changed = values | {"fi": values["fi"] | {"stem": "Mitä työkyky on?"}}
    revise_question(key=question.key, slug=question.slug, kind=question.kind, values=changed, actor=None)
    assert [text.path for text in texts_of(question, "sv") if text.is_outdated] == ["stem"]
    assert author.get(address(question)).content.decode().count("help-warning") == 1
    author.post(address(question), SWEDISH | {"stem": "Vad är arbetsförmåga?", "wording": "3"})
    assert not [text for text in texts_of(question, "sv") if text.is_outdated]


def test_two_translators_do_not_overwrite_each_other_and_nothing_typed_is_lost(author, question):
    author.post(address(question), SWEDISH | {"wording": "1"})
    late = author.post(address(question), {"stem": "Något annat", "wording": "1"})
    assert late.status_code == 409
    assert "Något annat" in late.content.decode()
    assert newest(question).number == 2


def test_emptied_translation_is_shown_in_finnish_again(author, question):
    author.post(address(question), SWEDISH | {"wording": "1"})
    author.post(address(question), {"wording": "2"})
    assert set(newest(question).values) == {"fi"}


def test_too_long_a_text_is_refused_with_it_kept(author, question):
    answer = author.post(address(question), SWEDISH | {"stem": "x" * 6000, "wording": "1"})
    assert answer.status_code == 422
    assert "x" * 6000 in answer.content.decode()
    assert newest(question).number == 1


def test_text_that_could_not_be_asked_is_refused_with_it_kept(author):
    version = revise_question(
        key=uuid.uuid4(), slug="lyhyt", kind="short_text", values={"fi": VALUES["short_text"]}, actor=None
    )
    answer = author.post(address(version.question), {"patterns": "fpa* eller så", "wording": "1"})
    assert answer.status_code == 422
    assert "fpa* eller så" in answer.content.decode()


def test_languages_that_are_not_there_and_people_who_do_not_write_are_turned_away(author, question):
    assert [author.get(address(question, code)).status_code for code in ("fi", "xx")] == [404, 404]
    make_site()
    trainer = client_of(make_staff("kouluttaja@example.org", "trainer"))
    assert trainer.get(address(question)).status_code != 200


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_translated_whole_and_reads_as_before_otherwise(author, kind):
    slug = f"kysymys-{kind.replace('_', '-')}"
    version = revise_question(key=uuid.uuid4(), slug=slug, kind=kind, values={"fi": VALUES[kind]}, actor=None)
    question = version.question
    words = {text.path: f"På svenska {text.finnish}"[:290] for text in texts_of(question, "sv")}
    assert author.post(address(question), words | {"wording": "1"}).status_code == 302
    assert {text.path: text.mine for text in texts_of(question, "sv")} == words
    assert newest(question).values["fi"] == version.values["fi"]
