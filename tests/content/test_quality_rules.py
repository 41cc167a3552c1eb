"""The checks of a text, each on a small text of its own."""

import pytest

from content.quality.rules import About, Draft, Piece, findings_in, is_explained, reckoned_minutes


def said(*pieces: Piece, **draft) -> list[tuple[str, str]]:
    return [(finding.about.value, finding.block) for finding in findings_in(Draft(pieces, **draft))]


def test_picture_without_words_is_found_and_a_decoration_is_not():
    bare, decoration = Piece("a", is_picture=True), Piece("b", is_picture=True, decorative=True)
    named, told = Piece("c", is_picture=True, alt="IMG_1.jpg"), Piece("d", is_picture=True, alt="Talo, neljä kerrosta")
    assert said(bare, decoration, named, told) == [("alt", "a"), ("alt", "c")]


def test_recording_without_captions_is_found():
    assert said(Piece("a", gaps=("captions",)), Piece("b")) == [("captions", "a")]


def test_subheading_before_a_heading_is_found_and_after_one_is_not():
    assert said(Piece("a", level=3, heading="Ensin"), Piece("b", level=2, heading="Sitten")) == [("headings", "a")]
    assert said(Piece("a", level=2, heading="Ensin"), Piece("b", level=3, heading="Sitten")) == []


@pytest.mark.parametrize("words", ["tästä", "Lue lisää", "Klikkaa tästä!", "här", "Read more", "https://kela.fi/x", ""])
def test_link_that_does_not_tell_where_it_leads_is_found(words):
    assert said(Piece("a", (f'<p>Ohje <a href="https://kela.fi/x">{words}</a></p>',))) == [("links", "a")]


@pytest.mark.parametrize("words", ["Kelan sivuilta", "<b>Tietoa kuntoutuksesta</b>"])
def test_link_that_names_its_page_is_in_order(words):
    assert said(Piece("a", (f'<p><a href="https://kela.fi/">{words}</a></p>',))) == []


def test_sentence_is_long_by_its_words_and_a_new_paragraph_ends_it():
    eleven = "sana " * 10 + "loppu"
    assert said(Piece("a", (f"<p>{eleven}</p><p>{eleven}</p>",)), longest_sentence=12) == []
    assert said(Piece("a", (f"<p>{eleven} {eleven}.</p>",)), longest_sentence=12) == [("sentences", "a")]


def test_long_sentence_of_the_plain_variant_is_found():
    piece = Piece("a", ("<p>Lyhyt.</p>",), ("<p>" + "sana " * 13 + "</p>",))
    assert said(piece, longest_sentence=20) == [("plain", "a")]
    assert said(piece, longest_sentence=12, is_finnish=False) == [("sentences", "a")]


@pytest.mark.parametrize(
    "text",
    [
        "Kansainvälinen luokitus (ICF) auttaa.",
        "ICF eli kansainvälinen luokitus",
        "ICF (kansainvälinen luokitus)",
        "ICF on lyhenne englannista",
        "Käytetään lyhennettä ICF. Se tulee englannista.",
    ],
)
def test_abbreviation_that_the_page_explains_is_in_order(text):
    assert is_explained("ICF", text)
    assert said(Piece("a", (f"<p>{text}</p>",))) == []


def test_abbreviation_is_found_once_where_it_first_stands():
    first, second = Piece("a", ("<p>ICF:n mukaan</p>",)), Piece("b", ("<p>Katso ICF.</p>",))
    assert said(first, second) == [("abbreviations", "a")]


def test_abbreviation_explained_later_on_the_page_is_in_order():
    assert said(Piece("a", ("<p>ICF auttaa.</p>",)), Piece("b", ("<p>ICF eli luokitus.</p>",))) == []


def test_word_with_a_name_in_it_is_no_abbreviation():
    assert said(Piece("a", ("<p>EU-maa, Kela, TEMPO ja A-talo.</p>",))) == []


@pytest.mark.parametrize(
    ("minutes", "found"), [(4, True), (5, False), (10, False), (20, False), (21, True), (0, False)]
)
def test_stated_minutes_may_differ_twofold_from_the_reckoned(minutes, found):
    piece = Piece("a", ("<p>" + "Sana. " * 700 + "</p>",), extra_minutes=3)
    assert reckoned_minutes(Draft((piece,))) == 10
    assert said(piece, minutes=minutes) == ([("minutes", "")] if found else [])


def test_lesson_without_sources_or_day_of_check_is_found():
    assert said(needs_sources=True) == [("sources", ""), ("sources", "")]
    assert said(needs_sources=True, has_sources=True, has_checked=True) == []


def test_late_fact_is_found():
    assert said(Piece("a", overdue="Osasairauspäiväraha")) == [(About.FACTS.value, "a")]
