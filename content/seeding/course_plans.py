"""Courses and the coaching programme: a course page, its modules with lessons and quiz, or its parts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from assessments.kinds import KINDS
from content.seeding.assignments import plan_assignment
from content.seeding.blocks import Ref, lesson_body, page_body, part_screens, value_of
from content.seeding.competence import plan_competence
from content.seeding.files import Document, Fields, read_document, read_fields
from content.seeding.keys import key_of
from content.seeding.markdown import rich_text
from content.seeding.plans import (
    CATALOGUE,
    HOME,
    PagePlan,
    Plan,
    QuestionPlan,
    RunPlan,
    folders_in,
    in_languages,
    same_slug,
)
from content.seeding.projects import plan_project
from content.seeding.translations import SOURCE, source_files

_COURSE_KEYS = (
    *("title", "slug", "type", "hours", "credit_note", "for_whom", "outcomes", "extent", "method", "assessment"),
    *("certificate_kind", "certificate_basis", "price", "language", "summary", "modules", "outline_only", "runs"),
    *("what_happens", "completion"),
)
_TYPES = ("blended_cohort", "self_paced", "short_group", "theme_day")
_CERTIFICATES = ("todistus", "osallistumistodistus", "none")
_CONDITIONS = ("required", "days", "approval")
_QUIZ_KEYS = ("title", "slug", "pass_percent", "attempts", "minutes", "intro", "bands", "questions")
_PART_KEYS = (
    *("title", "number", "slug", "minutes", "strength", "aim", "summary", "done_text", "light", "outline"),
    "facilitator",
)


def planners(root: Path) -> list[Callable[[], Plan]]:
    """One planner a course, then one a programme; each raises ``BrokenFile`` for itself."""
    courses = [lambda folder=folder: plan_course(folder, root / "modules") for folder in folders_in(root / "courses")]
    programmes = [lambda folder=folder: plan_programme(folder) for folder in folders_in(root / "programmes")]
    return [*courses, *programmes]


def plan_course(folder: Path, modules: Path) -> Plan:
    """One training; ``modules`` is the folder of modules that courses share, each course with keys of its own."""
    document = read_document(folder / "course.md")
    slug = document.front.text("slug")
    same_slug(document.path, slug)
    key = f"courses/{slug}"
    pages, questions = [_course_page(document, key, CATALOGUE, "training")], []
    for name in document.front.texts("modules"):
        more_pages, more_questions = _plan_module(modules / name, key, pages[0].values["title"])
        pages += more_pages
        questions += more_questions
    pages += [_outline_module(entry, key, document.path) for entry in document.front.each("outline_only")]
    return Plan(key, tuple(pages), tuple(questions), _runs(document.front))


def plan_programme(folder: Path) -> Plan:
    """The coaching programme: private answers, parts directly under it."""
    document = read_document(folder / "course.md")
    slug = document.front.text("slug")
    same_slug(document.path, slug)
    key = f"programmes/{slug}"
    pages = in_languages(document, lambda found: _course_page(found, key, HOME, "private"))
    for path in source_files(folder, "osa-*.md"):
        pages += in_languages(read_document(path), lambda found: _plan_part(found, key))
    pages.sort(key=lambda page: (page.language != SOURCE, page.language, page.values.get("number", 0)))
    return Plan(key, tuple(pages), (), _runs(document.front))


def _course_page(document: Document, key: str, parent: str, policy: str) -> PagePlan:
    front = document.front
    front.only(*_COURSE_KEYS)
    kind = front.text("certificate_kind", "none")
    for name, allowed in (("type", _TYPES), ("certificate_kind", _CERTIFICATES)):
        if front.text(name, allowed[-1]) not in allowed:
            raise front.fault(f"“{name}” is one of {', '.join(allowed)}.", name)
    method = " ".join([_sentence(front.text("method", "")), *front.texts("what_happens")]).strip()
    values = {
        "title": front.text("title"),
        "slug": front.text("slug"),
        "search_description": front.text("summary"),
        "course_type": front.text("type"),
        "policy": policy,
        "summary": front.text("summary"),
        "hours": front.number("hours", 0),
        "extent": " ".join(filter(None, [_sentence(front.text("extent", "")), front.text("credit_note", "")])),
        "for_whom": "\n".join(front.texts("for_whom")),
        "outcomes": "\n".join(front.texts("outcomes")),
        "method": method,
        "assessment": front.text("assessment", ""),
        "certificate_basis": front.text("certificate_basis", ""),
        "rule": [_condition(entry, key) for entry in front.each("completion")],
        "certificate": None if kind == "none" else Ref("certificate", kind),
        "price": front.text("price", ""),
        "body": page_body(document, key),
    }
    return PagePlan(key, "CoursePage", parent, values, document.path, document.language)


def _condition(entry: Fields, key: str) -> dict[str, Any]:
    """One condition of what completes the training, as its author would choose it."""
    entry.only("is", "count")
    kind = entry.text("is")
    if kind not in _CONDITIONS:
        raise entry.fault(f"“is” is one of {', '.join(_CONDITIONS)}.", "is")
    value = entry.number("count") if kind == "days" else None
    return {"type": kind, "value": value, "id": str(key_of(key, "condition", kind))}


def _sentence(text: str) -> str:
    return f"{text}." if text and text[-1] not in ".!?" else text


def _runs(front: Fields) -> tuple[RunPlan, ...]:
    plans = []
    for run in front.each("runs"):
        run.only("code", "name", "starts", "ends", "capacity")
        capacity = run.number("capacity") if run.get("capacity") is not None else None
        plans.append(RunPlan(run.text("code"), run.text("name"), run.day("starts"), run.day("ends"), capacity))
    return tuple(plans)


def _outline_module(entry: Fields, course_key: str, path: Path) -> PagePlan:
    """A module of which only the titles are known."""
    entry.only("title", "slug", "hours", "lessons", "outcomes")
    title = entry.text("title")
    slug = entry.text("slug", slugify(title))
    values = {
        "title": title,
        "slug": slug,
        "hours": entry.number("hours", 0),
        "intro": "",
        "outcomes": "\n".join(entry.texts("outcomes")),
        "planned": "\n".join(entry.texts("lessons")),
    }
    return PagePlan(f"{course_key}/{slug}", "ModulePage", course_key, values, path)


def _plan_module(folder: Path, course_key: str, course_title: str) -> tuple[list[PagePlan], list[QuestionPlan]]:
    document = read_document(folder / "module.md")
    front = document.front
    front.only("title", "slug", "hours", "outcomes", "lessons", "quiz", "assignments", "project", "competence")
    same_slug(document.path, front.text("slug"))
    key = f"{course_key}/{front.text('slug')}"
    if any(piece.kind for piece in document.pieces):
        raise document.fault("A module's introduction is plain paragraphs.", document.body_line)
    values = {
        "title": front.text("title"),
        "slug": front.text("slug"),
        "hours": front.number("hours"),
        "intro": "\n\n".join(piece.text.strip() for piece in document.pieces),
        "outcomes": "\n".join(front.texts("outcomes")),
        "planned": "",
    }
    pages = [PagePlan(key, "ModulePage", course_key, values, document.path)]
    pages += [_plan_lesson(read_document(folder / name), key) for name in front.texts("lessons")]
    assignments = [plan_assignment(read_fields(folder / name), key) for name in front.texts("assignments")]
    if name := front.text("project", ""):
        assignments += plan_project(read_fields(folder / name), key)
    if name := front.text("competence", ""):
        assignments.append(plan_competence(read_fields(folder / name), key))
    if not front.text("quiz", ""):
        return [*pages, *assignments], []
    quiz, questions = _plan_quiz(read_fields(folder / front.text("quiz")), key, course_key, course_title)
    return [*pages, quiz, *assignments], questions


def _plan_lesson(document: Document, module_key: str) -> PagePlan:
    front = document.front
    front.only("title", "slug", "minutes", "lead", "checked", "sources")
    slug = front.text("slug")
    same_slug(document.path, slug)
    key = f"{module_key}/{slug}"
    values = {
        "title": front.text("title"),
        "slug": slug,
        "minutes": front.number("minutes"),
        "lead": front.text("lead"),
        "checked": front.day("checked"),
        "body": lesson_body(document, key),
        "sources": [_source(entry, key) for entry in front.each("sources")],
    }
    return PagePlan(key, "LessonPage", module_key, values, document.path)


def _source(entry: Fields, key: str) -> dict[str, Any]:
    entry.only("title", "publisher", "url")
    value = {"title": entry.text("title"), "publisher": entry.text("publisher", ""), "url": entry.text("url", "")}
    return {"type": "source", "value": value, "id": str(key_of(key, "source", value["title"]))}


def _plan_quiz(
    fields: Fields, module_key: str, course_key: str, course_title: str
) -> tuple[PagePlan, list[QuestionPlan]]:
    fields.only(*_QUIZ_KEYS)
    key = f"{module_key}/{fields.text('slug')}"
    questions, slots = {}, []
    for entry in fields.each("questions"):
        plan = _plan_question(entry, module_key, course_key, course_title)
        if plan.key in questions:
            raise entry.fault(f"The key “{entry['key']}” stands here twice.", "key")
        questions[plan.key] = plan
        value = {"question": Ref("question", plan.key), "points": entry.number("points", 1)}
        slots.append({"type": "question", "value": value, "id": str(key_of(key, "slot", entry.text("key")))})
    for band in fields.each("bands"):
        band.only("from", "text")
    values = {
        "title": fields.text("title"),
        "slug": fields.text("slug"),
        "intro": fields.text("intro", ""),
        "minutes": fields.number("minutes", 10),
        "pass_percent": fields.number("pass_percent", 70),
        "attempts_allowed": fields.number("attempts", 0),
        "band_texts": "\n".join(f"{band.number('from')}: {band.text('text')}" for band in fields.each("bands")),
        "questions": slots,
    }
    return PagePlan(key, "QuizPage", module_key, values, fields.path), list(questions.values())


def _plan_question(entry: Fields, module_key: str, course_key: str, course_title: str) -> QuestionPlan:
    kind = entry.text("kind")
    if kind not in KINDS:
        raise entry.fault(f"There is no question kind “{kind}”. Known: {', '.join(KINDS)}.", "kind")
    declared = KINDS[kind].fields
    entry.only("key", "kind", "points", *(field.name for field in declared))
    name = entry.text("key")
    key = f"{module_key}/questions/{name}"
    slug = f"{course_key.rpartition('/')[2]}-{name}"[:80]
    return QuestionPlan(key, slug, kind, course_title, value_of(declared, entry, key), entry.path, entry.line)


def _plan_part(document: Document, programme_key: str) -> PagePlan:
    front = document.front
    front.only(*_PART_KEYS)
    slug = front.text("slug")
    key = f"{programme_key}/{slug}"
    outline = front.flag("outline", False)
    screens = part_screens(document, key, programme_key)
    if outline == bool(screens):
        raise document.fault("A part has screens, or it says “outline: true”.", document.body_line)
    values = {
        "title": front.text("title"),
        "slug": slug,
        "number": front.number("number"),
        "minutes": front.number("minutes"),
        "strengths": ", ".join(front.texts("strength")),
        "aim": front.text("aim", ""),
        "summary": front.text("summary", ""),
        "done_text": front.text("done_text", ""),
        "light": front.text("light", ""),
        "facilitator": rich_text(
            front.text("facilitator", ""), path=document.path, line=front.lines.get("facilitator", 1)
        ),
        "is_outline": outline,
        "screens": screens,
    }
    return PagePlan(key, "PartPage", programme_key, values, document.path, document.language)
