"""The paper of a certificate of attendance: the same for whoever was on the coaching or at an event. It is made at
once and kept nowhere; whose it is stands on the paper alone."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.api import qr_svg
from content.organiser import for_certificates
from lms.ui import tokens, typeset

LAYOUT = Path(__file__).resolve().parent / "papers" / "attendance.typ"


def attendance_paper(says: dict[str, Any], *, facts: list[list[str]], path: str) -> bytes:
    """An accessible PDF in the language of the moment.

    ``says`` has what differs: ``name``, ``sentence``, ``title``, ``topics_heading``, ``topics`` and ``note``;
    ``facts`` are pairs of a name and its value, and ``path`` is the page of this site where the paper is checked.
    """
    now, issuer = timezone.localtime(), for_certificates(get_language())
    address = settings.PUBLIC_BASE_URL + path
    given = [
        [_("Given on"), date_format(now, "j.n.Y")],
        [_("Given by"), ", ".join(filter(None, [issuer.name, issuer.business_id, issuer.country]))],
    ]
    same = {
        "heading": _("Certificate of attendance"),
        "facts": facts + given,
        "name_note": _("The participant has given their name themselves; the service does not know who they are."),
        "check": _("Check what this certificate says: read the code or open this link."),
        "address": address,
        "qr": qr_svg(address),
        "qr_alt": _("A code that opens the page where this certificate is checked"),
        "signatory": [line for line in (issuer.signatory_name, issuer.signatory_title) if line],
        "funder": issuer.funder_text,
        "issuer": issuer.name,
        "language": get_language(),
        "colours": tokens.light(),
        "day": {"year": now.year, "month": now.month, "day": now.day},
    }
    return typeset.pdf_of(LAYOUT, same | says, made_at=now)
