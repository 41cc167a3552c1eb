"""Cards of the service network that cases and words of the glossary bring along: shown as they are now, wherever."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.models import Locale, ReferenceIndex

from content.models import GlossaryTerm, LessonPage, NetworkCard, StandardPage
from content.packages.export import export_course
from content.packages.importing import import_package
from content.quality.pages import Today, findings_of
from content.quality.rules import About
from content.references import pages_showing
from content.seeding.checks import check_starter
from content.seeding.loader import load_starter
from content.seeding.pages import normal_stream
from tests.content.package_sites import make_site as make_other_site
from tests.content.package_sites import packed, with_places
from tests.content.starter_tree import change
from tests.content.test_network_cards import make_actor
from tests.content.test_steps import address, enter
from tests.factories.content import make_site
from tests.factories.pages import add_page, make_course_page, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db

CASE = {"title": "Mira, 24", "text": "<p>Mira soittaa ovikelloa.</p>", "plain": ""}
FOLD = "Palveluverkosto: Ohjaamo"


@pytest.fixture
def term():
    """A word that names the service."""
    Locale.objects.get_or_create(language_code="fi")
    values = {"key": "ohjaamo", "fi": "Ohjaamo", "sv": "Navigatorn", "en": "Ohjaamo", "text": "Nuorten neuvontapaikka."}
    return GlossaryTerm.objects.create(network_card=make_actor(), **values)


@pytest.fixture
def lesson(term):
    """A lesson whose case and word bring the same card along."""
    body = [("case", CASE | {"card": term.network_card}), ("term", {"term": term})]
    return make_lesson_page(make_module_page(make_course_page()), body=body)


def in_swedish(card, **fields):
    own = {"pk": None, "locale": Locale.objects.get_or_create(language_code="sv")[0]}
    for name, value in (own | fields).items():
        setattr(card, name, value)
    card._state.adding = True
    card.save()
    return card


def test_case_and_word_show_their_service_as_it_is_now_for_one_statement(client, learner, lesson, statements):
    run = enter(lesson.course_page(), learner)
    client.force_login(learner.user)
    shown = client.get(address(run, lesson)).content.decode()
    assert (shown.count(FOLD), shown.count("Menkää yhdessä.")) == (2, 2)
    assert shown.index("Mira soittaa") < shown.index(FOLD) < shown.index("Nuorten neuvontapaikka.")
    NetworkCard.objects.update(referral="Soittakaa ensin.")
    with statements(4):  # as many as a lesson with a fact
        after = client.get(address(run, lesson)).content.decode()
    assert (after.count("Soittakaa ensin."), "Menkää yhdessä." in after) == (2, False)


def test_case_without_a_service_shows_none(client, learner):
    lesson = make_lesson_page(make_module_page(make_course_page()), body=[("case", CASE)])
    client.force_login(learner.user)
    shown = client.get(address(enter(lesson.course_page(), learner), lesson)).content.decode()
    assert "Mira soittaa" in shown
    assert "Palveluverkosto" not in shown


def test_public_page_shows_the_service_of_a_word(client, term):
    add_page(make_site(), StandardPage(title="Sivu", slug="sivu", body=[("term", {"term": term})]))
    assert client.get("/sivu/").content.decode().count(FOLD) == 1


def test_glossary_opens_the_service_in_the_readers_language(client, term):
    assert FOLD in client.get(reverse("glossary")).content.decode()
    in_swedish(NetworkCard.objects.get(), title="Navigatorn", role="En dörr.")
    shown = client.get("/sv/sanasto/").content.decode()
    assert ("En dörr." in shown, "Yhteinen ovi." in shown) == (True, False)


def test_a_card_is_used_where_its_case_and_its_word_stand(lesson, term):
    card = NetworkCard.objects.get()
    assert pages_showing(NetworkCard, [card])[card.pk] == [lesson.page_ptr]
    users = {one.base_content_type.model for one in ReferenceIndex.get_references_to(card)}
    assert users == {"page", "glossaryterm"}

    by_word = make_lesson_page(lesson.get_parent().specific, slug="toinen", body=[("term", {"term": term})])
    assert pages_showing(NetworkCard, [card])[card.pk] == [lesson.page_ptr, by_word.page_ptr]


def test_a_late_service_of_a_case_is_told_in_the_checks_of_the_page(lesson):
    assert About.FACTS not in [one.about for one in findings_of(lesson, Today.read())]
    NetworkCard.objects.update(review_by=datetime.date(2020, 1, 1), checked=datetime.date(2019, 1, 1))
    assert About.FACTS in [one.about for one in findings_of(lesson, Today.read())]


NETWORK = """\
actors:
  - key: ohjaamo
    title: Ohjaamo
    role: Yksi ovi.
    duty: Neuvoo.
    referral: Menkää yhdessä.
    contact: Ohjaamon sivut
    checked: 2026-11-21
"""


@pytest.fixture
def files(tmp_path):
    """The small tree whose lesson has a case, and whose word of the glossary names a service."""
    tree = with_places(tmp_path / "tree")
    (tree / "network.yaml").write_text(NETWORK, "utf-8")
    lesson = tree / "modules/alku/01-luku.md"
    case = "\n::: case Mira, 24\nMira soittaa.\n\n~~~ plain\nMira.\n\n~~~ network ohjaamo\n:::\n"
    lesson.write_text(lesson.read_text("utf-8") + case + "\n::: term\nterm: tyokyky\n:::\n", "utf-8")
    change(tree, "glossary.yaml", "en: work ability\n", "en: work ability\n    network: ohjaamo\n")
    return tree


def test_files_bring_the_services_and_a_package_takes_them_along(files):
    assert load_starter(files).problems == []
    card = NetworkCard.objects.get()
    case = next(block for page in LessonPage.objects.all() for block in page.body if block.block_type == "case")
    assert (case.value["card"], case.value["plain"].source) == (card, "<p>Mira.</p>")
    assert GlossaryTerm.objects.get().network_card == card
    assert load_starter(files).created == load_starter(files).updated == []

    gathered = export_course("eka").gathered
    assert "\nMira.\n\n~~~ network ohjaamo\n:::" in gathered.texts["modules/alku/01-luku.md"]
    assert "network: ohjaamo" in gathered.texts["glossary.yaml"]
    assert "key: ohjaamo" in gathered.texts["network.yaml"]


def test_package_brings_the_services_into_another_site(files, tmp_path):
    with transaction.atomic():
        assert load_starter(files).problems == []
        made, data = packed("eka")
        transaction.set_rollback(True)
    make_other_site(tmp_path)
    GlossaryTerm.objects.all().delete()
    import_package(data, actor=None)
    assert packed("eka") == (made, data)
    assert GlossaryTerm.objects.get().network_card == NetworkCard.objects.get()


@pytest.mark.parametrize(
    ("name", "old", "told"),
    [
        ("modules/alku/01-luku.md", "~~~ network ohjaamo", "There is no network “muu”."),
        ("glossary.yaml", "network: ohjaamo", "There is no network “muu”."),
        ("modules/alku/01-luku.md", "::: case Mira, 24", "Only one “~~~ plain” may stand in a block"),
    ],
)
def test_service_that_is_not_there_or_stands_in_another_block_is_a_mistake(files, name, old, told):
    change(files, name, old, old.replace("ohjaamo", "muu").replace("case Mira, 24", "stop"))
    assert any(told in str(one) for one in check_starter(files) if one.fatal)


class Older(StreamBlock):
    """A block as an older Polku had it."""

    case = StructBlock([("title", CharBlock()), ("text", RichTextBlock())])


class Newer(StreamBlock):
    """The same with a field more."""

    case = StructBlock([("title", CharBlock()), ("text", RichTextBlock()), ("plain", RichTextBlock(required=False))])


def test_field_that_a_newer_polku_adds_is_no_edit_of_an_author():
    raw = [{"type": "case", "id": "1", "value": {"title": "Mira", "text": "<p>Mira.</p>"}}]
    assert normal_stream(Older().to_python(raw)) == normal_stream(Newer().to_python(raw))
    edited = [{**raw[0], "value": raw[0]["value"] | {"plain": "<p>M.</p>"}}]
    assert normal_stream(Newer().to_python(edited)) != normal_stream(Newer().to_python(raw))
