"""The site's own pages: front page, catalogue, help, statements."""

from pathlib import Path
from typing import Any

from content.seeding.blocks import BodyMaker, page_body
from content.seeding.files import BrokenFile, Document, Fields, read_document
from content.seeding.plans import CATALOGUE, HOME, PagePlan, Plan, in_languages, same_slug
from content.seeding.translations import SOURCE, source_files

_KNOWN = ("title", "slug", "summary", "checked", "made", "status")
_FLAGS = ("help_contacts", "organiser_facts", "feedback_form", "catalogue")
_HOME_ONLY = ("hero", "doors", "points_title", "points")
_DOORS = {"tyonhakija": "jobseeker", "ammattilainen": "professional"}


def plan_site(root: Path) -> Plan:
    """All pages of ``site/``; the front page comes first because the others stand under it."""
    documents = [read_document(path) for path in source_files(root / "site", "*.md")]
    pages = [page for document in documents for page in in_languages(document, _plan_page)]
    if HOME not in {page.key for page in pages}:
        raise BrokenFile(root / "site" / "etusivu.md", 1, "There is no front page.")
    pages.sort(key=lambda page: (page.key != HOME, page.language != SOURCE, page.key, page.language))
    return Plan("site", tuple(pages))


def _plan_page(document: Document) -> PagePlan:
    front, path, language = document.front, document.path, document.language
    slug = front.text("slug")
    if document.language == SOURCE:
        same_slug(path, slug)
    key = f"site/{slug}"
    values: dict[str, Any] = {"title": front.text("title"), "slug": slug, "search_description": front.text("summary")}
    if key == HOME:
        front.only(*_KNOWN, *_HOME_ONLY)
        values |= _home(document, key)
        if language != SOURCE:  # front pages lie side by side under the root
            values["slug"] = f"{slug}-{language}"
        return PagePlan(key, "HomePage", "", values, path, language)
    front.only(*_KNOWN, *_FLAGS)
    values["lead"] = front.text("summary")
    if key == CATALOGUE:
        return PagePlan(key, "CourseIndexPage", HOME, values, path, language)
    values["body"] = page_body(document, key)
    if front.flag("help_contacts", False):
        return PagePlan(key, "HelpPage", HOME, values, path, language)
    return PagePlan(key, "StandardPage", HOME, values | {"purpose": _purpose(front, slug)}, path, language)


def _purpose(front: Fields, slug: str) -> str:
    if front.flag("feedback_form", False):
        return "accessibility"
    purposes = {"tietosuoja": "privacy", "yhteys": "contact", "pienet-kortit": "cards", "kun-huoli-heraa": "worry"}
    return purposes.get(slug, "")


def _home(document: Document, key: str) -> dict[str, Any]:
    front = document.front
    hero = front.get("hero")
    if not isinstance(hero, Fields):
        raise front.fault("The front page needs “hero” with title and text.", "hero")
    hero.only("title", "text", "eyebrow")
    values = {"eyebrow": hero.text("eyebrow", ""), "heading": hero.text("title"), "lead": hero.text("text")}
    doors = {door.text("key"): door for door in front.each("doors")}
    for name, prefix in _DOORS.items():
        if name not in doors:
            raise front.fault(f"The front page needs a door “{name}”.", "doors")
        values |= _door(doors[name], prefix)
    return values | {"body": _points(document, key)}


def _door(door: Fields, prefix: str) -> dict[str, str]:
    door.only("key", "title", "text", "notes", "button", "link")
    return {
        f"{prefix}_title": door.text("title"),
        f"{prefix}_text": door.text("text"),
        f"{prefix}_points": "\n".join(door.texts("notes")),
        f"{prefix}_action": door.text("button"),
    }


def _points(document: Document, key: str) -> list[dict[str, Any]]:
    maker = BodyMaker(document, key)
    points = document.front.each("points")
    if points:
        maker.add("heading", {"level": "h2", "text": document.front.text("points_title")})
    for point in points:
        point.only("title", "text")
        maker.add("heading", {"level": "h3", "text": point.text("title")})
        maker.markdown(point.text("text"), point.lines["text"])
    for piece in document.pieces:
        raise document.fault("The front page has no text of its own; use hero, doors and points.", piece.line)
    return maker.blocks
