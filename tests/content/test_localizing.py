"""Translations from files in wagtail-localize's editor: side by side, nothing lost, and what is new is seen."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from content.localizing import KINDS, adopt_translation, adopt_translations
from content.models import HelpContact, PartPage
from content.seeding.keys import key_of
from content.seeding.loader import load_starter
from tests.content.starter_tree import change
from tests.content.test_seeding_languages import PART, part, tree, words_for_help  # noqa: F401 -- fixture
from tests.dashboard.people import client_of
from tests.factories.authors import edit_url, make_author

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("migrations_table")]


@pytest.fixture
def loaded(tree):  # noqa: F811 -- the fixture
    words_for_help(tree)
    assert load_starter(tree).problems == []
    return tree


def translation_of(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def words_of(page: PartPage) -> list:
    return [page.title, page.aim, page.done_text, page.light, page.screens.get_prep_value()]


def test_translated_part_when_adopted_is_wholly_translated_in_the_editor(loaded):
    adopt_translations()
    total, done = translation_of(part("sv")).get_progress()
    assert total > 8
    missing = total - done
    assert missing == 1  # the plain-language variant, which is Finnish alone


def test_translated_part_when_published_from_the_editor_stays_as_it_was(loaded, django_capture_on_commit_callbacks):
    adopt_translations()
    before = words_of(part("sv"))
    author = client_of(make_author())
    assert author.get(edit_url(part("sv"))).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert author.post(edit_url(part("sv")), {"action": "publish"}).status_code == 302
    after = words_of(part("sv"))
    before[-1][0]["value"]["plain"] = after[-1][0]["value"]["plain"]  # Finnish in the page; learners never get it
    assert after == before


def test_link_to_the_pages_own_language_stays_when_published_from_the_editor(
    tree,  # noqa: F811 -- the fixture
    django_capture_on_commit_callbacks,
):
    change(tree, "site/tietosuoja.md", "Emme seuraa.", "Emme seuraa. [Koti](/p/)")
    load_starter(tree)
    adopt_translations()
    page = Page.objects.get(translation_key=key_of("site/tietosuoja"), locale__language_code="sv")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(make_author()).post(edit_url(page), {"action": "publish"})
    body = str(page.specific_class.objects.get(pk=page.pk).body)
    assert "Vi följer inte." in body and 'href="/sv/p/"' in body


def test_adopting_again_changes_nothing(loaded):
    assert adopt_translations() > 4
    rows = StringTranslation.objects.count()
    assert adopt_translations() == 0
    assert StringTranslation.objects.count() == rows


def test_translation_whose_file_changes_is_adopted_anew_by_the_command(loaded):
    call_command("load_starter", root=loaded, verbosity=0)
    change(loaded, PART, "title: Början", "title: En början")
    call_command("load_starter", root=loaded, verbosity=0)
    titles = StringTranslation.objects.filter(
        context__object_id=part("sv").translation_key, context__path="title", locale__language_code="sv"
    )
    assert [title.data for title in titles] == ["En början"]


def test_text_with_a_link_where_the_finnish_has_none_stays_an_ordinary_page(loaded):
    page = Page.objects.get(translation_key=key_of("site/tietosuoja"), locale__language_code="sv").specific
    assert adopt_translation(page) is False


def test_text_with_more_sentences_than_the_finnish_stays_an_ordinary_page(loaded):
    page = part("sv")
    page.facilitator = "<p>Ett.</p><p>Två.</p>"
    page.save()
    source = part("fi")
    source.facilitator = "<p>Yksi.</p>"
    source.save()
    assert adopt_translation(page) is False
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()


def test_help_contact_when_edited_side_by_side_never_has_a_number_of_its_own(loaded):
    adopt_translations()
    contact = HelpContact.objects.get(locale__language_code="sv")
    paths = StringTranslation.objects.filter(context__object_id=contact.translation_key).values_list("context__path")
    assert sorted(path for (path,) in paths) == ["hours", "languages", "name", "note"]


def test_everything_that_ships_translated_goes_on_side_by_side(db):
    load_starter()
    targets = [target for kind in KINDS for target in kind.objects.exclude(locale__language_code="fi")]
    assert len(targets) > 75
    assert [target for target in targets if not adopt_translation(target)] == []
    gaps = {translation.source.object_repr: translation.get_progress() for translation in Translation.objects.all()}
    assert {title for title, (total, done) in gaps.items() if total != done} == set()
