"""Scales in the admin and in the files: problems before publishing, versions after it."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments.kinds.scales import to_plain
from assessments.personal.models import Scale, ScaleVersion
from content.models import ScaleCard
from content.scales import offered_scales
from content.seeding.files import BrokenFile
from content.seeding.ledger import Ledger
from content.seeding.loader import STARTER
from content.seeding.scales import plan_scales, write_scale
from tests.dashboard.people import client_of
from tests.factories.authors import make_author


@pytest.fixture
def shipped(db) -> dict[str, ScaleCard]:
    for plan in plan_scales(STARTER):
        write_scale(plan, Ledger())
    return {card.slug: card for card in ScaleCard.objects.all()}


def test_the_shipped_meter_has_sixteen_statements_in_four_groups(shipped):
    made = ScaleVersion.objects.get(scale__slug="voimavaramittari").instrument
    assert [len(group.items) for group in made.subscales] == [4, 4, 4, 4]
    assert [group.names["fi"] for group in made.subscales] == ["Toivo", "Minäpystyvyys", "Sitkeys", "Optimismi"]
    assert (made.limits.subscale, made.limits.total, made.least_subscales) == ("0.9", "0.5", 3)
    assert [group.least for group in made.subscales] == [3, 3, 3, 3]
    assert len(made.options) == 5
    assert made.asked[0].texts["fi"] == "Minulla on jokin asia, jota kohti haluan mennä."
    assert made.asked[1].texts["fi"] == "Opin uusia asioita, kun saan harjoitella rauhassa."


def test_the_look_half_way_is_an_instrument_of_its_own(shipped):
    made = ScaleVersion.objects.get(scale__slug="puolivalin-kysely").instrument
    assert (len(made.asked), made.compares) == (4, False)


def test_every_text_of_the_shipped_scales_is_in_three_languages(shipped):
    for version in ScaleVersion.objects.all():
        text = json.dumps(to_plain(version.instrument), ensure_ascii=False)
        assert text.count('"fi":') == text.count('"sv":') == text.count('"en":')


def test_loading_again_changes_nothing(shipped):
    before = list(ScaleVersion.objects.values_list("pk", "number"))
    ledger = Ledger()
    for plan in plan_scales(STARTER):
        write_scale(plan, ledger)
    assert not ledger.report.changed
    assert list(ScaleVersion.objects.values_list("pk", "number")) == before


def test_an_authors_edit_is_kept_when_the_files_are_loaded_anew(shipped, tmp_path):
    card = shipped["voimavaramittari"]
    card.intro_fi = "Oma johdanto."
    card.save()
    folder = tmp_path / "scales"
    folder.mkdir()
    text = (STARTER / "scales" / "voimavaramittari.yaml").read_text()
    (folder / "voimavaramittari.yaml").write_text(text.replace("Ajattele kahta viime viikkoa.", "Ajattele tätä kuuta."))
    ledger = Ledger()
    for plan in plan_scales(tmp_path):
        write_scale(plan, ledger)
    assert ScaleCard.objects.get(pk=card.pk).intro_fi == "Oma johdanto."
    assert ledger.report.kept


def test_a_file_nobody_could_answer_is_refused(tmp_path):
    folder = tmp_path / "scales"
    folder.mkdir()
    text = (STARTER / "scales" / "voimavaramittari.yaml").read_text()
    (folder / "rikki.yaml").write_text(text.replace("least_groups: 3", "least_groups: 9"))
    with pytest.raises(BrokenFile, match="fewest groups"):
        plan_scales(tmp_path)


def test_changing_a_scale_makes_a_version_and_taking_it_out_of_use_none(shipped):
    card = shipped["voimavaramittari"]
    card.limit_group = "1"
    card.save()
    assert card.instrument.limits.subscale == "1"
    assert [version.number for version in Scale.objects.get(key=card.key).versions.order_by("number")] == [1, 2]
    card.in_use = False
    card.save()
    assert [version.scale.slug for version in offered_scales.get()] == ["puolivalin-kysely"]
    card.delete()
    assert Scale.objects.get(slug="voimavaramittari").versions.count() == 2


def words(text: str) -> dict:
    return {"fi": text, "sv": "", "en": ""}


def fields_of(**values) -> dict:
    statements = [{**words("Saan aloitettua."), "reverse": ""}]
    group = {**words("Toivo"), "least": "1", "statements": {"count": 1, "0": {"value": statements[0], "order": "0"}}}
    group["statements"] = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "item", "0-id": ""} | {
        f"0-value-{name}": value for name, value in statements[0].items() if name != "reverse"
    }
    plain = {
        **{f"{what}{name}": "" for what in ("", "intro_", "time_") for name in ("fi", "sv", "en")},
        "fi": "Lyhyt kysely",
        "slug": "lyhyt",
        "moments": "halfway",
        "options": streamfield([("option", words("En")), ("option", words("Kyllä"))]),
        "groups": streamfield([("group", group)]),
        "bands": streamfield([]),
        "least_groups": "1",
        "limit_group": "",
        "limit_whole": "",
        "licence": "Oma.",
        "in_use": "on",
    }
    return nested_form_data(plain | values)


def test_an_author_makes_a_scale_and_it_is_offered(db):
    author = client_of(make_author())
    response = author.post(reverse(ScaleCard.snippet_viewset.get_url_name("add")), fields_of())
    assert response.status_code == 302, response.context["form"].errors
    assert [item.texts for item in offered_scales.get()[0].instrument.asked] == [{"fi": "Saan aloitettua."}]


def test_problems_are_told_before_anything_is_published_and_nothing_is_lost(db):
    author = client_of(make_author())
    address = reverse(ScaleCard.snippet_viewset.get_url_name("add"))
    answer = author.post(address, fields_of(licence="", options=streamfield([("option", words("En"))])))
    page = answer.content.decode()
    assert "2–10 vaihtoehtoa" in page or "2 to 10 options" in page
    assert "Saan aloitettua." in page
    assert not ScaleVersion.objects.exists()


def test_a_draft_may_have_problems(db):
    author = client_of(make_author())
    address = reverse(ScaleCard.snippet_viewset.get_url_name("add"))
    assert author.post(address, fields_of(licence="", in_use="")).status_code == 302
    assert not ScaleVersion.objects.exists()


def test_a_tree_without_scales_is_fine(tmp_path: Path):
    assert plan_scales(tmp_path) == []
