"""From a quiz page to a quiz version."""

from assessments.graded.api import Band, QuizSettings, Section, publish_quiz
from content.blocks.quiz import SECTION, slot_of, slots_of
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
        delay_minutes=source.delay_minutes,
        minutes_allowed=source.minutes_allowed or None,
        feedback=source.feedback_mode,
        hint_penalty=source.hint_penalty,
        counting=source.counting,
        review=source.review(),
        sections=sections_of(source, by_language),
        shuffle_questions=source.shuffle_questions,
        shuffle_options=source.shuffle_options,
        hides_names=source.hides_names,
    )
    publish_quiz(key=page.translation_key, settings=settings, slots=slots_of(source.questions))


def sections_of(source: QuizPage, by_language: dict[str, QuizPage]) -> tuple[Section, ...]:
    """The headings of the source page with the number of the question that follows each; their texts from every
    language's page, heading by heading."""
    headings = {
        language: [block.value for block in page.questions if block.block_type == SECTION]
        for language, page in by_language.items()
    }
    sections, asked = [], 0
    for block in source.questions:
        if block.block_type != SECTION:
            asked += slot_of(block.block_type, block.value).count
            continue
        texts = {language: found[len(sections)] for language, found in headings.items() if len(found) > len(sections)}
        sections.append(
            Section(
                first=asked + 1,
                titles={language: text["title"] for language, text in texts.items()},
                intros={language: text["intro"] or "" for language, text in texts.items()},
            )
        )
    return tuple(sections)


def bands_of(by_language: dict[str, QuizPage]) -> tuple[Band, ...]:
    """The words for the result by lowest per cent, in every language that has them."""
    texts: dict[int, dict[str, str]] = {}
    for language, page in by_language.items():
        for band in page.band_list():
            texts.setdefault(band["from"], {})[language] = band["text"]
    return tuple(Band(from_percent=percent, texts=texts[percent]) for percent in sorted(texts))
