"""What a training holds, as its public page tells it: every title in the page's language, or marked as Finnish.

A description is often translated before the lessons are. Whoever reads it must see that, and what they would study.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from content.models import CoursePage, LessonPage, ModulePage
from content.outline import Module, Title

SOURCE = settings.LANGUAGE_CODE


def modules_of(page: CoursePage) -> list[Module]:
    """The live modules with the titles of their live lessons, in order, except what is hidden until it opens.

    They are those of the Finnish training, in its order. Two queries, whatever the length; two more in another
    language."""
    source = source_of(page)
    language = "" if source == page else SOURCE
    pages = list(ModulePage.objects.child_of(source).live().filter(is_hidden=False).order_by("path"))
    below = Page.objects.descendant_of(source).live().filter(depth=source.depth + 2).order_by("path")
    for kind in ("lesson", "quiz", "assignment", "project", "competence"):
        below = below.exclude(**{f"{kind}page__is_hidden": True})
    steps = list(below.values_list("path", "title", "translation_key"))
    words = titles_in(page, [one.translation_key for one in pages] + [key for *_rest, key in steps]) if language else {}
    modules = {
        one.path: Module(
            _title(one.title, one.translation_key, words, language),
            one.hours,
            scene=one.scene,
            planned=[Title(line, language) for line in one.planned_lines],
        )
        for one in pages
    }
    for path, title, key in steps:
        if module := modules.get(path[: -Page.steplen]):
            module.lessons.append(_title(title, key, words, language))
    return list(modules.values())


def _title(title: str, key: UUID, words: Mapping[UUID, str], language: str) -> Title:
    return Title(words[key]) if key in words else Title(title, language)


def source_of(page: CoursePage) -> CoursePage:
    """The Finnish page of the training; the page itself when there is none, or when it is that one."""
    if get_language() == SOURCE:
        return page
    same = CoursePage.objects.live().filter(translation_key=page.translation_key)
    return same.filter(locale__language_code=SOURCE).first() or page


def titles_in(page: CoursePage, keys: Iterable[UUID]) -> dict[UUID, str]:
    """The live titles below ``page`` by key, in its language. One query."""
    below = Page.objects.descendant_of(page).live().filter(translation_key__in=list(keys))
    return dict(below.values_list("translation_key", "title"))


def is_studied_in(modules: Iterable[Module]) -> bool:
    """Whether every lesson is there in the language of the page that tells of them."""
    return not any(lesson.language for module in modules for lesson in module.lessons)


def studied_elsewhere(courses: Iterable[CoursePage]) -> set[UUID]:
    """The keys of those trainings that have lessons in Finnish and not in the page's language. Two queries at most;
    none when all pages are Finnish."""
    translated = [course for course in courses if course.locale.language_code != SOURCE]
    if not translated:
        return set()
    keys = [course.translation_key for course in translated]
    finnish = CoursePage.objects.filter(translation_key__in=keys, locale__language_code=SOURCE)
    paths = dict(finnish.values_list("translation_key", "path"))
    lessons = LessonPage.objects.live().values_list("path", "translation_key")
    by_key = [(path, key) for path, key in lessons]
    return {
        course.translation_key
        for course in translated
        if _below(paths.get(course.translation_key), by_key) - _below(course.path, by_key)
    }


def _below(path: str | None, lessons: Iterable[tuple[str, UUID]]) -> set[UUID]:
    return {key for place, key in lessons if path and place.startswith(path)}
