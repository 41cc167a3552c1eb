"""Figures and links of a translation are those of the Finnish text."""

from pathlib import Path

import pytest

from content.models import HelpContact
from content.seeding.cards import CardPlan
from content.seeding.carried import lost_in_cards, lost_in_pages
from content.seeding.plans import PagePlan

HERE = Path(__file__)


def lost(finnish: str, translated: str, language: str = "sv") -> list[str]:
    plans = [
        PagePlan(
            "site/a", "StandardPage", "", {"body": [{"type": "text", "id": "1", "value": {"text": text}}]}, HERE, code
        )
        for text, code in ((finnish, "fi"), (translated, language))
    ]
    return [said for _path, _line, said in lost_in_pages(tuple(plans))]


@pytest.mark.parametrize(
    ("finnish", "translated"),
    [
        ("<p>Soita 116 117. Se maksaa 0 euroa.</p>", "<p>Ring 116 117. Det kostar 0 euro.</p>"),
        ("<p>Laadittu 21.11.2026.</p>", "<p>Made on 21 November 2026.</p>"),
        ('<p><a href="/apua/">Apua</a></p>', '<p><a href="/sv/apua/">Hjälp</a></p>'),
        ('<p><a href="https://tietosuoja.fi">T</a></p>', '<p><a href="https://tietosuoja.fi/sv">D</a></p>'),
        (
            '<a href="https://www.saavutettavuusvaatimukset.fi">S</a>',
            '<a href="https://www.tillganglighetskrav.fi">T</a>',
        ),
        ("<p>Viisi lukua</p>", "<p>Fem avsnitt</p>"),
    ],
)
def test_same_facts_in_other_words_lose_nothing(finnish, translated):
    assert lost(finnish, translated) == []


@pytest.mark.parametrize(
    ("finnish", "translated", "said"),
    [
        (
            "<p>70 prosenttia</p>",
            "<p>80 procent</p>",
            ["lacks the figure “70”", "has besides the Finnish the figure “80”"],
        ),
        ("<p>5 korttia</p>", "<p>fem kort</p>", ["lacks the figure “5”"]),
        (
            "<p>1.1.2025</p>",
            "<p>1.1.2024</p>",
            ["has besides the Finnish the figure “2024”", "lacks the figure “2025”"],
        ),
        ('<a href="tel:112">112</a>', "112", ["lacks the link “tel:112”"]),
        (
            '<a href="/apua/">Apua</a>',
            '<a href="/sv/yhteys/">Hjälp</a>',
            ["lacks the link “/apua/”", "link “/yhteys/”"],
        ),
    ],
)
def test_fact_that_only_one_language_has_is_told(finnish, translated, said):
    found = sorted(lost(finnish, translated))
    assert len(found) == len(said)
    assert all(any(one in sentence for sentence in found) for one in said)


def test_number_of_a_help_contact_is_the_same_in_every_language():
    plans = [
        CardPlan("help/apu", HelpContact, {"number": number, "name": "Apu"}, HERE, 7, code)
        for number, code in (("116 111", "fi"), ("116 117", "sv"))
    ]
    found = list(lost_in_cards(plans))
    assert [line for _path, line, _said in found] == [7, 7]
    assert {said for _path, _line, said in found} == {
        "The translation lacks the figure “111”.",
        "The translation has besides the Finnish the figure “117”.",
    }
