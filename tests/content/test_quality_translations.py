"""The checks over translations: they know Finnish, and other languages say the same in more words."""

import pytest
from wagtail.models import Locale

from content.quality.pages import Today, findings_of
from tests.factories.pages import make_course_page, text_block

pytestmark = pytest.mark.django_db


def about(language: str, words: int) -> list[str]:
    page = make_course_page()
    page.locale = Locale.objects.get_or_create(language_code=language)[0]
    sentence = " ".join(["sana"] * (words - 1))
    page.body = [text_block(f"<p>Kirjoita {sentence}.</p>"), text_block("<p>Vie se TVK:lle heti.</p>")]
    return [one.about.value for one in findings_of(page, Today.read())]


def test_finnish_page_is_judged_by_finnish_rules():
    assert about("fi", 21) == ["sentences", "abbreviations"]


def test_translation_may_be_longer_and_its_abbreviations_are_its_own():
    assert about("en", 26) == []
    assert about("en", 27) == ["sentences"]
