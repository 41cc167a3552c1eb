"""Awarding, revoking and reissuing. When the completing act's response is sent, the award exists."""

import datetime
import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.issuer import issuer_in
from certificates.models import Award, Template
from certificates.queries import active_template_of, claim_of, claimable, waiting_enrolments
from certificates.rules import Requirement, judge_claim
from certificates.serial import new_check, new_key, serial_of
from certificates.services.notices import announce_award
from certificates.snapshot import Holding, hash_of, numbered, one_line, take_snapshot
from courses.api import Enrolment
from lms.records.audit import log_fact

log = logging.getLogger("polku.certificates")

#: What a reissue may correct. Evidence and dates of issue are never typed by hand.
CORRECTABLE = frozenset({"holder", "course", "hours", "studied_from", "studied_to", "participation", "assessment"})


class CannotReissue(Exception):
    """The award is no longer the live one, or the correction is not allowed."""


@transaction.atomic
def issue_award(enrolment_id: int) -> Award | None:
    """Award once, if every condition holds now; None when it does not. Claiming again gives the same award.

    A revoked award is never replaced by claiming: that is ``reissue_award``'s, by a person and with a reason.
    """
    enrolment = claimable().select_for_update(of=("self",)).get(pk=enrolment_id)
    if enrolment.awarded_before:
        return Award.objects.live().filter(enrolment=enrolment).first()
    claim = claim_of(enrolment)
    if not judge_claim(claim).entitled:
        return None
    try:
        with transaction.atomic():
            award = _make(enrolment, claim.requirements)
    except IntegrityError:  # claimed at the same moment on a database that did not wait for the lock
        return Award.objects.live().filter(enrolment=enrolment).first()
    log_fact("award.issued", subject=award, learner_key=enrolment.learner.key)
    announce_award(award)
    return award


def _make(enrolment: Enrolment, requirements: tuple[Requirement, ...]) -> Award:
    template: Template = active_template_of(enrolment)
    language = enrolment.run.language
    snapshot = take_snapshot(
        _holding(enrolment, kind=template.current.kind),
        requirements=requirements,
        texts=template.current.texts_in(language),
        issuer=issuer_in(language),
    )
    award = Award(enrolment=enrolment, template=template, template_version=template.current, language=language)
    return _store(award, snapshot=snapshot, issued_at=enrolment.completed_at)


def _holding(enrolment: Enrolment, *, kind: str) -> Holding:
    run, course = enrolment.run, enrolment.run.course
    completed_on = timezone.localdate(enrolment.completed_at)
    started_on = run.starts or timezone.localdate(enrolment.enrolled_at)
    return Holding(
        holder=enrolment.learner.user.get_full_name(),
        course=course.title_in(run.language),
        hours=course.hours,
        facts=course.facts.get(run.language) or course.facts.get("fi") or {},
        language=run.language,
        kind=kind,
        studied_from=min(started_on, completed_on),
        studied_to=completed_on,
        issued_on=completed_on,
    )


def _store(award: Award, *, snapshot: dict[str, Any], issued_at: datetime.datetime) -> Award:
    """Insert, then number: the number is made from the primary key, so that no counter is needed."""
    award.key, award.check_code, award.issued_at = new_key(), new_check(), issued_at
    award.serial, award.snapshot = award.key, snapshot
    award.save(force_insert=True)
    award.serial = serial_of(award.pk, year=timezone.localtime(issued_at).year)
    award.snapshot = numbered(snapshot, award.serial)
    award.snapshot_hash = hash_of(award.snapshot)
    award.save(update_fields=["serial", "snapshot", "snapshot_hash"])
    return award


@transaction.atomic
def revoke_award(*, award: Award, reason: str, actor: Any) -> Award:
    """Take an award back; verifiers see it at once. Revoking twice keeps the first date. ValueError without reason."""
    if not reason.strip():
        raise ValueError("revoking needs a reason")
    award = Award.objects.select_for_update().get(pk=award.pk)
    if award.revoked_at is None:
        award.revoked_at, award.revoke_reason = timezone.now(), reason.strip()[:500]
        award.save(update_fields=["revoked_at", "revoke_reason"])
        log_fact("award.revoked", subject=award, actor=actor, reason=reason)
    return award


@transaction.atomic
def reissue_award(*, award: Award, actor: Any, reason: str, changes: dict[str, Any]) -> Award:
    """Give a corrected award that supersedes ``award``, with a number and a link of its own.

    Raises ``CannotReissue`` for an award that is not live or a field that is not correctable, ValueError without
    a reason.
    """
    if not reason.strip():
        raise ValueError("reissuing needs a reason")
    if not set(changes) <= CORRECTABLE:
        raise CannotReissue(f"not correctable: {sorted(set(changes) - CORRECTABLE)}")
    old = Award.objects.select_for_update().get(pk=award.pk)
    if old.revoked_at or old.superseded_at:
        raise CannotReissue("only a live award can be reissued")
    now = timezone.now()
    old.superseded_at = now
    old.save(update_fields=["superseded_at"])
    new = Award(
        enrolment=old.enrolment,
        template=old.template,
        template_version=old.template_version,
        language=old.language,
        supersedes=old,
    )
    cleaned = {field: one_line(value) if isinstance(value, str) else value for field, value in changes.items()}
    public = {**old.public, **cleaned, "issued_on": timezone.localdate(now).isoformat()}
    _store(new, snapshot={**old.snapshot, "public": public}, issued_at=now)
    detail = {"fields": sorted(changes), "supersedes": old.serial}
    log_fact(
        "award.reissued",
        subject=new,
        actor=actor,
        learner_key=old.enrolment.learner.key,
        reason=reason,
        detail=detail,
    )
    announce_award(new)
    return new


def issue_waiting_awards(*, learner: Any) -> list[Award]:
    """Award what waited for the learner's name; to be called when the name has been given."""
    waiting = waiting_enrolments().filter(learner_id=learner.pk).values_list("pk", flat=True)
    return [award for award in map(issue_award, list(waiting)) if award]


def reconcile_awards() -> int:
    """Award what was missed; returns how many. Nothing missed, nothing done; one failure does not stop the rest."""
    awarded = 0
    for enrolment_id in list(waiting_enrolments().values_list("pk", flat=True)):
        try:
            awarded += issue_award(enrolment_id) is not None
        except Exception:  # whatever it is, the others are waiting too
            log.exception("no certificate could be made for enrolment %s", enrolment_id)
    return awarded


def move_awards(*, source_id: int, target_id: int) -> None:
    """Two enrolments of one person become one: the certificates follow, and each goes on being verified. Of two that
    are live for the same thing the earlier one counts; who looks up the other is led to it."""
    kept = {one.template_id: one for one in Award.objects.live().select_for_update().filter(enrolment_id=target_id)}
    for moving in Award.objects.live().select_for_update().filter(enrolment_id=source_id):
        if twin := kept.get(moving.template_id):
            earlier, later = sorted((twin, moving), key=lambda one: (one.issued_at, one.pk))
            _lead_to(earlier, later)
    Award.objects.filter(enrolment_id=source_id).update(enrolment_id=target_id)


def _lead_to(earlier: Award, later: Award) -> None:
    """``later`` is replaced by ``earlier``; where that one replaced others, by the first of them, which leads on."""
    first = earlier
    while first.supersedes_id:
        first = first.supersedes
    first.supersedes = later
    first.save(update_fields=["supersedes"])
    later.superseded_at = timezone.now()
    later.save(update_fields=["superseded_at"])
