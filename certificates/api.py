"""The one door of certificates."""

from certificates.blockers import award_blockers
from certificates.issuer import Issuer, set_issuer_provider
from certificates.models import Award, AwardFile, Template, TemplateVersion
from certificates.queries import award_for, award_of, awards_in_run, awards_of, gives_award
from certificates.render.pdf import qr_svg
from certificates.rules import State
from certificates.services.awards import (
    CannotReissue,
    issue_award,
    issue_waiting_awards,
    reconcile_awards,
    reissue_award,
    revoke_award,
)
from certificates.services.files import pdf_bytes, pdf_of
from certificates.services.templates import publish_template, retire_template, set_course_template
from certificates.snapshot import one_line

__all__ = [
    "Award",
    "AwardFile",
    "CannotReissue",
    "Issuer",
    "State",
    "Template",
    "TemplateVersion",
    "award_blockers",
    "award_for",
    "award_of",
    "awards_in_run",
    "awards_of",
    "gives_award",
    "issue_award",
    "issue_waiting_awards",
    "one_line",
    "pdf_bytes",
    "pdf_of",
    "publish_template",
    "qr_svg",
    "reconcile_awards",
    "reissue_award",
    "retire_template",
    "revoke_award",
    "set_course_template",
    "set_issuer_provider",
]
