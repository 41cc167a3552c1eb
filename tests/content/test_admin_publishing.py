"""Publishing in the editor: what learners must not get is refused with a sentence, and the draft is kept."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from content.models import LessonPage
from courses.api import Publication
from tests.dashboard.people import client_of
from tests.factories.authors import edit_url, lesson_form, make_author, paragraph, picture, sentences
from tests.factories.content import make_picture, make_recording
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def author():
    return client_of(make_author())


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def add_url(module) -> str:
    return reverse("wagtailadmin_pages:add", args=["content", "lessonpage", module.pk])


def block_error(response) -> dict:
    """What the editor says of the second block of the body."""
    return response.context["form"].errors.as_data()["body"][0].block_errors[1].as_json_data()


def test_an_author_writes_a_lesson_and_publishes_it(author, module):
    response = author.post(add_url(module), lesson_form(paragraph()) | {"action-publish": "1"})
    page = LessonPage.objects.get(slug="uusi-luku")
    assert (response.status_code, page.live) == (302, True)
    assert Publication.objects.get(activity__key=page.translation_key).title == "Uusi luku"


def test_a_draft_with_a_picture_without_words_is_saved(author, module):
    response = author.post(add_url(module), lesson_form(paragraph(), picture(make_picture().pk)))
    page = LessonPage.objects.get(slug="uusi-luku")
    assert (response.status_code, page.live) == (302, False)
    assert [block.block_type for block in page.get_latest_revision_as_object().body] == ["text", "picture"]


def test_publishing_a_picture_without_words_is_refused_in_the_editor(author, module):
    page = make_lesson_page(module)
    form = lesson_form(paragraph("<p>Uusi.</p>"), picture(make_picture().pk), slug=page.slug)
    response = author.post(edit_url(page), form | {"action-publish": "1"})
    assert response.status_code == 200
    sentence = gettext("Write the alternative text, or tick that the picture only decorates.")
    assert block_error(response) == {"blockErrors": {"alt_text": {"messages": [sentence]}}}
    assert Publication.objects.count() == 1
    assert "Uusi." in sentences(response)


@pytest.mark.parametrize("words", [{"alt_text": "Neljä kerrosta."}, {"decorative": True}])
def test_a_picture_with_words_or_one_that_decorates_is_published(author, module, words):
    page = make_lesson_page(module)
    form = lesson_form(paragraph(), picture(make_picture().pk, **words), slug=page.slug)
    author.post(edit_url(page), form | {"action-publish": "1"})
    assert Publication.objects.filter(activity__key=page.translation_key).count() == 2


@pytest.mark.parametrize(("word", "nothing"), [("captions", ""), ("transcript", " ")])
def test_publishing_a_recording_that_lacks_something_is_refused(author, module, word, nothing):
    page = make_lesson_page(module)
    recording = make_recording(**{word: nothing})
    form = lesson_form(paragraph(), ("recording", {"recording": str(recording.pk)}), slug=page.slug)
    response = author.post(edit_url(page), form | {"action-publish": "1"})
    sentence = gettext("The recording lacks: %(gaps)s. Add it to the recording, then publish.") % {
        "gaps": gettext(word)
    }
    assert block_error(response) == {"blockErrors": {"recording": {"messages": [sentence]}}}
    assert Publication.objects.count() == 1


def test_a_lesson_without_text_is_refused_by_the_form(author, module):
    page = make_lesson_page(module)
    response = author.post(edit_url(page), lesson_form(slug=page.slug) | {"action-publish": "1"})
    assert list(response.context["form"].non_field_errors()) == [gettext("The lesson has no text yet.")]
    assert Publication.objects.count() == 1


def test_bulk_publishing_is_refused_with_a_sentence_and_keeps_the_draft(author, module):
    good = make_lesson_page(module, live=False)
    empty = make_lesson_page(module, live=False, blocks=[])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?id={good.pk}&id={empty.pk}&next=/hallinta/"
    response = author.post(
        url + query, {"include_descendants": ""}, follow=True, HTTP_REFERER="http://testserver/hallinta/"
    )
    assert response.status_code == 200
    assert [str(message) for message in response.context["messages"]] == [gettext("The lesson has no text yet.")]
    empty.refresh_from_db()
    assert not empty.live
    assert LessonPage.objects.filter(pk=empty.pk).exists()


def test_editing_again_gives_learners_the_new_text(author, module):
    page = make_lesson_page(module)
    author.post(edit_url(page), lesson_form(paragraph("<p>Toinen.</p>"), slug=page.slug) | {"action-publish": "1"})
    newest = Publication.objects.filter(activity__key=page.translation_key).latest("number")
    assert (newest.number, "Toinen." in str(newest.body)) == (2, True)


def test_autosave_keeps_a_draft_of_a_live_lesson_that_could_not_be_published(author, module):
    page = make_lesson_page(module)
    form = lesson_form(paragraph(), picture(make_picture().pk), slug=page.slug)
    response = author.post(edit_url(page), form, HTTP_ACCEPT="application/json", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert response.status_code in (200, 302)
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert len(page.get_latest_revision_as_object().body) == 2


def test_a_finnish_title_becomes_an_address_that_learners_can_open(module):
    page = module.add_child(instance=LessonPage(title="Työkyky elämän mukana", live=False))
    assert page.slug == "tyokyky-elaman-mukana"


def test_a_short_name_that_no_address_can_have_is_refused(author, module):
    response = author.post(add_url(module), lesson_form(paragraph(), slug="työkyky") | {"action-publish": "1"})
    assert list(response.context["form"].errors) == ["slug"]
