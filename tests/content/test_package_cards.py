"""Cards and scales of a package: they come in every language, and never over what the site has."""

import shutil

import pytest
from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import Translation

from content.localizing import adopt_translations
from content.models import CertificateText, FactCard, GlossaryTerm, NetworkCard, ScaleCard
from content.packages.importing import import_package, look_into
from content.seeding.cards import plan_cards
from content.seeding.files import BrokenFile
from content.seeding.loader import load_starter
from tests.content.package_sites import make_site, packed
from tests.content.rich_cards import CARDS
from tests.content.starter_tree import change, write_tree

pytestmark = pytest.mark.django_db
SCALE = """\
key: mittari
fi: Mittari
sv: Mätaren
intro: {fi: Pohdi.}
time: {fi: Viikko.}
moments: ends
options:
  - {fi: Ei, sv: Nej}
  - {fi: Vähän, en: A little}
  - {fi: Paljon}
groups:
  - key: toivo
    fi: Toivo
    least: 1
    statements:
      - {key: suunta, fi: Tiedän suunnan., sv: Jag vet vart.}
      - {key: voimaton, fi: En jaksa., reverse: true}
bands:
  - {upto: "2.5", fi: Alku.}
  - {fi: Hyvä.}
least_groups: 1
limit_group: "0.9"
limit_whole: "0.5"
licence: Oma.
"""


def tree_with_cards(root):
    """The small tree; its lesson shows a fact, a term and a service, all translated, and there is a scale."""
    tree = write_tree(root)
    for name, text in CARDS.items():
        if not name.startswith("certificates"):
            (tree / name).write_text(text)
    (tree / "scales").mkdir()
    (tree / "scales/mittari.yaml").write_text(SCALE)
    added = "::: term\nterm: tyokyky\n:::\n\n::: network\ncard: kunta\n:::\n\n::: stop\n"
    change(tree, "modules/alku/01-luku.md", "::: stop\n", added)
    shutil.rmtree(tree / "courses/toka")
    return tree


@pytest.fixture(scope="module")
def packages(django_db_setup, django_db_blocker, tmp_path_factory):
    """{code: (files, zip)} of a training and a coaching; the site that they came from is gone."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter(tree_with_cards(tmp_path_factory.mktemp("starter"))).problems == []
        made = {code: packed(code) for code in ("eka", "p")}
        transaction.set_rollback(True)
    return made


@pytest.fixture
def site(tmp_path):
    """A site without trainings that has a fact and a term of its own, in Finnish."""
    make_site(tmp_path)


def in_languages(model):
    return sorted(model.objects.values_list("locale__language_code", flat=True))


def test_cards_come_in_every_language_and_go_out_the_same(packages, site):
    files, data = packages["eka"]
    import_package(data, actor=None)

    assert packed("eka") == (files, data)
    assert {"facts.sv.yaml", "network.en.yaml", "glossary.sv.yaml"} < files.keys()
    assert (in_languages(FactCard), in_languages(NetworkCard)) == (["fi", "sv"], ["en", "fi"])
    swedish = FactCard.objects.get(locale__language_code="sv")
    assert (swedish.title, swedish.url, swedish.checked.day) == ("Fpa", "https://example.org/sv", 22)
    assert swedish.translation_key == FactCard.objects.get(locale__language_code="fi").translation_key


def test_translation_stays_away_from_a_card_that_says_something_else_here(packages, site):
    FactCard.objects.update(value="Kela ei päätä.")
    coming = look_into(packages["eka"][1])
    import_package(packages["eka"][1], actor=None)

    assert (coming.known_cards, coming.new_cards) == (
        ["Kela", "työkyky", "Osallistuminen"],
        ["Kunta", "Municipality (en)", "työkyky (sv)"],
    )
    assert list(FactCard.objects.values_list("value", flat=True)) == ["Kela ei päätä."]
    assert in_languages(GlossaryTerm) == ["fi", "sv"]


def test_translation_goes_beside_the_same_card_of_an_author(packages, site):
    FactCard.objects.all().delete()
    told = {"title": "Kela", "value": "Kela päättää.", "source": "Kelan sivut", "checked": "2026-11-21"}
    mine = FactCard.objects.create(key="kela", locale=Locale.objects.get(language_code="fi"), **told)
    import_package(packages["eka"][1], actor=None)

    swedish = FactCard.objects.get(locale__language_code="sv")
    assert (swedish.title, swedish.translation_key) == ("Fpa", mine.translation_key)


def test_translated_cards_are_taken_in_by_the_editor(packages, site, migrations_table):
    import_package(packages["eka"][1], actor=None)
    adopt_translations()

    keys = set(Translation.objects.values_list("source__object_id", flat=True))
    assert {card.translation_key for card in (FactCard.objects.first(), NetworkCard.objects.first())} <= keys


def test_scales_come_with_a_coaching_and_not_with_a_training(packages, site):
    files, data = packages["p"]
    coming = look_into(data)
    import_package(data, actor=None)

    assert (coming.new_scales, coming.known_scales) == (["Mittari"], [])
    assert packed("p") == (files, data)
    scale = ScaleCard.objects.get()
    assert (scale.slug, scale.in_use, scale.sv, len(scale.groups[0].value["statements"])) == (
        "mittari",
        True,
        "Mätaren",
        2,
    )
    assert not [name for name in packages["eka"][0] if name.startswith("scales/")]


def test_scale_of_the_site_stays(packages, site):
    ScaleCard.objects.create(slug="mittari", fi="Oma mittari")
    coming = look_into(packages["p"][1])
    import_package(packages["p"][1], actor=None)

    assert (coming.new_scales, coming.known_scales) == ([], ["Mittari"])
    assert ScaleCard.objects.get().fi == "Oma mittari"


def test_scale_that_is_not_in_use_stays_out(packages, site):
    import_package(packages["p"][1], actor=None)
    ScaleCard.objects.update(in_use=False)

    assert not [name for name in packed("p")[0] if name.startswith("scales/")]


def test_translation_of_a_card_that_is_not_there_is_refused(tmp_path):
    tree = tree_with_cards(tmp_path)
    change(tree, "facts.sv.yaml", "key: kela", "key: muu")

    with pytest.raises(BrokenFile, match="facts/muu.* is not in the Finnish file"):
        plan_cards(tree / "facts.yaml")


def test_certificate_text_keeps_its_languages(tmp_path):
    tree = write_tree(tmp_path)
    for name in ("certificates.yaml", "certificates.sv.yaml"):
        (tree / name).write_text(CARDS[name])
    load_starter(tree)

    keys = dict(CertificateText.objects.values_list("heading", "translation_key"))
    assert keys["Eget intyg"] == keys["Oma todistus"]
