"""From an assignment page to an assignment version, and from its publication to what a learner reads."""

from uuid import UUID

from django.utils.safestring import SafeString

from assessments.graded.api import AssignmentSettings, Criterion, Level, publish_assignment
from content.models import AssignmentPage
from content.render import built, fill


def publish_assignment_page(page: AssignmentPage) -> None:
    """Publish the page's rules and rubric as a new assignment version, if anything has changed.

    Texts come from every live language of the page; what counts from the page in the source language.
    """
    pages = AssignmentPage.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    by_language = {one.locale.language_code: one for one in pages}
    source = by_language.get("fi", page)
    settings = AssignmentSettings(
        titles={language: one.title for language, one in by_language.items()},
        intros={language: one.intro for language, one in by_language.items()},
        own_work={language: one.own_work for language, one in by_language.items()},
        guides={language: one.guide for language, one in by_language.items() if one.guide},
        criteria=criteria_of(source, by_language),
        takes_text=source.takes_text,
        takes_files=source.takes_files,
        min_words=source.min_words,
        due_days=source.due_days,
        peer_reviews=source.peer_reviews,
        peer_named=source.peer_named,
        peer_accepting=source.peer_accepting,
        peer_wait_days=source.peer_wait_days,
        hides_names=source.hides_names,
        second_marker=source.second_marker,
        in_groups=source.in_groups,
    )
    publish_assignment(key=page.translation_key, settings=settings)


def criteria_of(source: AssignmentPage, by_language: dict[str, AssignmentPage]) -> tuple[Criterion, ...]:
    """The rubric with its texts in every language. Block ids stay through copies and translations: they are the
    criteria's keys."""
    said = {language: {str(block.id): block.value for block in page.criteria} for language, page in by_language.items()}
    return tuple(_criterion(str(block.id), block.value, said) for block in source.criteria)


def _criterion(key: str, value: dict, said: dict[str, dict[str, dict]]) -> Criterion:
    theirs = {language: blocks[key] for language, blocks in said.items() if key in blocks}
    levels = []
    for place, level in enumerate(value["levels"]):
        alike = {language: one["levels"][place] for language, one in theirs.items() if len(one["levels"]) > place}
        levels.append(
            Level(
                points=level["points"],
                texts={language: one["text"] for language, one in alike.items()},
                titles={language: one["title"] for language, one in alike.items() if one["title"]},
            )
        )
    return Criterion(key, {language: one["title"] for language, one in theirs.items()}, tuple(levels))


def show_instructions(publication_id: int, activity_key: UUID) -> SafeString:
    """The instructions of a publication as learners read them."""
    lesson = built(publication_id, activity_key)
    return fill(lesson.segments, lesson.language)
