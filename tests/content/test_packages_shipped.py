"""Every training that Polku ships with goes out, comes into an empty site, and goes out again the same."""

import shutil

import pytest
from django.db import transaction

from content.models import CoursePage
from content.packages.archive import zip_of
from content.packages.export import export_course
from content.packages.importing import import_package
from content.seeding.loader import STARTER, load_starter

pytestmark = pytest.mark.django_db
CODES = ("arki-joka-kantaa", "askel-kerrallaan", "tyokyky-tutuksi", "tyokykykoordinaattori", "voimavarat")


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """{code: (files, zip)}; the site that they came from is gone again."""
    packages = {}
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter().problems == []
        for code in CoursePage.objects.filter(locale__language_code="fi").values_list("slug", flat=True):
            package = export_course(code)
            assert package.notes == []
            packages[code] = (dict(package.gathered.contents()), zip_of(package.gathered))
        transaction.set_rollback(True)
    return packages


@pytest.mark.parametrize("code", CODES)
def test_shipped_training_when_brought_into_an_empty_site_goes_out_the_same(shipped, code, tmp_path):
    files, data = shipped[code]
    shutil.copytree(STARTER / "site", tmp_path / "site")
    # The help page is the site's own, and shows cards.
    for name in ("organiser.yaml", "help.yaml", *(path.name for path in STARTER.glob("network*.yaml"))):
        shutil.copy(STARTER / name, tmp_path / name)
    for name, listed in (("facts", "facts"), ("glossary", "terms"), ("certificates", "certificates")):
        (tmp_path / f"{name}.yaml").write_text(f"{listed}: []\n")
    assert load_starter(tmp_path).problems == []
    import_package(data, actor=None)

    again = export_course(code).gathered
    assert dict(again.contents()) == files
    assert zip_of(again) == data


def test_every_shipped_training_is_tried(shipped):
    assert sorted(shipped) == sorted(CODES)


def test_coaching_takes_its_scales_and_languages_along(shipped):
    names = shipped["voimavarat"][0].keys()
    assert {f"scales/{path.name}" for path in (STARTER / "scales").glob("*.yaml")} <= names
    assert {f"programmes/voimavarat/course{ending}.md" for ending in ("", ".sv", ".en")} <= names
