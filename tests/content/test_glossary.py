"""The glossary: open to everybody, and its words explained in lessons."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Locale

from content.glossary import entries_in
from content.models import GlossaryTerm
from content.seeding.cards import plan_cards
from content.seeding.loader import STARTER
from tests.content.test_steps import address, enter
from tests.dashboard.people import client_of
from tests.factories.authors import make_author, make_site
from tests.factories.pages import make_course_page, make_home, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db


def make_term(language: str = "fi", **fields) -> GlossaryTerm:
    locale, _made = Locale.objects.get_or_create(language_code=language)
    words = {"key": "tyokyky", "fi": "työkyky", "sv": "arbetsförmåga", "en": "work ability", "text": "Tasapaino."}
    return GlossaryTerm.objects.create(locale=locale, **words | fields)


def test_anybody_reads_the_words_with_their_explanations(client):
    make_home()
    make_term()
    page = client.get("/sanasto/").content.decode()
    assert 'id="tyokyky"' in page
    assert "Tasapaino." in page
    assert '<span lang="sv">arbetsförmåga</span>' in page


def test_swedish_reader_gets_the_swedish_word_and_knows_that_the_explanation_is_finnish(client):
    make_home()
    make_term()
    page = client.get("/sv/sanasto/").content.decode()
    assert "<strong>arbetsförmåga</strong>" in page
    assert '<dd lang="fi">Tasapaino.' in page
    with override("sv"):
        assert gettext("Nobody has translated this text yet.") in page
    make_term("sv", text="Balans.")
    with override("sv"):
        assert gettext("Nobody has translated this text yet.") not in client.get("/sv/sanasto/").content.decode()


def test_translated_explanation_is_shown_instead_of_the_finnish():
    make_term()
    make_term("sv", text="Balans.")
    assert [(entry.text, entry.language) for entry in entries_in("sv")] == [("Balans.", "sv")]
    assert [(entry.text, entry.language) for entry in entries_in("en")] == [("Tasapaino.", "fi")]


def test_words_stand_in_the_order_of_the_finnish_alphabet():
    for key, word in (("a", "äly"), ("b", "zoom"), ("c", "Ohjaamo"), ("d", "åland"), ("e", "öljy"), ("f", "arki")):
        make_term(key=key, fi=word)
    assert [entry.word for entry in entries_in("fi")] == ["arki", "Ohjaamo", "zoom", "åland", "äly", "öljy"]


def test_word_that_is_the_same_in_every_language_stands_once():
    make_term(fi="Abilitator", sv="Abilitator", en="Abilitator")
    assert [entry.others for entry in entries_in("sv")] == [()]


def test_empty_glossary_says_so(client):
    make_home()
    assert "Täällä ei ole vielä selitettyjä sanoja." in client.get("/sanasto/").content.decode()


def test_the_page_asks_for_all_words_at_once(client, statements):
    make_home()
    for number in range(3):
        make_term(key=f"sana-{number}")
    with statements(1):
        entries_in("fi")


def test_learner_opens_the_explanation_in_the_lesson(client, learner):
    course = make_course_page()
    lesson = make_lesson_page(make_module_page(course), body=[("term", {"term": make_term()})])
    run = enter(course, learner)
    client.force_login(learner.user)
    page = client.get(address(run, lesson)).content.decode()
    assert "Tasapaino." in page
    assert "<details" in page
    assert "/sanasto/#tyokyky" in page


def test_word_that_a_published_lesson_explains_is_kept():
    term = make_term()
    make_lesson_page(make_module_page(make_course_page()), body=[("term", {"term": term})])
    with pytest.raises(ProtectedError):
        term.delete()


def test_author_finds_the_words_in_the_admin():
    make_term()
    author = client_of(make_author())
    page = author.get(reverse("wagtailsnippets_content_glossaryterm:list")).content.decode()
    assert "arbetsförmåga" in page


def test_catalogue_leads_to_the_glossary(client):
    make_site()
    make_course_page()
    assert 'href="/sanasto/"' in client.get("/koulutukset/").content.decode()


def test_every_shipped_word_is_explained_in_three_languages_in_at_most_two_sentences():
    plans = plan_cards(STARTER / "glossary.yaml")
    for plan in plans:
        assert all(plan.values[name] for name in ("fi", "sv", "en", "text")), plan.key
        assert 1 <= plan.values["text"].count(". ") + 1 <= 2, plan.key
    words = {
        language: {_term_of(plan) for plan in plans if plan.language == language} for language in ("fi", "sv", "en")
    }
    assert words["fi"] == words["sv"] == words["en"]


def _term_of(plan) -> tuple[str, ...]:
    """What is the same in every language."""
    return tuple(plan.values[name] for name in ("key", "fi", "sv", "en", "source"))
