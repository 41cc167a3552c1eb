"""Reading awards and what they rest on. A forbidden thing is a missing thing: every lookup carries its right."""

import hmac
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from certificates.models import Award, CourseTemplate, Template
from certificates.rules import Claim, Requirement
from certificates.serial import CHECK_LENGTH, parse_code
from certificates.snapshot import one_line
from courses.api import Enrolment, Publication, RunItem, RunStaff
from lms.records.prepared import Prepared, PreparedObjects


def claimable() -> QuerySet[Enrolment]:
    """Enrolments with all that an award is judged on; one query."""
    course = "run__course__certificate__template__current"
    rows = Enrolment.objects.select_related(course, "learner__user")
    teaches = RunStaff.objects.filter(run=OuterRef("run"), user=OuterRef("learner__user"))
    return rows.annotate(
        teaches=Exists(teaches),
        awarded_before=Exists(Award.objects.filter(enrolment=OuterRef("pk"))),
    )


def active_template_of(enrolment: Enrolment) -> Template | None:
    """The template the enrolment's course gives now, if it is published and not retired."""
    choice = getattr(enrolment.run.course, "certificate", None)
    template = choice.template if choice else None
    return template if template and template.current_id and template.retired_at is None else None


def claim_of(enrolment: Enrolment) -> Claim:
    """What the judge looks at; ``enrolment`` comes from ``claimable``. One query."""
    user = enrolment.learner.user
    return Claim(
        template_active=active_template_of(enrolment) is not None,
        completed=enrolment.status == Enrolment.Status.COMPLETED,
        has_name=bool(user and one_line(user.get_full_name())),
        teaches=enrolment.teaches,
        requirements=requirements_of(enrolment),
        by_steps=not enrolment.run.rule,
    )


def requirements_of(enrolment: Enrolment) -> tuple[Requirement, ...]:
    """Every step of the run's outline with this enrolment's evidence, in order."""
    before = Publication.objects.filter(activity=OuterRef("activity"))
    if enrolment.completed_at:
        before = before.filter(published_at__lte=enrolment.completed_at)
    rows = (
        RunItem.objects.filter(run_id=enrolment.run_id)
        .annotate(
            mine=FilteredRelation("activity__progress", condition=Q(activity__progress__enrolment_id=enrolment.pk)),
            was_there=Exists(before),
        )
        .order_by("section__position", "position")
        .values_list(
            "section__title",
            "activity__title",
            "activity__kind",
            "required",
            "mine__completed_at",
            "mine__evidence_kind",
            "activity__key",
            "mine__publication__number",
            "mine__publication__hash",
            "was_there",
        )
    )
    return tuple(
        Requirement(section, title, kind, required, done_at, evidence, (str(key), number or 0, digest or ""), was_there)
        for section, title, kind, required, done_at, evidence, key, number, digest, was_there in rows
    )


def waiting_enrolments() -> QuerySet[Enrolment]:
    """Completed since the course gives a certificate, and with no award at all: missed, or held up."""
    rows = Enrolment.objects.filter(
        status=Enrolment.Status.COMPLETED,
        completed_at__gte=F("run__course__certificate__since"),
        run__course__certificate__template__retired_at=None,
        run__course__certificate__template__current__isnull=False,
        awards=None,
    )
    return rows.order_by("pk")


def gives_award(course: Any) -> bool:
    """Whether completing the course gives a certificate now."""
    return bool(_GIVING.rows(course.pk))


def _giving(course_id: int) -> QuerySet:
    giving = CourseTemplate.objects.filter(course=course_id, template__retired_at=None, template__current__isnull=False)
    return giving.values_list("pk")


#: Asked on every course home.
_GIVING = Prepared(_giving, -1)


def awards_of(learner: Any) -> list[Award]:
    """The learner's certificates, newest first, those superseded or revoked too."""
    return list(Award.objects.of_learner(learner).order_by("-issued_at", "-pk")) if learner else []


def award_of(enrolment: Enrolment) -> Award | None:
    """The live certificate of an enrolment."""
    return Award.objects.live().filter(enrolment=enrolment).first()


def award_for(learner: Any, key: str) -> Award | None:
    """The learner's own certificate by its key."""
    if not learner or not key.isalnum():  # PostgreSQL refuses to look for a null
        return None
    rows = Award.objects.of_learner(learner).select_related("supersedes", "superseded_by")
    return rows.filter(key=key).first()


def public_award(key: str) -> Award | None:
    """A certificate by the key in its link; who has the link may see the public part."""
    if not key.isalnum():
        return None
    return _PUBLIC.first(key)


def _public(key: str) -> QuerySet[Award]:
    return Award.objects.filter(key=key)


_PUBLIC = PreparedObjects(_public, "key", related=("superseded_by",), only=("superseded_by__key",))


def award_by_code(text: str) -> Award | None:
    """A certificate by its typed code. Every wrong code, however wrong, takes the same way: one look-up by number
    and one comparison in constant time."""
    typed = parse_code(text)
    award = Award.objects.filter(serial=typed.serial if typed else "").first()
    wanted = award.check_code if award else "-" * CHECK_LENGTH
    given = typed.check if typed else "." * CHECK_LENGTH
    return award if hmac.compare_digest(wanted, given) and award else None


def awards_in_run(run: Any) -> list[Award]:
    """Certificates given in a run, for its trainer, newest first."""
    rows = Award.objects.filter(enrolment__run=run).select_related("enrolment__learner")
    return list(rows.order_by("-issued_at", "-pk"))
