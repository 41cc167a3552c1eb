"""A stored body as HTML: every block, no address that can die, nothing dropped."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from content.blocks.streams import LessonStream
from content.render import UnknownBlock, built, fill, preview_of, segments_for
from content.richtext import rich_html
from courses.api import Publication
from courses.models import Activity
from tests.factories.content import make_material, make_picture, make_recording
from tests.factories.pages import (
    make_course_page,
    make_lesson_page,
    make_module_page,
    make_quiz_page,
    publish,
    text_block,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module_page():
    return make_module_page(make_course_page())


def publication_of(page):
    return Publication.objects.get(activity__key=page.translation_key, superseded_at=None)


def html_of(page, level="standard"):
    publication = publication_of(page)
    return fill(segments_for(publication, level), publication.language)


def rich(kind, **fields):
    return kind, {"text": f"<p>{kind} teksti</p>", "plain": ""} | fields


def test_every_text_block_shows_what_was_written(module_page):
    blocks = [
        rich("text"),
        ("heading", {"level": "h2", "text": "Kolme tehtävää"}),
        *(rich(kind, title=f"{kind} otsikko") for kind in ("callout", "stop", "try_it", "case", "fold")),
        ("discussion", {"prompt": "Mitä sanaa käytät?"}),
    ]
    html = html_of(make_lesson_page(module_page, blocks=blocks))
    assert "<h2>Kolme tehtävää</h2>" in html
    assert "Mitä sanaa käytät?" in html
    for kind in ("callout", "stop", "try_it", "case", "fold"):
        assert f"{kind} otsikko" in html
        assert f"<p>{kind} teksti</p>" in html
    assert "<details" in html


def test_every_block_of_a_lesson_has_a_template_of_its_own():
    names = {name: block.meta.template for name, block in LessonStream().child_blocks.items()}
    assert all(str(template).startswith("content/blocks/") for template in names.values()), names


def test_pictures_files_and_recordings_are_named_by_id_never_by_file(module_page):
    picture, file, film = make_picture(), make_material(), make_recording()
    blocks = [
        ("picture", {"image": picture, "alt_text": "Talo", "decorative": False, "caption": "Kerrokset"}),
        ("download", {"document": file, "title": ""}),
        ("recording", {"recording": film}),
    ]
    html = html_of(make_lesson_page(module_page, blocks=blocks))
    assert f'src="/kuva/{picture.pk}/640/"' in html
    assert f"/kuva/{picture.pk}/960/ 960w" in html
    assert "1280w" not in html  # wider than the picture
    assert 'alt="Talo" width="1000" height="500"' in html
    assert f'href="/materiaali/{file.pk}/{file.filename}"' in html
    assert f'src="/tallenne/{film.pk}/video"' in html
    assert f'src="/tallenne/{film.pk}/tekstitys"' in html
    assert "<p>Hei.</p>" in html
    assert "2:05" in html
    assert "/media/" not in html


def test_a_decorative_picture_has_an_empty_alternative_text(module_page):
    block = ("picture", {"image": make_picture(), "alt_text": "ei näy", "decorative": True, "caption": ""})
    assert 'alt=""' in html_of(make_lesson_page(module_page, blocks=[block]))


def test_links_to_steps_of_the_same_course_stay_in_the_learners_run(module_page):
    other, quiz = make_lesson_page(module_page), make_quiz_page(module_page)
    elsewhere = make_lesson_page(make_module_page(make_course_page()))
    links = "".join(f'<a linktype="page" id="{page.pk}">linkki</a>' for page in (other, quiz, elsewhere))
    html = html_of(make_lesson_page(module_page, blocks=[text_block(f"<p>{links}</p>")]))
    assert f'href="../{other.slug}/"' in html
    assert f'href="../testi/{quiz.slug}/"' in html
    with override("fi"):
        assert f'href="{reverse("page", args=[elsewhere.pk])}"' in html


def test_rich_text_keeps_stress_and_drops_what_is_dangerous():
    html = rich_html('<p data-block-key="x"><b>A</b> <i>b</i><script>alert(1)</script><a href="javascript:x">c</a></p>')
    assert html == '<p><strong>A</strong> <em>b</em><a rel="nofollow ugc noopener">c</a></p>'


def test_plain_level_shows_the_plain_text_and_marks_what_lacks_one(module_page):
    blocks = [
        ("text", {"text": "<p>Vaikea.</p>", "plain": "<p>Helppo.</p>"}),
        ("text", {"text": "<p>Vain yksi.</p>", "plain": ""}),
    ]
    page = make_lesson_page(module_page, blocks=blocks)
    standard, plain = html_of(page), html_of(page, "plain")
    assert ("Vaikea." in standard, "Helppo." in standard, "hint" in standard) == (True, False, False)
    assert ("Vaikea." in plain, "Helppo." in plain, "Vain yksi." in plain) == (False, True, True)
    assert plain.count('class="hint"') == 1


def test_untranslated_blocks_are_marked_as_finnish(module_page):
    page = make_lesson_page(module_page, blocks=[text_block("<p>Suomea.</p>"), text_block("<p>Svenska.</p>")])
    publication = publication_of(page)
    publication.language, publication.untranslated = "sv", [publication.body["blocks"][0]["id"]]
    publication.save()
    html = fill(segments_for(publication), "sv")
    assert html.count('lang="fi"') == 1
    assert html.index('lang="fi"') < html.index("Suomea.") < html.index("Svenska.")


@pytest.mark.parametrize(
    "raw",
    [{"type": "poll", "value": {}, "id": "1"}, {"type": "text", "value": {"text": "", "colour": "red"}, "id": "1"}],
)
def test_a_block_that_the_code_no_longer_knows_raises_instead_of_vanishing(module_page, raw):
    publication = publication_of(make_lesson_page(module_page))
    publication.body["blocks"].append(raw)
    publication.save()
    with pytest.raises(UnknownBlock):
        segments_for(publication)


def test_a_publication_is_built_once_and_a_new_one_shows_the_correction(module_page, statements):
    page = make_lesson_page(module_page)
    first = publication_of(page)
    key = first.activity.key
    built(first.pk, key)
    with statements(0):
        assert "tasapainoa" in fill(built(first.pk, key).segments, "fi")
    page.body = [text_block("<p>Korjattu.</p>")]
    publish(page)
    assert "Korjattu." in html_of(page)
    assert Activity.objects.get().publications.count() == 2


def test_drawing_takes_the_colours_of_the_page_and_says_what_it_tells():
    told = {"drawing": "floors", "alt_text": "Neljä kerrosta", "caption": "Alhaalta ylös"}
    lesson = make_lesson_page(make_module_page(make_course_page()), body=[("drawing", told)])
    html = preview_of(lesson)["body"]
    assert '<div role="img" aria-label="Neljä kerrosta"><svg class="scene"' in html
    assert "<figcaption>Alhaalta ylös</figcaption>" in html

    lesson.body = [("drawing", told | {"alt_text": "", "caption": ""})]
    bare = preview_of(lesson)["body"]
    assert ('role="img"' in bare, "figcaption" in bare, "<svg" in bare) == (False, False, True)
