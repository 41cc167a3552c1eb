"""Courses and the coaching programme: a course page, its modules with lessons and quiz, or its parts."""

from collections.abc import Callable
from pathlib import Path

from content.seeding.blocks import Ref, page_body
from content.seeding.conditions import conditions_of
from content.seeding.days import plan_days
from content.seeding.files import Document, Fields, read_document
from content.seeding.modules import plan_module
from content.seeding.parts import plan_part
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
from content.seeding.quizzes import plan_bank
from content.seeding.translations import SOURCE, source_files
from courses.api import Course

_COURSE_KEYS = (
    *("title", "slug", "type", "hours", "for_whom", "outcomes", "extent", "method", "assessment"),
    *("certificate_kind", "certificate_basis", "price", "summary", "modules", "runs"),
    *("completion", "done_text", "policy", "search_description", "topics"),
)
_TYPES = tuple(Course.Type.values)
_POLICIES = ("training", "private")


def planners(root: Path) -> list[Callable[[], Plan]]:
    """One planner a course, then one a programme; each raises ``BrokenFile`` for itself."""
    modules = root / "modules"
    courses = [lambda folder=folder: plan_course(folder, modules) for folder in folders_in(root / "courses")]
    programmes = [lambda folder=folder: plan_programme(folder, modules) for folder in folders_in(root / "programmes")]
    return [*courses, *programmes]


def plan_course(folder: Path, modules: Path) -> Plan:
    """One training; ``modules`` is the folder of modules that courses share, each course with keys of its own."""
    return _plan(folder, modules, f"courses/{folder.name}", CATALOGUE, "training")


def plan_programme(folder: Path, modules: Path) -> Plan:
    """The coaching programme: private answers, parts directly under it."""
    return _plan(folder, modules, f"programmes/{folder.name}", HOME, "private")


def _plan(folder: Path, modules: Path, key: str, parent: str, policy: str) -> Plan:
    document = read_document(folder / "course.md")
    same_slug(document.path, document.front.text("slug"))
    pages: list[PagePlan] = in_languages(document, lambda found: _course_page(found, key, parent, policy))
    languages = {page.language for page in pages}  # a module is there in the languages of its training only
    questions: list[QuestionPlan] = plan_bank(folder / "questions.yaml", key, pages[0].values["title"])
    for name in document.front.texts("modules"):
        more_pages, more_questions = plan_module(modules / name, key, pages[0].values["title"])
        pages += [page for page in more_pages if page.language in languages]
        questions += more_questions
    parts = [
        plan for path in source_files(folder, "osa-*.md") for plan in in_languages(read_document(path), _part(key))
    ]
    parts.sort(key=lambda page: page.values["number"])
    pages = sorted(pages + parts, key=lambda page: (page.language != SOURCE, page.language))
    return Plan(key, tuple(pages), tuple(questions), _runs(document.front))


def _part(programme_key: str) -> Callable[[Document], PagePlan]:
    return lambda found: plan_part(found, programme_key)


def _course_page(document: Document, key: str, parent: str, policy: str) -> PagePlan:
    front = document.front
    front.only(*_COURSE_KEYS)
    kind = front.text("certificate_kind", "none")
    for name, allowed in (("type", _TYPES), ("policy", _POLICIES)):
        if front.text(name, allowed[0]) not in allowed:
            raise front.fault(f"“{name}” is one of {', '.join(allowed)}.", name)
    values = {
        "title": front.text("title"),
        "slug": front.text("slug"),
        "search_description": front.text("search_description", front.text("summary")),
        "course_type": front.text("type"),
        "policy": front.text("policy", policy),
        "summary": front.text("summary"),
        "topics": "\n".join(front.texts("topics")),
        "hours": front.number("hours", 0),
        "extent": front.text("extent", ""),
        "for_whom": "\n".join(front.texts("for_whom")),
        "outcomes": "\n".join(front.texts("outcomes")),
        "method": front.text("method", ""),
        "assessment": front.text("assessment", ""),
        "certificate_basis": front.text("certificate_basis", ""),
        "rule": conditions_of(front.each("completion"), key),
        "certificate": None if kind == "none" else Ref("certificate", kind),
        "price": front.text("price", ""),
        "done_text": front.text("done_text", ""),
        "days": plan_days(document.path.parent, key),
        "body": page_body(document, key),
    }
    return PagePlan(key, "CoursePage", parent, values, document.path, document.language)


def _runs(front: Fields) -> tuple[RunPlan, ...]:
    plans = []
    for run in front.each("runs"):
        run.only("code", "name", "starts", "ends", "capacity")
        capacity = run.number("capacity") if run.get("capacity") is not None else None
        plans.append(RunPlan(run.text("code"), run.text("name"), run.day("starts"), run.day("ends"), capacity))
    return tuple(plans)
