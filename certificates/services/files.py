"""The PDF of an award: rendered from its snapshot, stored once, the first bytes being the file of record."""

import hashlib
import logging
import secrets

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from certificates.models import Award, AwardFile
from certificates.render.pdf import render_pdf
from lms.records.audit import log_fact

log = logging.getLogger("polku.certificates")


def pdf_of(award: Award) -> AwardFile:
    """The award's PDF, rendered now if it has not been yet. Rendering twice at once leaves one file of record."""
    return AwardFile.objects.filter(award=award, kind=AwardFile.Kind.PDF).first() or _render_and_store(award)


def _render_and_store(award: Award) -> AwardFile:
    content = render_pdf(award)
    made = AwardFile(award=award, sha256=hashlib.sha256(content).hexdigest())
    made.file.save(f"certificates/{secrets.token_hex(16)}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        made.file.delete(save=False)
        return AwardFile.objects.get(award=award, kind=AwardFile.Kind.PDF)
    return made


def pdf_bytes(award: Award) -> bytes:
    """The bytes of record. When the disk has lost them they are rendered again, and the trail says so."""
    stored = pdf_of(award)
    try:
        with stored.file.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        log.error("the PDF of award %s is missing; it is rendered again", award.pk)
    content = render_pdf(award)
    stored.sha256 = hashlib.sha256(content).hexdigest()
    stored.file.save(stored.file.name, ContentFile(content), save=False)
    stored.save(update_fields=["file", "sha256"])
    log_fact("award.pdf_restored", subject=award)
    return content
