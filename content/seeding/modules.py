"""Modules of a training: an introduction, and its steps in order, each a file beside it."""

from pathlib import Path
from typing import Any

from content.opening import LESSON_DONE
from content.seeding.assignments import plan_assignment
from content.seeding.blocks import lesson_body
from content.seeding.competence import plan_competence
from content.seeding.conditions import opening_of
from content.seeding.files import Document, Fields, read_document
from content.seeding.keys import key_of
from content.seeding.plans import PagePlan, QuestionPlan, in_languages, same_shape, same_slug
from content.seeding.projects import plan_project
from content.seeding.quizzes import plan_quiz
from content.seeding.steps import STEP_KEYS, step_values
from content.seeding.translations import SOURCE, fields_in_languages

_MODULE_KEYS = (
    *("title", "slug", "hours", "outcomes", "planned", "steps", "scene", "opens_when", "hidden"),
    *("lessons", "quiz", "assignments", "project", "competence"),
)
_KINDS = ("lesson", "quiz", "assignment", "project", "competence")


def plan_module(folder: Path, course_key: str, course_title: str) -> tuple[list[PagePlan], list[QuestionPlan]]:
    """A module's pages, each in the languages in which there is a file of it, and the questions of its quizzes."""
    document = read_document(folder / "module.md")
    same_slug(document.path, document.front.text("slug"))
    key = f"{course_key}/{document.front.text('slug')}"
    pages = in_languages(document, lambda found: _module_page(found, key, course_key))
    questions: list[QuestionPlan] = []
    for kind, name in _steps(document.front):
        if kind == "lesson":
            lesson = read_document(folder / name)
            pages += in_languages(lesson, lambda found: _plan_lesson(found, key, course_key))
        elif kind == "quiz":
            quizzes, asked = plan_quiz(folder / name, key, course_key, course_title)
            pages += quizzes
            questions += asked
        else:
            pages += _from_fields(kind, folder / name, key, course_key)
    return pages, questions


def _steps(front: Fields) -> list[tuple[str, str]]:
    """(kind, file) of each step: in the order of ``steps``, or lessons first and then the rest."""
    if "steps" not in front:
        named = [("lesson", front.texts("lessons")), ("quiz", [front.text("quiz", "")])]
        named += [("assignment", front.texts("assignments"))]
        named += [(kind, [front.text(kind, "")]) for kind in ("project", "competence")]
        return [(kind, name) for kind, names in named for name in names if name]
    steps = []
    for entry in front.each("steps"):
        entry.only(*_KINDS)
        if len(entry) != 1:
            raise entry.fault("A step is one line, for example “lesson: 01-alku.md”.")
        kind = next(iter(entry))
        steps.append((kind, entry.text(kind)))
    return steps


def _from_fields(kind: str, path: Path, module_key: str, course_key: str) -> list[PagePlan]:
    """The pages of a YAML file: one a language, or a project with its milestones."""
    plans = []
    for fields, language in fields_in_languages(path):
        if kind == "project":
            made = plan_project(fields, module_key, course_key, language)
        elif kind == "assignment":
            made = [plan_assignment(fields, module_key, course_key, language)]
        else:
            made = [plan_competence(fields, module_key, course_key, language)]
        for source, mine in zip(plans, made, strict=False):
            same_shape(source, mine)
        plans += made
    return plans


def _module_page(document: Document, key: str, course_key: str) -> PagePlan:
    front = document.front
    front.only(*_MODULE_KEYS)
    if any(piece.kind for piece in document.pieces):
        raise document.fault("A module's introduction is plain paragraphs.", document.body_line)
    values = {
        "title": front.text("title"),
        "slug": front.text("slug"),
        "hours": front.number("hours", 0),
        "intro": "\n\n".join(piece.text.strip() for piece in document.pieces),
        "outcomes": "\n".join(front.texts("outcomes")),
        "planned": "\n".join(front.texts("planned")),
        "scene": front.text("scene", ""),
        "opens_when": opening_of(front.each("opens_when"), course_key, front.text("slug")),
        "is_hidden": front.flag("hidden", False),
    }
    return PagePlan(key, "ModulePage", course_key, values, document.path, document.language)


def _plan_lesson(document: Document, module_key: str, course_key: str) -> PagePlan:
    front = document.front
    front.only("title", "slug", "minutes", "lead", "checked", "sources", *STEP_KEYS)
    slug = front.text("slug")
    if document.language == SOURCE:
        same_slug(document.path, slug)
    key = f"{module_key}/{slug}"
    values = {
        "title": front.text("title"),
        "slug": slug,
        "minutes": front.number("minutes"),
        "lead": front.text("lead", ""),
        "checked": front.day("checked"),
        "body": lesson_body(document, key),
        "sources": _sources(front.each("sources"), key),
        **step_values(front, course_key, LESSON_DONE),
    }
    return PagePlan(key, "LessonPage", module_key, values, document.path, document.language)


def _sources(entries: list[Fields], key: str) -> list[dict[str, Any]]:
    found = []
    for place, entry in enumerate(entries, start=1):
        entry.only("title", "publisher", "url")
        url = entry.text("url", "")
        if url and not url.startswith(("https://", "http://")):
            raise entry.fault(f"An address starts with https://, not “{url}”.", "url")
        value = {"title": entry.text("title"), "publisher": entry.text("publisher", ""), "url": url}
        found.append({"type": "source", "value": value, "id": str(key_of(key, "source", str(place)))})
    return found
