"""Publishing over a version that one has not seen is refused by the server, until one chooses it."""

import re
from html import unescape

import pytest
from django.test import Client

from content.models import LessonPage
from tests.dashboard.people import client_of
from tests.factories.authors import edit_url, lesson_form, make_author, paragraph
from tests.factories.content import make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db
LOADED = ("loaded_revision_id", "loaded_revision_created_at")


@pytest.fixture
def lesson():
    make_site()
    return make_lesson_page(make_module_page(make_course_page()), title="Alku")


def opened(author: Client, lesson: LessonPage) -> dict[str, str]:
    """What the editor's page says of the version that it was opened with."""
    page = author.get(edit_url(lesson)).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in LOADED}


def typed(lesson: LessonPage, title: str, **more: str) -> dict[str, str]:
    return lesson_form(paragraph(), title=title, slug=lesson.slug, done_by=lesson.done_by) | more


def test_second_publication_is_refused_with_the_text_kept_and_says_who_and_when(lesson):
    first, second = client_of(make_author()), client_of(make_author("toinen@example.org"))
    seen_first, seen_second = opened(first, lesson), opened(second, lesson)
    published = {"action-publish": "action-publish"}
    assert first.post(edit_url(lesson), typed(lesson, "Liisan nimi", **seen_first, **published)).status_code == 302
    refused = second.post(edit_url(lesson), typed(lesson, "Oma nimi", **seen_second, **published))
    shown = unescape(refused.content.decode())
    assert refused.status_code == 409
    assert LessonPage.objects.get(pk=lesson.pk).title == "Liisan nimi"
    assert 'value="Oma nimi"' in shown
    assert "Tiina Tekijä" in shown
    assert 'target="_blank"' in shown
    newest = LessonPage.objects.get(pk=lesson.pk).latest_revision_id
    assert f'name="over_version" value="{newest}:action-publish"' in shown
    again = {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in LOADED}
    assert again == seen_second  # the newer one has still not been seen

    over = {"over_version": f"{newest}:action-publish"}
    assert second.post(edit_url(lesson), typed(lesson, "Oma nimi", **again, **over)).status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).title == "Oma nimi"


def test_choice_holds_for_the_version_that_was_told_of_only(lesson):
    first, second = client_of(make_author()), client_of(make_author("toinen@example.org"))
    seen = opened(second, lesson)
    told = lesson.latest_revision_id
    first.post(edit_url(lesson), typed(lesson, "Toinen", **opened(first, lesson)))
    over = {"over_version": f"{told}:action-publish"}
    assert second.post(edit_url(lesson), typed(lesson, "Oma", **seen, **over)).status_code == 409
    newest = LessonPage.objects.get(pk=lesson.pk).latest_revision_id
    # Wagtail's dialog had told of it, and its button was pressed
    through = typed(lesson, "Oma", **seen, told_of_version=str(newest), **{"action-publish": "action-publish"})
    assert second.post(edit_url(lesson), through).status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).title == "Oma"


def test_saving_a_draft_over_a_newer_one_is_refused_too_and_strange_numbers_do_no_harm(lesson):
    first, second = client_of(make_author()), client_of(make_author("toinen@example.org"))
    seen = opened(second, lesson)
    first.post(edit_url(lesson), typed(lesson, "Toinen", **opened(first, lesson)))
    assert second.post(edit_url(lesson), typed(lesson, "Oma", **seen)).status_code == 409
    strange = {"loaded_revision_id": "ei\x00", "over_version": "9" * 30, "told_of_version": "x"}
    assert second.post(edit_url(lesson), typed(lesson, "Oma", **strange)).status_code == 409


def test_own_next_save_goes_through(lesson):
    author = client_of(make_author())
    author.post(edit_url(lesson), typed(lesson, "Eka", **opened(author, lesson)))
    author.post(edit_url(lesson), typed(lesson, "Toka", **opened(author, lesson)))
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().title == "Toka"


def test_what_ones_own_window_saved_by_itself_does_not_stand_in_the_way(lesson):
    author = client_of(make_author())
    seen = opened(author, lesson)
    own = {}
    for title in ("Kirjoitan", "Kirjoitan vielä"):
        saving = typed(lesson, title, **seen, **own)
        stored = author.post(edit_url(lesson), saving, headers={"Accept": "application/json"}).json()
        assert stored["success"]
        own = {"overwrite_revision_id": str(stored["revision_id"])}
    # the button's form is told of neither: it sends what it was loaded with
    published = typed(lesson, "Valmis", **seen, **{"action-publish": "action-publish"})
    assert author.post(edit_url(lesson), published).status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).title == "Valmis"
