"""The gallery shows every component, and each says in words what it shows in colour."""

import re

import pytest
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.test.signals import template_rendered
from django.utils.translation import override

from lms.ui import frame, views
from lms.ui.build import STATIC
from lms.ui.icons import UnknownIcon

TEMPLATES = STATIC.parents[1] / "templates"
# Frames and pieces that a page uses as a whole; every other file in ui/ is a component the gallery has to show.
FRAMES = {"skeleton", "base", "base_quiet", "base_plain", "base_message", "header_quiet", "demo_banner", "account_menu"}
FRAMES |= {"offline"}  # part of a page's head


@pytest.fixture
def gallery(request_of):
    return views.gallery(request_of("/hallinta/tyylit/")).content.decode()


def test_the_gallery_shows_every_component(request_of):
    shown = set()

    def note(signal, sender, template, **kwargs):
        shown.add(template.name)

    for remembered in (frame.footer, frame.quiet_header, frame._header, frame.save_state):
        remembered.cache_clear()  # or they come without being rendered
    template_rendered.connect(note)
    try:
        views.gallery(request_of("/hallinta/tyylit/"))
    finally:
        template_rendered.disconnect(note)
    components = {f"ui/{path.name}" for path in TEMPLATES.glob("ui/*.html") if path.stem not in FRAMES}
    assert components - shown == set()


def test_the_gallery_has_one_first_heading_and_no_id_twice(gallery, ids_of):
    ids = ids_of(gallery)
    assert gallery.count("<h1") == 1
    assert sorted(ids) == sorted(set(ids))


def test_the_gallery_keeps_the_content_policy(gallery):
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", gallery) == []


def test_no_template_breaks_the_content_policy():
    guilty = {
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", path.read_text())
    }
    assert guilty == set()


def test_templates_keep_their_length():
    assert [p.name for p in TEMPLATES.rglob("*.html") if len(p.read_text().splitlines()) > 120] == []


def test_every_label_belongs_to_a_control(gallery, ids_of):
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', gallery))
    assert labelled - set(ids_of(gallery)) == set()


def test_every_description_exists(gallery, ids_of):
    described = {key for keys in re.findall(r'aria-describedby="([^"]+)"', gallery) for key in keys.split()}
    assert described - set(ids_of(gallery)) == set()


def test_an_icon_is_hidden_from_assistive_technology(rendered):
    html = rendered("{% icon 'check' %}")
    assert 'aria-hidden="true"' in html
    assert html.endswith('ui/built/icons.svg#check"></use></svg>')


def test_an_icon_that_the_sprite_lacks_is_an_error(rendered):
    with pytest.raises(UnknownIcon):
        rendered("{% icon 'unicorn' %}")


def test_progress_says_the_count_in_words(rendered):
    html = rendered("{% progress 2 12 key='p' %}")
    assert '<label for="p">' in html
    assert "2 / 12</label>" in html
    assert '<progress id="p" max="12" value="2">' in html


@pytest.mark.parametrize(
    ("state", "words"),
    [("done", "Done"), ("now", "You are here"), ("todo", "Not done yet"), ("locked", "Not open yet")],
)
def test_each_step_of_the_trail_says_its_state(rendered, state, words):
    step = {"title": "Luku", "state": state} | ({} if state == "locked" else {"url": "/x/"})
    with override("en"):
        html = rendered("{% include 'ui/trail.html' with steps=steps only %}", {"steps": [step]})
    assert f'<span class="vh">{words}: </span>Luku' in html
    assert ('aria-current="step"' in html) is (state == "now")


def test_a_marked_choice_says_its_verdict_and_cannot_be_chosen(rendered):
    html = rendered("{% include 'ui/choice.html' with label='Kela' state='right' verdict='oikein' only %}")
    assert "Kela <strong>– oikein</strong>" in html
    assert "<input" not in html


def test_what_people_wrote_is_escaped_in_components(rendered):
    html = rendered("{% include 'ui/card.html' with title=title url='/x/' only %}", {"title": "<b>a</b>"})
    assert "&lt;b&gt;a&lt;/b&gt;" in html


def test_a_note_keeps_the_markup_of_its_template_and_escapes_its_variables(rendered):
    html = rendered("{% note title=title %}<p>{{ text }}</p>{% endnote %}", {"title": "<i>", "text": "<b>"})
    assert "<h2>&lt;i&gt;</h2><p>&lt;b&gt;</p>" in html


def test_a_table_scrolls_in_a_named_region(rendered):
    html = rendered("{% table_region label='Osallistujat' %}<table></table>{% endtable_region %}")
    assert 'tabindex="0" role="region" aria-label="Osallistujat"><table>' in html


def test_pagination_keeps_the_rest_of_the_address(rendered):
    page = Paginator(range(30), 10).page(2)
    html = rendered("{% pagination page %}", {"page": page}, path="/koulutukset/?aihe=a%26b&sivu=2")
    assert 'href="?aihe=a%26b&amp;sivu=3"' in html


def test_the_change_link_names_its_question(rendered):
    answers = [{"question": "Paikkakunta", "answer": "Lahti", "url": "/x/"}]
    html = rendered("{% include 'ui/check_answers.html' with answers=answers only %}", {"answers": answers})
    assert '<span class="vh">: Paikkakunta</span></a>' in html


def test_messages_of_errors_are_alerts(rendered):
    html = rendered("ui/messages.html", {"messages": [Message(40, "Ei onnistunut"), Message(25, "Tallennettu")]})
    assert 'role="alert"' in html
    assert 'role="status"' in html
