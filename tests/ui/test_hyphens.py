"""Long words in headings."""

from lms.ui.hyphens import SOFT_HYPHEN, with_soft_hyphens


def test_a_long_word_may_break_at_its_syllables_and_nowhere_near_its_ends():
    hyphenated = with_soft_hyphens("Työkykykoordinaattorikoulutus").split(SOFT_HYPHEN)
    assert hyphenated == ["Työky", "ky", "koor", "di", "naat", "to", "ri", "kou", "lutus"]


def test_words_that_fit_on_a_phone_stay_as_they_are():
    for text in ("Työkyky tutuksi", "Kuntoutus ja palveluohjaus", "", "osoite@pitka-sahkopostiosoite.example"):
        assert with_soft_hyphens(text) == text
