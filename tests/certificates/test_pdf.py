"""The PDF: accessible, complete, the same bytes for the same award, and deaf to what a name may try."""

import io

import pikepdf
import pytest

from certificates.api import Issuer
from certificates.render.pdf import render_pdf
from certificates.snapshot import one_line
from tests.certificates.pdf_text import passages, whole_text
from tests.factories.certificates import make_award

LETTERS = "ä ö å š ž ŋ ŧ Ä Ö Å Š Ž đ č"


@pytest.fixture
def award(learner):
    return make_award(learner)


def named(award, name: str):
    """The award of somebody called ``name``."""
    award.snapshot = {**award.snapshot, "public": {**award.public, "holder": one_line(name)}}
    return award


def opened(award) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(award)))


def test_the_pdf_is_tagged_and_names_its_language_and_title(award):
    with opened(award) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fi"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Osallistumistodistus: Työkyky tutuksi, Tiina Testaaja"
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_the_pdf_reads_from_what_it_is_to_how_it_is_checked(award):
    with opened(award) as pdf:
        read = [passage.text for passage in passages(pdf)]
    order = [
        "Osallistumistodistus",
        "Tiina Testaaja",
        "on osallistunut koulutukseen",
        "Työkyky tutuksi",
        "Laajuus",
        "18 tuntia",
        "Myönnetty",
        "Todistuksen numero",
        award.serial,
        "Mitä todistus kertoo",
        "Osaaminen",
        "Arviointi",
        "Tarkista todistus",
    ]
    places = [read.index(text) for text in order]
    assert places == sorted(places)


def test_headings_follow_each_other_without_a_gap(award):
    with opened(award) as pdf:
        headings = [(p.role, p.text) for p in passages(pdf) if p.role.startswith("/H")]
    assert headings[0] == ("/H1", "Osallistumistodistus")
    levels = [int(role.removeprefix("/H")) for role, _ in headings]
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))


def test_the_qr_code_has_an_alternative_with_the_address(award):
    with opened(award) as pdf:
        alternatives = [p.alternative for p in passages(pdf) if p.alternative]
    assert alternatives == [
        f"Ruutukoodi, joka avaa todistuksen tarkistussivun osoitteessa http://localhost:8000/todistus/{award.key}/"
    ]


def test_finnish_and_sami_letters_can_be_selected(award):
    with opened(named(award, LETTERS)) as pdf:
        assert LETTERS in whole_text(pdf)


@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")',
        "<script>alert(1)</script>",
        "$ sum_(i=0)^n $ *b* _i_ `raw` // comment /* x */ \\u{41} @ref <label> [x] {y}",
        "'; DROP TABLE certificates_award; --",
    ],
)
def test_a_hostile_name_is_only_text(award, name):
    with opened(named(award, name)) as pdf:
        read = whole_text(pdf)
    assert name in read
    assert "root:" not in read


@pytest.mark.parametrize("name", ["Wolfeschlegelstein " * 11, "W" * 201])
def test_a_very_long_name_stays_on_the_first_page(award, name):
    with opened(named(award, name)) as pdf:
        assert len(pdf.pages) == 2
        assert one_line(name)[:18] in whole_text(pdf)


def test_invisible_letters_cannot_turn_or_hide_a_name():
    assert one_line("Mira\u202egnihtemos\u200b\x00\n  Mallikas") == "Miragnihtemos Mallikas"


def test_a_name_without_a_glyph_gives_a_tagged_pdf_that_promises_less(award):
    with opened(named(award, "王小明")) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert "pdfuaid:part" not in metadata


def test_the_same_award_gives_the_same_bytes(award):
    assert render_pdf(award) == render_pdf(award)


def test_never_says_credits_but_hours(award):
    award.snapshot["public"]["hours"] = 270
    with opened(award) as pdf:
        read = whole_text(pdf)
    assert "270 tuntia" in read
    assert "10 op" not in read


def test_the_issuer_and_the_funder_stand_on_the_certificate(learner, monkeypatch):
    issuer = Issuer(name="Esimerkkisäätiö", business_id="0000000-0", country="Suomi", funder_text="Rahoittaja maksoi")
    monkeypatch.setattr("certificates.issuer._provider", lambda language: issuer)
    award = make_award(learner)
    with opened(award) as pdf:
        read = whole_text(pdf)
    assert "Esimerkkisäätiö, Y-tunnus 0000000-0, Suomi" in read
    assert "Rahoittaja maksoi" in read
