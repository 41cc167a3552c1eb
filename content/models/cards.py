"""Cards that many pages show: facts, help contacts, certificate texts, and the organiser's own facts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from lms.records.privacy import NOT_PERSONAL, Privacy


class DatedCard(models.Model):
    """A card that somebody checked on a day and must check again by another."""

    checked = models.DateField(_("checked"), default=timezone.localdate)
    review_by = models.DateField(_("check again by"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.review_by and self.review_by < self.checked:
            raise ValidationError({"review_by": _("This day is before the day of the check.")})

    @property
    def is_ageing(self) -> bool:
        return bool(self.review_by and self.review_by < timezone.localdate())


class FactCard(TranslatableMixin, DatedCard):
    """One fact with its value and source. Pages show it by reference."""

    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(_("what it is about"), max_length=150)
    value = models.CharField(
        _("the fact"), max_length=500, help_text=_("What the learner reads, in one or two sentences.")
    )
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("For example: check the amount in force.")
    )
    source = models.CharField(_("source"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    url = models.URLField(_("address"), blank=True)
    certain = models.BooleanField(_("certain"), default=True, help_text=_("Not certain: the learner is told to check."))
    owner = models.CharField(
        _("who looks after this"), max_length=120, blank=True, help_text=_("A role, not a person.")
    )
    #: When the fact became what it is now, and what it was: who had read it before is told.
    changed_at = models.DateTimeField(null=True, editable=False)
    previous = models.CharField(max_length=500, blank=True, editable=False)

    #: Pages and files call a card by one key in every language.
    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    panels = [
        HelpPanel(content=_("Edit the fact here once; every page that shows it follows at once.")),
        FieldPanel("key"),
        FieldPanel("title"),
        FieldPanel("value"),
        FieldPanel("note"),
        FieldPanel("certain"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("publisher"), FieldPanel("url")], heading=_("Source")),
        MultiFieldPanel(
            [FieldPanel("checked"), FieldPanel("review_by"), FieldPanel("owner")], heading=_("Keeping it true")
        ),
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("fact card")
        verbose_name_plural = _("fact cards")
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="fact_card_key")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = FactCard.objects.filter(pk=self.pk).first() if self.pk and not kwargs.get("update_fields") else None
        if before and (before.certain != self.certain or not _same_words(before.value, self.value)):
            self.changed_at, self.previous = timezone.now(), before.value
        super().save(*args, **kwargs)


def _same_words(before: str, after: str) -> bool:
    """Whether two texts differ in spaces and capitals at most, which is no change of a fact."""
    return before.lower().split() == after.lower().split()


class HelpContact(TranslatableMixin, DatedCard):
    """Where to get help now, anywhere or in some municipalities. 112 is hard-wired on the page as well, so that it is
    never empty."""

    key = models.SlugField(_("key"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("phone number"), max_length=40, blank=True)
    link = models.URLField(_("address"), blank=True)
    price = models.CharField(_("price of the call"), max_length=120, blank=True)
    hours = models.CharField(
        _("opening hours"), max_length=150, blank=True, help_text=_("Only when it is open round the clock.")
    )
    ages = models.CharField(_("for whom"), max_length=150, blank=True)
    languages = models.CharField(_("languages"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    municipalities = models.CharField(
        _("municipalities"),
        max_length=900,
        blank=True,
        help_text=_(
            "Leave it empty for the whole country. A local service is shown to who chooses one of its municipalities. "
            "Names with commas between, in every language in which they are used: Helsinki, Helsingfors."
        ),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    published = models.BooleanField(_("shown"), default=False)

    #: A translation never has a number, a place or a key of its own.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("key", "number", "municipalities")
    ]

    panels = [
        HelpPanel(content=_("Check the number with the service itself before you show it.")),
        FieldPanel("name"),
        FieldPanel("number"),
        FieldPanel("link"),
        FieldPanel("price"),
        FieldPanel("hours"),
        FieldPanel("ages"),
        FieldPanel("languages"),
        FieldPanel("note"),
        FieldPanel("municipalities"),
        FieldPanel("key"),
        FieldPanel("position"),
        FieldPanel("published"),
        MultiFieldPanel([FieldPanel("checked"), FieldPanel("review_by")], heading=_("Keeping it true")),
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("help contact")
        verbose_name_plural = _("help contacts")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="help_contact_key")]

    def __str__(self) -> str:
        return self.name


class CertificateText(TranslatableMixin, models.Model):
    """What a certificate says. Saving it publishes a new immutable version for certificates to come."""

    class Kind(models.TextChoices):
        TODISTUS = "todistus", _("Certificate (assessed)")
        OSALLISTUMISTODISTUS = "osallistumistodistus", _("Certificate of attendance")
        OPINTOSUORITUSOTE = "opintosuoritusote", _("Transcript of studies")

    name = models.CharField(_("name"), max_length=120, help_text=_("Seen by authors only."))
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices, default=Kind.OSALLISTUMISTODISTUS)
    heading = models.CharField(_("heading"), max_length=100)
    sentence = models.CharField(
        _("sentence"), max_length=300, help_text=_("For example: has taken part in the training")
    )
    signatory_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=120, blank=True)
    funder_text = models.CharField(_("funder's statement"), max_length=200, blank=True)

    panels = [
        HelpPanel(content=_("Certificates already given never change. The new text holds from the next one on.")),
        *(
            FieldPanel(n)
            for n in ("name", "kind", "heading", "sentence", "signatory_name", "signatory_title", "funder_text")
        ),
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("certificate text")
        verbose_name_plural = _("certificate texts")

    def __str__(self) -> str:
        return self.name


@register_setting
class Organiser(BaseGenericSetting):
    """Who runs this site: on certificates, in the footer, in the statements."""

    name = models.CharField(_("name"), max_length=150, blank=True)
    business_id = models.CharField(_("business ID"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    country = models.CharField(_("country"), max_length=80, default="Suomi")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    funder_text = models.CharField(_("funder's statement"), max_length=200, blank=True)
    signatory_name = models.CharField(_("signatory's name"), max_length=120, blank=True)
    signatory_title = models.CharField(_("signatory's title"), max_length=120, blank=True)

    privacy = Privacy(
        personal=True,
        about="The name of the person who signs certificates.",
        keep="as long as it is shown",
        erase="keep",
    )

    class Meta:
        verbose_name = _("organiser")

    def __str__(self) -> str:
        return self.name
