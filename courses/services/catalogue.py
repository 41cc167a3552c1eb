"""Receiving what authors publish. Every service is idempotent: signals may come twice, or never and then late."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.facts import CourseFacts, OutlineItem, OutlineSection, Published
from courses.models import Activity, Course, Publication, PublicationRef
from courses.queries_types import is_type_fixed
from courses.services.runs import let_runs_follow, redraw_sections
from lms.records.audit import log_fact

#: Words that addresses below a run need for themselves.
RESERVED_SLUGS = frozenset({"testi", "tehtava", "keskustelu", "poistu", "todistus"})


@transaction.atomic
def sync_course(facts: CourseFacts) -> Course:
    """Make or update the course. Its code is fixed at first publish, its type once people are in a run; title and
    facts follow the author."""
    course, _ = Course.objects.select_for_update().get_or_create(
        key=facts.key, defaults={"code": _free_code(facts), "type": facts.type, "policy": facts.policy}
    )
    if course.type != facts.type and not is_type_fixed(course):
        course.type = facts.type
    course.policy, course.hours = facts.policy, facts.hours
    course.titles = {**course.titles, facts.language: facts.title}
    course.facts = {**course.facts, facts.language: facts.facts}
    course.retired_at = None
    if facts.days is not None:
        course.days = facts.days
    has_new_rule = facts.rule is not None and facts.rule != course.rule
    if has_new_rule:
        course.rule = facts.rule
    course.save()
    if has_new_rule:
        let_runs_follow(course=course)
    return course


def _free_code(facts: CourseFacts) -> str:
    taken = set(Course.objects.exclude(key=facts.key).values_list("code", flat=True))
    code, number = facts.code, 2
    while code in taken:
        code, number = f"{facts.code[:70]}-{number}", number + 1
    return code


@transaction.atomic
def publish_activity(published: Published) -> Publication | None:
    """Store what the author published as a new immutable version; None when nothing has changed."""
    course = Course.objects.get(key=published.course_key)
    slug = free_slug(course=course, wanted=published.slug, key=published.key)
    activity, _ = Activity.objects.get_or_create(
        key=published.key,
        defaults={"course": course, "slug": slug, "kind": published.kind, "title": published.title},
    )
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    _follow_page(activity, course=course, published=published)
    current = activity.publications.filter(language=published.language, superseded_at=None).first()
    if current and current.hash == published.hash:
        return None
    activity.publications.filter(pk=getattr(current, "pk", None)).update(superseded_at=timezone.now())
    publication = Publication.objects.create(
        activity=activity,
        language=published.language,
        number=(activity.publications.filter(language=published.language).aggregate(n=Max("number"))["n"] or 0) + 1,
        title=published.title,
        body=published.body,
        untranslated=list(published.untranslated),
        schema=published.schema,
        hash=published.hash,
        minutes=published.minutes,
        proposed_rule=published.proposed_rule,
        source_revision=published.revision_id,
    )
    refs = [PublicationRef(publication=publication, kind=kind, ref=ref) for kind, ref in published.refs]
    PublicationRef.objects.bulk_create(refs)
    log_fact("activity.published", subject=publication)
    return publication


def free_slug(*, course: Course, wanted: str, key: UUID) -> str:
    """``wanted``, or with a number behind it when another activity of the course has it or an address needs it."""
    taken = set(Activity.objects.filter(course=course).exclude(key=key).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{wanted[:70]}-{number}", number + 1
    return slug


def _follow_page(activity: Activity, *, course: Course, published: Published) -> None:
    """The title follows the source language; a page moved to another course takes its activity along."""
    activity.retired_at = None
    if activity.course_id != course.pk:
        activity.course = course
        activity.slug = free_slug(course=course, wanted=activity.slug, key=activity.key)
    if published.language == "fi" or not activity.title:
        activity.title = published.title
    activity.save(update_fields=["retired_at", "course", "slug", "title"])


@transaction.atomic
def publish_outline(*, course_key: UUID, sections: list[OutlineSection]) -> None:
    """Remember the author's newest outline and let the runs that follow it adopt it."""
    course = Course.objects.select_for_update().get(key=course_key)
    outline = [
        {
            "key": str(section.key),
            "titles": section.titles,
            "items": [_item(item) for item in section.items],
            **({"scene": section.scene} if section.scene else {}),
        }
        for section in sections
    ]
    if outline == course.outline:
        return
    course.outline = outline
    course.save(update_fields=["outline"])
    let_runs_follow(course=course)
    redraw_sections(course=course)


def _item(item: OutlineItem) -> dict[str, Any]:
    """An activity as the outline keeps it; without a rule of its own it says nothing of one."""
    kept = {"activity": str(item.activity), "required": item.required}
    return kept | {"rule": item.rule} if item.rule else kept


@transaction.atomic
def retire_activity(*, key: UUID) -> None:
    """No language of the activity is live any more. Frozen runs keep it; done stays done."""
    Activity.objects.filter(key=key, retired_at=None).update(retired_at=timezone.now())
