"""The preview beside the editor: the author sees what a learner would, in a frame, before anything is published."""

import pytest
from django.urls import reverse

from content.blocks.streams import LessonStream, PageStream, PartStream
from content.models import LessonPage
from tests.dashboard.people import client_of
from tests.factories.authors import lesson_form, make_author, make_site, paragraph
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_author())


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def preview(author, url: str, form: dict[str, str]):
    """Send the form as the panel does, then load the frame."""
    assert author.post(url, form).json()["is_valid"]
    return author.get(url)


def test_unsaved_words_show_in_the_frame_and_nowhere_else(author, module):
    page = make_lesson_page(module)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    shown = preview(author, url, lesson_form(paragraph("<p>Vielä julkaisematta.</p>"), slug=page.slug))
    assert "Vielä julkaisematta." in shown.content.decode()
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "Vielä julkaisematta." not in str(LessonPage.objects.get(pk=page.pk).body)


def test_a_lesson_that_is_not_saved_yet_can_be_seen(author, module):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["content", "lessonpage", module.pk])
    assert "Työkyky on tasapainoa." in preview(author, url, lesson_form(paragraph())).content.decode()


def test_the_draft_of_a_quiz_can_be_seen(author, module):
    quiz = make_quiz_page(module, live=False)
    response = author.get(reverse("wagtailadmin_pages:view_draft", args=[quiz.pk]))
    assert (response.status_code, quiz.title in response.content.decode()) == (200, True)


def test_the_preview_opens_as_wide_as_a_small_phone():
    page = LessonPage()
    sizes = {size["name"]: size["device_width"] for size in page.preview_sizes}
    assert sizes[page.default_preview_size] == 360


@pytest.mark.parametrize("stream", [LessonStream, PageStream, PartStream])
def test_every_block_has_a_preview_a_description_and_a_place_in_the_list(stream):
    for name, block in stream().child_blocks.items():
        assert block.is_previewable, name
        assert block.get_description(), name
        assert block.meta.group, name


@pytest.mark.parametrize("stream", [LessonStream, PartStream])
def test_a_preview_shows_the_block_even_before_there_is_anything_to_choose(stream):
    make_site()
    for name, block in stream().child_blocks.items():
        html = block.render(block.get_preview_value())
        assert (name == "picture") or "<" in html, name
