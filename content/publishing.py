"""From pages down to records: what authors publish becomes immutable versions that learners' records rest on.

Every function may run twice or late: signals do (aliases, bulk publishing, imports), and ``sync_catalogue`` repairs
what a signal missed.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Page

from content.assignments import publish_assignment_page
from content.certificates import name_course_certificate
from content.competence import follow_competence
from content.completion import rule_of
from content.days import planned_days_of
from content.models import ActivityPage, AssignmentPage, CoursePage, ModulePage, PartPage, QuizPage
from content.opening import chosen_rule
from content.projects import follow_project
from content.quizzes import publish_quiz_page
from content.richtext import is_written
from courses.api import CourseFacts, OutlineItem, OutlineSection, Published, retire_activity, sync_course
from courses.api import publish_activity as store_activity
from courses.api import publish_outline as store_outline

SOURCE_LANGUAGE = settings.LANGUAGE_CODE
#: Version of the shape of bodies; goes up with a migration of publications.
SCHEMA = 1


@transaction.atomic
def publish_page(page: Page) -> None:
    """Carry one published page down. Pages that are not part of a course, and aliases, have nothing below."""
    page = page.specific
    if page.alias_of_id or not page.live:
        return
    if isinstance(page, CoursePage):
        publish_course(page)
    elif isinstance(page, ModulePage):
        publish_outline_of(page.course_page())
    elif isinstance(page, ActivityPage) and (course := page.course_page()) and course.live:
        publish_activity_page(page, course=course)
        publish_outline_of(course)


def publish_course(page: CoursePage) -> None:
    """The course itself, then everything live below it, then the outline."""
    language = page.locale.language_code
    sync_course(
        CourseFacts(
            key=page.translation_key,
            code=page.slug,
            type=page.course_type,
            policy=page.policy,
            language=language,
            title=page.title,
            hours=page.hours,
            facts=facts_of(page),
            rule=rule_of(page) if language == settings.LANGUAGE_CODE else None,
            days=planned_days_of(page) if language == settings.LANGUAGE_CODE else None,
        )
    )
    name_course_certificate(page)
    for child in activity_pages_below(page):
        publish_activity_page(child, course=page)
    publish_outline_of(page)


def facts_of(page: CoursePage) -> dict[str, Any]:
    """What a certificate and the home of the training may say of the course, in the page's language."""
    return {
        "summary": page.summary,
        "extent": page.extent,
        "hours": page.hours,
        "outcomes": page.outcome_lines,
        "method": page.method,
        "assessment": page.assessment,
        "certificate_basis": page.certificate_basis,
        "done_text": page.done_text,
    }


def activity_pages_below(page: CoursePage) -> list[ActivityPage]:
    """Live activity pages of the course in the order of the tree; two queries and one a page type."""
    below = Page.objects.descendant_of(page).live().filter(alias_of=None).order_by("path").specific()
    return [child for child in below if isinstance(child, ActivityPage) and not getattr(child, "is_outline", False)]


def publish_activity_page(page: ActivityPage, *, course: CoursePage) -> None:
    """Store the page as a publication if anything in it has changed; a quiz or an assignment
    also becomes a version of its own."""
    if isinstance(page, PartPage) and page.is_outline:
        return
    if isinstance(page, QuizPage):
        publish_quiz_page(page)
    if isinstance(page, AssignmentPage):
        publish_assignment_page(page)
    body, theirs = json.loads(json.dumps(page.published_body(), cls=DjangoJSONEncoder)), finnish_blocks(page)
    leave_out_finnish_plain(body, theirs)
    store_activity(
        Published(
            key=page.translation_key,
            course_key=course.translation_key,
            kind=page.activity_kind,
            slug=page.slug,
            language=page.locale.language_code,
            title=page.title,
            body=body,
            hash=hash_of({"title": page.title, "minutes": page.minutes, "body": body}),
            minutes=page.minutes,
            untranslated=tuple(untranslated_blocks(page, theirs)),
            refs=tuple(sorted(references_of(page))),
            schema=SCHEMA,
            revision_id=page.live_revision_id,
        )
    )
    follow_project(page)
    follow_competence(page)


def hash_of(value: Any) -> str:
    """SHA-256 of the value's canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def streams_of(page: ActivityPage) -> Iterable[Any]:
    """The page's stream values."""
    for name in ("body", "sources", "screens", "questions", "instructions", "criteria"):
        if (value := getattr(page, name, None)) is not None:
            yield value


def references_of(page: ActivityPage) -> set[tuple[str, str]]:
    """(model label, id) of every image, file, card and page that the page shows."""
    return {
        (model._meta.label_lower, str(object_id))
        for stream in streams_of(page)
        for model, object_id, _model_path, _content_path in stream.stream_block.extract_references(stream)
    }


def finnish_blocks(page: ActivityPage) -> dict[str, Any]:
    """The raw values of the Finnish page's blocks by their ids, which translating keeps; none for a Finnish page."""
    if page.locale.language_code == SOURCE_LANGUAGE:
        return {}
    source = page.__class__.objects.filter(
        translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE
    ).first()
    if source is None:
        return {}
    return {block["id"]: block["value"] for stream in streams_of(source) for block in stream.get_prep_value()}


def untranslated_blocks(page: ActivityPage, theirs: dict[str, Any]) -> list[str]:
    """Ids of blocks that still read as in Finnish: altogether, or in their text."""
    return [
        block["id"]
        for stream in streams_of(page)
        for block in stream.get_prep_value()
        if block["id"] in theirs and _reads_as(theirs[block["id"]], block["value"])
    ]


def _reads_as(theirs: Any, mine: Any) -> bool:
    texts = [value.get("text") for value in (theirs, mine) if isinstance(value, dict)]
    return theirs == mine or (len(texts) == 2 and is_written(texts[0]) and texts[0] == texts[1])


def leave_out_finnish_plain(body: dict[str, Any], theirs: dict[str, Any]) -> None:
    """A translation never shows the Finnish plain-language variant as its own: then it has none."""
    for block in [*body.get("blocks", ()), *body.get("screens", ())]:
        value, original = block["value"], theirs.get(block.get("id"))
        both = isinstance(value, dict) and isinstance(original, dict)
        if both and value.get("plain") and value["plain"] == original.get("plain") and value != original:
            value["plain"] = ""


def publish_outline_of(course: CoursePage | None) -> None:
    """The course's outline as its source-language tree has it now, with titles in every live language."""
    if course is None or not course.live:
        return
    source = (
        CoursePage.objects.live()
        .filter(translation_key=course.translation_key, locale__language_code=SOURCE_LANGUAGE)
        .first()
    ) or course
    store_outline(course_key=course.translation_key, sections=sections_of(source))


def sections_of(course: CoursePage) -> list[OutlineSection]:
    """Modules with their live activities; a programme's parts make one section of its own."""
    by_parent: dict[str, list[ActivityPage]] = {}
    for page in activity_pages_below(course):
        by_parent.setdefault(page.path[: -Page.steplen], []).append(page)
    parents: list[Page] = [course, *ModulePage.objects.child_of(course).live().order_by("path")]
    titles = titles_of(parent.translation_key for parent in parents)
    return [
        OutlineSection(
            key=parent.translation_key,
            titles=titles[parent.translation_key],
            items=tuple(
                OutlineItem(activity=page.translation_key, required=page.required, rule=chosen_rule(page, parent))
                for page in by_parent[parent.path]
            ),
            scene=getattr(parent, "scene", ""),
        )
        for parent in parents
        if parent.path in by_parent
    ]


def titles_of(keys: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Live titles by language for each key."""
    titles: dict[UUID, dict[str, str]] = {}
    pages = Page.objects.live().filter(translation_key__in=list(keys), alias_of=None)
    for key, language, title in pages.values_list("translation_key", "locale__language_code", "title"):
        titles.setdefault(key, {})[language] = title
    return titles


@transaction.atomic
def withdraw_page(page: Page) -> None:
    """A page is no longer live: its activity retires when no language of it is; the outline follows."""
    page = page.specific
    if isinstance(page, ActivityPage):
        if not Page.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk).exists():
            retire_activity(key=page.translation_key)
        follow_project(page)
        publish_outline_of(page.course_page())
    elif isinstance(page, ModulePage):
        publish_outline_of(page.course_page())


@transaction.atomic
def follow_move(page: Page, *, old_course: CoursePage | None) -> None:
    """A page was moved: its activities belong to the course it is in now; both outlines follow."""
    page = page.specific
    if not isinstance(page, ActivityPage | ModulePage):
        return
    course = page.course_page()
    if course and course.live:
        moved = [page] if isinstance(page, ActivityPage) else activity_pages_below(course)
        for child in moved:
            if child.live:
                publish_activity_page(child, course=course)
    for one in {course, old_course} - {None}:
        publish_outline_of(one)


def sync_catalogue() -> int:
    """Carry every live course down again; a no-op where nothing was missed. Returns the number of courses."""
    courses = list(CoursePage.objects.live().filter(alias_of=None).order_by("path"))
    for course in courses:
        with transaction.atomic():
            publish_course(course)
    return len(courses)
