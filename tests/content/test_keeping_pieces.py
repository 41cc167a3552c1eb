"""Blocks of a lesson become a shared piece, and its learners notice nothing."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from content.models import LessonPage, SharedPiece
from content.render import preview_of
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, publish, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    blocks = [text_block(f"<p>{text}.</p>") for text in ("Alku", "Yhteinen", "Toinen", "Loppu")]
    return make_lesson_page(make_module_page(make_course_page()), body=blocks)


@pytest.fixture
def author():
    return client_of(make_author())


def address(lesson):
    return reverse("keeping_pieces:keep", args=[lesson.pk])


def asked(author, lesson, *places, title="Yhteinen pala"):
    """What the form sends when the blocks at ``places`` are ticked."""
    page = author.get(address(lesson))
    ids = [block.id for block in lesson.body]
    return {"title": title, "chosen": [ids[place] for place in places], "version": page.context["version"]}


def test_blocks_move_into_a_piece_and_the_lesson_reads_as_before(author, lesson):
    before = preview_of(lesson)["body"]
    assert address(lesson) in author.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert author.post(address(lesson), asked(author, lesson, 1, 2)).status_code == 302
    piece = SharedPiece.objects.get()
    assert (piece.title, piece.key, len(piece.body)) == ("Yhteinen pala", "yhteinen-pala", 2)
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["text", "piece", "text"]
    assert preview_of(draft)["body"] == before
    with pytest.raises(ProtectedError, match=lesson.title), transaction.atomic():  # only a draft shows it yet
        piece.delete()
    live = LessonPage.objects.get(pk=lesson.pk)
    assert [block.block_type for block in live.body] == ["text"] * 4  # until its author publishes
    published = publish(draft)
    assert [block.block_type for block in published.body] == ["text", "piece", "text"]


def test_blocks_with_something_between_them_are_refused_with_the_choice_kept(author, lesson):
    answer = author.post(address(lesson), asked(author, lesson, 0, 2))
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 2
    assert 'value="Yhteinen pala"' in answer.content.decode()
    assert not SharedPiece.objects.exists()


def test_lesson_that_has_changed_meanwhile_is_looked_at_again(author, lesson):
    sent = asked(author, lesson, 1)
    publish(lesson)
    assert author.post(address(lesson), sent).status_code == 422
    assert author.post(address(lesson), {"title": "", "version": "x"}).status_code == 422
    assert not SharedPiece.objects.exists()


def test_only_who_may_edit_the_lesson_may_keep_its_blocks(lesson):
    make_site()
    trainer = client_of(make_staff("kouluttaja@example.org", "trainer"))
    assert trainer.get(address(lesson)).status_code != 200
    assert client_of(make_author()).get(reverse("keeping_pieces:keep", args=[10**9])).status_code == 404
