"""Shared pieces: written once, shown by many lessons, and kept as long as one shows them."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.changed_facts import known_changes
from content.models import FactCard, SharedPiece
from content.quality.drafts import values_of
from content.references import pages_showing
from content.render import Place, Segment, built, fill, segments_for
from courses.api import Publication
from tests.content.test_steps import address, enter
from tests.dashboard.people import client_of
from tests.factories.authors import make_author
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, publish, text_block
from tests.factories.pieces import make_piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_piece()


@pytest.fixture
def module():
    return make_module_page(make_course_page())


def lesson_with(module, piece, **fields):
    """A lesson that shows the piece after a text of its own."""
    return make_lesson_page(module, body=[text_block("<p>Oma alku.</p>"), ("piece", {"piece": piece})], **fields)


def change_piece(piece, html):
    piece.body = [text_block(html)]
    piece.save()


def test_one_edit_of_a_piece_shows_in_every_lesson_at_once_and_costs_one_statement(
    client, learner, module, piece, statements
):
    first, second = lesson_with(module, piece), lesson_with(module, piece)
    run = enter(module.course_page(), learner)
    client.force_login(learner.user)
    for lesson in (first, second):
        shown = client.get(address(run, lesson)).content.decode()
        assert shown.index("Oma alku.") < shown.index("Sama kaikille.")
    change_piece(piece, "<p>Uusi sana.</p>")
    for lesson in (first, second):
        shown = client.get(address(run, lesson)).content.decode()
        assert "Uusi sana." in shown
        assert "Sama kaikille." not in shown
    with statements(4):  # as many as a lesson with a fact
        client.get(address(run, first))


def test_piece_speaks_the_language_of_the_page_or_says_that_it_does_not(piece):

    here = [Segment(piece=Place(piece.pk, "standard", 0))]
    assert '<div class="stack" lang="fi">' in fill(here, "sv")
    make_piece(text_block("<p>Lika för alla.</p>"), language="sv", key=piece.key, translation_key=piece.translation_key)
    assert "Lika för alla." in fill(here, "sv")
    assert "lang=" not in fill(here, "sv")
    assert "Sama kaikille." in fill(here, "fi")


def test_piece_has_its_plain_language(module):
    plain = make_piece(("text", {"text": "<p>Vaikea sana.</p>", "plain": "<p>Helppo sana.</p>"}))
    lesson = lesson_with(module, plain)

    publication = Publication.objects.filter(activity__key=lesson.translation_key).latest("pk")

    assert built(publication.pk, publication.activity.key).has_plain
    assert "Helppo sana." in fill(segments_for(publication, "plain"), "fi")


def test_where_a_piece_is_used_is_listed_and_it_is_not_deleted(module, piece):
    lesson = lesson_with(module, piece, title="Luku palasta")
    author = client_of(make_author())
    listed = author.get(reverse("wagtailsnippets_content_sharedpiece:list")).content.decode()
    usage = reverse("wagtailsnippets_content_sharedpiece:usage", args=[piece.pk])
    assert usage in listed
    assert "Luku palasta" in author.get(usage).content.decode()
    refused = author.post(
        reverse("wagtailsnippets_content_sharedpiece:delete", args=[piece.pk]), {}, follow=True
    ).content.decode()
    assert "Luku palasta" in refused
    assert SharedPiece.objects.filter(pk=piece.pk).exists()
    assert pages_showing(SharedPiece, [piece])[piece.pk][0].pk == lesson.pk
    with pytest.raises(ProtectedError), transaction.atomic():
        piece.delete()


def test_piece_that_nothing_shows_is_deleted(piece):
    author = client_of(make_author())
    author.post(reverse("wagtailsnippets_content_sharedpiece:delete", args=[piece.pk]))
    assert not SharedPiece.objects.exists()


def test_card_in_a_piece_is_found_on_its_pages_and_kept(module):
    card = FactCard.objects.create(key="kela", title="Kela", value="Kela päättää.", source="Kela")
    piece = make_piece(("fact", {"card": card}), title="Kelan pala")
    lesson = lesson_with(module, piece)
    assert [page.pk for page in pages_showing(FactCard, [card])[card.pk]] == [lesson.pk]
    with pytest.raises(ProtectedError, match="Kelan pala"), transaction.atomic():
        card.delete()
    card.value = "Kunta päättää."
    card.save()
    known_changes.forget()
    assert [change.lessons for change in known_changes.get()] == [frozenset({lesson.translation_key})]


def test_piece_without_any_block_is_not_saved(piece):
    author = client_of(make_author())
    edit = reverse("wagtailsnippets_content_sharedpiece:edit", args=[piece.pk])
    response = author.post(edit, {"title": "Tyhjä", "key": "tyhja", "body-count": "0"})
    assert response.status_code == 200
    piece.refresh_from_db()
    assert piece.title != "Tyhjä"


def test_checks_of_a_lesson_read_its_pieces(module):
    lesson = lesson_with(module, make_piece(text_block("<p>Ks. THL:n sivut.</p>")))
    texts = [block["value"].get("text", "") for block in values_of(lesson)["body"]]
    assert any("THL" in text for text in texts)


def test_lesson_with_a_piece_is_published_once_and_not_again_when_the_piece_changes(module, piece):

    lesson = lesson_with(module, piece)
    count = Publication.objects.count()
    change_piece(piece, "<p>Uusi.</p>")
    publish(lesson)
    assert Publication.objects.count() == count


def test_piece_is_edited_where_its_author_reads_what_the_learner_sees(piece):
    author = client_of(make_author())
    page = author.get(reverse("wagtailsnippets_content_sharedpiece:edit", args=[piece.pk])).content.decode()
    assert "every lesson that shows it follows at once" in page or "seuraa" in page


def test_key_left_empty_is_made_of_the_name():
    author = client_of(make_author())
    make_piece(key="muista-aina")
    text = {"text": rich_text("<p>Sama.</p>"), "plain": rich_text("")}
    body = {"title": "Muista aina", "key": "", "body": streamfield([("text", text)])}
    author.post(reverse("wagtailsnippets_content_sharedpiece:add"), nested_form_data(body))
    assert SharedPiece.objects.get(title="Muista aina").key == "muista-aina-2"
