"""From a quiz page to a quiz version."""

from assessments.graded.api import Band, QuizSettings, SlotFacts, publish_quiz
from content.models import QuizPage


def publish_quiz_page(page: QuizPage) -> None:
    """Publish the page's questions and settings as a new quiz version, if anything has changed.

    Titles, introductions and words for the result come from every live language of the page; the questions and the
    rules from the page in the source language.
    """
    pages = QuizPage.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    by_language = {one.locale.language_code: one for one in pages}
    source = by_language.get("fi", page)
    settings = QuizSettings(
        titles={language: one.title for language, one in by_language.items()},
        intros={language: one.intro for language, one in by_language.items()},
        bands=bands_of(by_language),
        pass_percent=source.pass_percent,
        attempts_allowed=source.attempts_allowed or None,
    )
    slots = [
        SlotFacts(question=block.value["question"].key, points=100 * block.value["points"])
        for block in source.questions
    ]
    publish_quiz(key=page.translation_key, settings=settings, slots=slots)


def bands_of(by_language: dict[str, QuizPage]) -> tuple[Band, ...]:
    """The words for the result by lowest per cent, in every language that has them."""
    texts: dict[int, dict[str, str]] = {}
    for language, page in by_language.items():
        for band in page.band_list():
            texts.setdefault(band["from"], {})[language] = band["text"]
    return tuple(Band(from_percent=percent, texts=texts[percent]) for percent in sorted(texts))
