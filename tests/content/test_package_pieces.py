"""Shared pieces in files and packages: one file each, in every language, with what they show."""

import shutil

import pytest
from django.db import transaction

from content.models import LessonPage, SeedRecord, SharedPiece
from content.packages.importing import import_package, look_into
from content.seeding.checks import check_starter
from content.seeding.loader import load_starter
from tests.content.package_sites import make_site, packed
from tests.content.rich_cards import CARDS
from tests.content.starter_tree import change, write_tree
from tests.factories.pieces import make_piece

pytestmark = pytest.mark.django_db

PIECES = {
    "pieces/tarkista.md": """\
---
key: tarkista
title: Tarkista aina
---
::: callout Muista
Summat muuttuvat. Katso ne lähteestä.

~~~ plain
Katso summa itse.
:::

::: fact
card: kela
:::

::: download
file: lista.txt
title: Lista
:::
""",
    "pieces/tarkista.sv.md": """\
---
title: Kontrollera alltid
---
::: callout Kom ihåg
Beloppen ändras. Se källan.
:::

::: fact
card: kela
:::

::: download
file: lista.txt
title: Lista
:::
""",
}


def tree_with_pieces(root):
    """The small tree; both of its lessons' module show one piece, which shows a fact and a file."""
    tree = write_tree(root)
    for name, text in CARDS.items():
        if not name.startswith("certificates"):
            (tree / name).write_text(text)
    (tree / "pieces").mkdir()
    for name, text in PIECES.items():
        (tree / name).write_text(text)
    (tree / "pieces/lista.txt").write_text("lista\n")
    change(tree, "modules/alku/01-luku.md", "::: stop\n", "::: piece\npiece: tarkista\n:::\n\n::: stop\n")
    shutil.rmtree(tree / "courses/toka")
    return tree


@pytest.fixture(scope="module")
def package(django_db_setup, django_db_blocker, tmp_path_factory):
    """(files, zip) of a training whose lesson shows a piece; the site that it came from is gone."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter(tree_with_pieces(tmp_path_factory.mktemp("starter"))).problems == []
        made = packed("eka")
        transaction.set_rollback(True)
    return made


def test_piece_comes_with_its_training_and_goes_out_the_same(package, tmp_path):
    files, data = package
    make_site(tmp_path)
    assert "Tarkista aina" in look_into(data).new_cards
    import_package(data, actor=None)

    assert packed("eka") == (files, data)
    assert {"pieces/tarkista.md", "pieces/tarkista.sv.md", "pieces/lista.txt", "facts.yaml"} <= files.keys()
    finnish, swedish = SharedPiece.objects.order_by("locale__language_code")
    assert finnish.translation_key == swedish.translation_key
    assert [block.block_type for block in swedish.body] == ["callout", "fact", "download"]
    assert swedish.body[1].value["card"].title == "Fpa"
    shown = next(block for block in LessonPage.objects.get(slug="luku").body if block.block_type == "piece")
    assert shown.value["piece"] == finnish


def test_piece_of_the_site_stays_as_it_is_in_every_language(package, tmp_path):
    make_site(tmp_path)
    mine = make_piece(key="tarkista", title="Oma pala")
    coming = look_into(package[1])
    import_package(package[1], actor=None)

    assert "Tarkista aina" in coming.known_cards
    assert list(SharedPiece.objects.values_list("title", flat=True)) == ["Oma pala"]
    shown = next(block for block in LessonPage.objects.get(slug="luku").body if block.block_type == "piece")
    assert shown.value["piece"] == mine


def test_loading_again_changes_nothing_and_keeps_what_an_author_wrote(tmp_path):
    tree = tree_with_pieces(tmp_path)
    assert load_starter(tree).problems == []
    assert not load_starter(tree).changed
    change(tree, "pieces/tarkista.md", "Summat muuttuvat.", "Summat vaihtuvat.")
    assert load_starter(tree).updated == ["pieces/tarkista"]
    piece = SharedPiece.objects.get(locale__language_code="fi")
    assert "Summat vaihtuvat." in str(piece.body[0].value["text"])
    piece.title = "Kirjoittajan nimi"
    piece.save()
    change(tree, "pieces/tarkista.md", "Summat vaihtuvat.", "Summat elävät.")
    assert load_starter(tree).kept == ["pieces/tarkista: kept the author's version"]
    assert SeedRecord.objects.filter(key="pieces/tarkista@sv").exists()


def test_files_are_checked_before_loading(tmp_path):
    tree = tree_with_pieces(tmp_path)
    change(tree, "modules/alku/01-luku.md", "piece: tarkista", "piece: toinen")
    change(tree, "pieces/tarkista.md", "Summat muuttuvat.", "[tänne](/ei-ole/)")
    (tree / "pieces/turha.txt").write_text("turha")
    found = [str(one) for one in check_starter(tree)]
    assert any("There is no piece “toinen”." in one for one in found)
    assert any("There is no page at /ei-ole/." in one for one in found)
    assert any("turha.txt:1: No course uses this file." in one for one in found)


def test_piece_cannot_show_a_piece(tmp_path):
    tree = tree_with_pieces(tmp_path)
    change(tree, "pieces/tarkista.md", "::: fact\ncard: kela\n:::", "::: piece\npiece: tarkista\n:::")
    (tree / "pieces/tarkista.sv.md").unlink()
    assert any("A block “piece” cannot stand here." in one for one in load_starter(tree).problems)
