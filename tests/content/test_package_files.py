"""The files of a package are the files of the starter content: laid where those lay, they load to equal pages."""

import shutil

import pytest
from django.db import transaction

from content.packages.archive import unpack
from content.seeding.loader import load_starter
from tests.content.package_sites import only_the_training, packed

pytestmark = pytest.mark.django_db


def test_an_exported_training_loaded_from_its_files_goes_out_the_same(tmp_path):
    root = only_the_training(tmp_path / "rich")
    with transaction.atomic():
        assert load_starter(root).problems == []
        files, data = packed("kaikki")
        transaction.set_rollback(True)
    for folder in ("courses", "modules"):
        shutil.rmtree(root / folder)
    unpack(data, root)

    assert load_starter(root).problems == []
    assert packed("kaikki") == (files, data)
