"""Tells the rooms below who runs this site: the footer and mails from `lms.ui`, certificates from `certificates`."""

from django.db.models.signals import post_save

from certificates.api import Issuer, set_issuer_provider
from content.memory import Remembered
from content.models import Organiser
from lms.ui import site

#: The organiser as last saved; an empty one before anybody has filled it in.
known_organiser = Remembered(lambda _: Organiser.objects.first() or Organiser())


def tell() -> None:
    """Become the one whom the rooms below ask; called once when the app is ready."""
    site.set_organiser_provider(for_pages)
    set_issuer_provider(for_certificates)
    post_save.connect(known_organiser.forget, sender=Organiser, dispatch_uid="organiser")


def organiser() -> Organiser:
    """Who runs this site."""
    return known_organiser.get()


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
