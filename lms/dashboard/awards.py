"""Certificates as the pages here show them; what they are is for the certificates' own room to say."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.api import Award, award_blockers, award_of, awards_of, gives_award
from courses.api import Enrolment
from lms.accounts.api import Learner
from lms.dashboard.outline import short_date


@dataclass(frozen=True, slots=True)
class CertificateState:
    """Where a learner stands with the certificate of one run. ``given``: whether the course gives one at all."""

    given: bool
    award: Award | None = None
    blockers: tuple[str, ...] = ()
    needs_name: bool = False


def state_of(enrolment: Enrolment) -> CertificateState:
    """One statement before the run is completed and after the certificate is there; a few when it is held up."""
    if enrolment.status != Enrolment.Status.COMPLETED:
        return CertificateState(given=gives_award(enrolment.run.course))
    award = award_of(enrolment)
    if award:
        return CertificateState(given=True, award=award)
    blockers = award_blockers(enrolment)
    return CertificateState(
        given=gives_award(enrolment.run.course),
        blockers=tuple(blockers),
        needs_name=bool(blockers) and not enrolment.learner.name,
    )


def rows_of(learner: Learner) -> list[dict]:
    """The learner's certificates for `ui/rows.html`; those replaced by a newer one are on their own page only."""
    return [_row(award) for award in awards_of(learner) if not award.superseded_at]


def _row(award: Award) -> dict:
    return {
        "when": _("Issued on %(date)s") % {"date": short_date(award.issued_at)},
        "what": award.public["course"],
        "url": reverse("own_certificates:detail", args=[award.key]),
        "status": _("Revoked") if award.revoked_at else _("Valid"),
        "kind": "stop" if award.revoked_at else "done",
        "icon": "circle-x" if award.revoked_at else "badge-check",
    }
