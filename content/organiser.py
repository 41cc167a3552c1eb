"""Tells the rooms below who runs this site: the footer and mails from `lms.ui`, certificates from `certificates`.

Asked on every page, so it answers from the process's memory. A save in this process is seen at once, one in another
process within a minute.
"""

import time
from typing import Any

from django.db.models.signals import post_save

from certificates.api import Issuer, set_issuer_provider
from content.models import Organiser
from lms.ui import site

#: Seconds after which the organiser is read again.
FRESH = 60
_known: tuple[float, Organiser] | None = None


def organiser() -> Organiser:
    """The organiser as last saved; an empty one before anybody has filled it in."""
    global _known
    if _known is None or time.monotonic() - _known[0] > FRESH:
        _known = (time.monotonic(), Organiser.objects.first() or Organiser())
    return _known[1]


def tell() -> None:
    """Become the one whom the rooms below ask; called once when the app is ready."""
    site.set_organiser_provider(for_pages)
    set_issuer_provider(for_certificates)
    post_save.connect(forget, sender=Organiser, dispatch_uid="organiser")


def forget(**kwargs: Any) -> None:
    """Read the organiser anew at the next page."""
    global _known
    _known = None


def for_pages(language: str) -> site.Organiser:
    """What footers, mails and error pages say."""
    facts = organiser()
    return site.Organiser(name=facts.name, email=facts.email, phone=facts.phone, funder_text=facts.funder_text)


def for_certificates(language: str) -> Issuer:
    """What a certificate says of its issuer."""
    facts = organiser()
    return Issuer(
        name=facts.name or "Polku",
        business_id=facts.business_id,
        country=facts.country,
        signatory_name=facts.signatory_name,
        signatory_title=facts.signatory_title,
        funder_text=facts.funder_text,
    )
