"""Every training that Polku ships with goes out, comes into an empty site, and goes out again the same; and what goes
out is what it was loaded from, byte for byte, so that a small edit is a small difference."""

import difflib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

from content.models import CertificateText, CoursePage, FactCard, GlossaryTerm, LessonPage, NetworkCard
from content.packages.archive import zip_of
from content.packages.cards import card_files, certificate_name
from content.packages.export import export_course
from content.packages.files import Gathered
from content.packages.importing import import_package
from content.seeding.loader import STARTER, load_starter

pytestmark = pytest.mark.django_db
CODES = ("arki-joka-kantaa", "askel-kerrallaan", "tyokyky-tutuksi", "tyokykykoordinaattori", "voimavarat")


@dataclass
class Shipped:
    """The files as they were loaded; by short name what each training went out as, (files, zip); the files of all
    cards; and the coordinators' files after an edit."""

    root: Path
    packages: dict[str, tuple[dict[str, bytes], bytes]]
    cards: dict[str, bytes]
    edited: dict[str, bytes]


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker, tmp_path_factory):
    """What went out; the site that it came from is gone again."""
    packages = {}
    with django_db_blocker.unblock(), transaction.atomic():
        root = shutil.copytree(STARTER, tmp_path_factory.mktemp("shipped") / "starter")  # somebody may be writing there
        assert load_starter(root).problems == []
        for code in CoursePage.objects.filter(locale__language_code="fi").values_list("slug", flat=True):
            package = export_course(code)
            assert package.notes == []
            packages[code] = (dict(package.gathered.contents()), zip_of(package.gathered))
        told = Shipped(root, packages, all_cards(), after_an_edit())
        transaction.set_rollback(True)
    return told


def all_cards() -> dict[str, bytes]:
    """The files of cards, with every card of the site."""
    gathered = Gathered()
    for kind, model in (("fact", FactCard), ("network", NetworkCard), ("term", GlossaryTerm)):
        gathered.cards |= {(kind, card.key): card for card in model.objects.filter(locale__language_code="fi")}
    for text in CertificateText.objects.filter(locale__language_code="fi"):
        certificate_name(gathered, text)
    return {name: text.encode() for name, text in card_files(gathered).items()}


def after_an_edit() -> dict[str, bytes]:
    """The training of the coordinators after an author has put one word in the place of another."""
    page = LessonPage.objects.descendant_of(
        CoursePage.objects.get(slug="tyokykykoordinaattori", locale__language_code="fi")
    ).get(slug="mita-tyokyky-on")
    text = next(block for block in page.body if block.block_type == "text").value
    text["text"] = type(text["text"])(re.sub(r"^<p>\w+", "<p>Toisin", text["text"].source))
    page.save_revision().publish()
    return dict(export_course("tyokykykoordinaattori").gathered.contents())


@pytest.mark.parametrize("code", CODES)
def test_shipped_training_when_brought_into_an_empty_site_goes_out_the_same(shipped, code, tmp_path):
    files, data = shipped.packages[code]
    shutil.copytree(shipped.root / "site", tmp_path / "site")
    # The help page is the site's own, and shows cards.
    for name in ("organiser.yaml", "help.yaml", *(path.name for path in shipped.root.glob("network*.yaml"))):
        shutil.copy(shipped.root / name, tmp_path / name)
    for name, listed in (("facts", "facts"), ("glossary", "terms"), ("certificates", "certificates")):
        (tmp_path / f"{name}.yaml").write_text(f"{listed}: []\n")
    assert load_starter(tmp_path).problems == []
    import_package(data, actor=None)

    again = export_course(code).gathered
    assert dict(again.contents()) == files
    assert zip_of(again) == data


def test_every_shipped_training_is_tried(shipped):
    assert sorted(shipped.packages) == sorted(CODES)


def own_files(shipped, code) -> dict[str, bytes]:
    """What the package holds of the training itself: its sheet and its cards are chosen for it."""
    return {name: content for name, content in shipped.packages[code][0].items() if "/" in name}


@pytest.mark.parametrize("code", CODES)
def test_shipped_training_goes_out_as_the_very_files_it_was_loaded_from(shipped, code):
    own = own_files(shipped, code)
    assert {name for name, content in own.items() if (shipped.root / name).read_bytes() != content} == set()


def test_every_file_of_the_shipped_trainings_goes_out(shipped):
    written = {name for code in CODES for name in own_files(shipped, code)}
    folders = ("courses", "modules", "programmes", "pieces", "scales")
    there = {path for folder in folders for path in (shipped.root / folder).rglob("*") if path.is_file()}
    assert {str(path.relative_to(shipped.root)) for path in there} == written


def test_shipped_cards_go_out_as_the_very_files_they_were_loaded_from(shipped):
    files = shipped.cards
    assert {name for name, content in files.items() if (shipped.root / name).read_bytes() != content} == set()
    kinds = ("facts", "network", "glossary", "certificates")
    assert files.keys() == {path.name for kind in kinds for path in shipped.root.glob(f"{kind}*.yaml")}


def test_one_word_changed_by_an_author_is_one_line_of_difference(shipped):
    before, after = shipped.packages["tyokykykoordinaattori"][0], shipped.edited
    assert before.keys() == after.keys()
    name = "modules/tyokyky-ja-rooli/01-mita-tyokyky-on.md"
    assert [one for one in before if before[one] != after[one]] == [name]
    told = difflib.unified_diff(before[name].decode().splitlines(), after[name].decode().splitlines(), lineterm="", n=0)
    [old, new] = [line for line in list(told)[2:] if not line.startswith("@@")]
    assert (old.partition(" ")[2], new.partition(" ")[0]) == (new.partition(" ")[2], "+Toisin")


def test_coaching_takes_its_scales_and_languages_along(shipped):
    names = shipped.packages["voimavarat"][0].keys()
    assert {f"scales/{path.name}" for path in (shipped.root / "scales").glob("*.yaml")} <= names
    assert {f"programmes/voimavarat/course{ending}.md" for ending in ("", ".sv", ".en")} <= names
