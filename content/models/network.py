"""The service network: who does what, and how a client is guided there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from content.models.cards import DatedCard
from lms.records.privacy import NOT_PERSONAL


class NetworkCard(TranslatableMixin, DatedCard):
    """One actor of the service network. Pages show it by reference, so that one edit mends every place."""

    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(_("actor"), max_length=120)
    role = models.CharField(_("what it is"), max_length=200, help_text=_("In one sentence, for a newcomer."))
    duty = models.CharField(_("what it answers for"), max_length=500)
    referral = models.CharField(
        _("how to guide somebody there"),
        max_length=600,
        help_text=_("What one does together with the client, in order. What is needed along."),
    )
    contact = models.CharField(
        _("how to reach it"),
        max_length=300,
        help_text=_("A place or a number that belongs to the service, never to one worker."),
    )
    url = models.URLField(_("address"), blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    owner = models.CharField(
        _("who looks after this"), max_length=120, blank=True, help_text=_("A role, not a person.")
    )

    #: Pages and files call a card by one key in every language.
    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    panels = [
        HelpPanel(content=_("Edit the card here once; every page that shows it follows at once.")),
        FieldPanel("key"),
        FieldPanel("title"),
        FieldPanel("role"),
        FieldPanel("duty"),
        FieldPanel("referral"),
        MultiFieldPanel([FieldPanel("contact"), FieldPanel("url")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("checked"), FieldPanel("review_by"), FieldPanel("owner")],
            heading=_("Keeping it true"),
        ),
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("service network card")
        verbose_name_plural = _("service network cards")
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="network_card_key")]

    def __str__(self) -> str:
        return self.title
