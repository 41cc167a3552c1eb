"""Receiving what authors write on certificates. Idempotent: publishing the same words again changes nothing."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from certificates.models import CourseTemplate, Template, TemplateVersion
from certificates.snapshot import hash_of
from courses.api import course_by_key
from lms.records.audit import log_fact

FIELDS = ("heading", "sentence", "signatory_name", "signatory_title", "funder_text")


@transaction.atomic
def publish_template(
    *, key: UUID, name: str, kind: str, texts: dict[str, dict[str, str]], actor: Any = None
) -> TemplateVersion:
    """Store the author's words as a new immutable version, or give back the current one when nothing has changed.

    ``texts`` may hold one language: the others are kept. Raises ValueError without a heading and a sentence, or for
    an unknown kind. Certificates already given keep their own words.
    """
    if kind not in Template.Kind.values:
        raise ValueError(f"unknown kind of certificate: {kind}")
    Template.objects.get_or_create(key=key, defaults={"name": name, "kind": kind})
    template = Template.objects.select_for_update(of=("self",)).select_related("current").get(key=key)
    merged = {**(template.current.texts if template.current else {}), **_clean(texts)}
    digest = hash_of([kind, merged])
    template.name, template.kind, template.retired_at = name, kind, None
    if template.current and template.current.hash == digest:
        template.save(update_fields=["name", "retired_at"])
        return template.current
    number = template.current.number + 1 if template.current else 1
    template.current = TemplateVersion.objects.create(
        template=template, number=number, kind=kind, texts=merged, hash=digest
    )
    template.save()
    log_fact("certificate_template.published", subject=template.current, actor=actor)
    return template.current


def _clean(texts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    cleaned = {lang: {field: str(words.get(field) or "").strip() for field in FIELDS} for lang, words in texts.items()}
    if not cleaned or not all(words["heading"] and words["sentence"] for words in cleaned.values()):
        raise ValueError("a certificate needs a heading and a sentence in every language it has")
    return cleaned


@transaction.atomic
def retire_template(*, key: UUID, actor: Any = None) -> None:
    """Award nothing more by this template. What was awarded stays valid."""
    for template in Template.objects.select_for_update().filter(key=key, retired_at=None):
        template.retired_at = timezone.now()
        template.save(update_fields=["retired_at"])
        log_fact("certificate_template.retired", subject=template, actor=actor)


@transaction.atomic
def set_course_template(*, course_key: UUID, template_key: UUID | None, actor: Any = None) -> None:
    """Say which certificate a course gives; None means none. Raises ``Template.DoesNotExist`` when unpublished."""
    course = course_by_key(course_key)
    current = CourseTemplate.objects.filter(course=course).select_related("template").first()
    if template_key is None:
        if current:
            current.delete()
            log_fact("course.certificate_removed", subject=course, actor=actor)
        return
    if current and current.template.key == template_key:
        return
    template = Template.objects.get(key=template_key)
    CourseTemplate.objects.update_or_create(course=course, defaults={"template": template})
    log_fact("course.certificate_set", subject=course, actor=actor, detail={"template": str(template_key)})
