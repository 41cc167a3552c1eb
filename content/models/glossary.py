"""Words that the content leans on, each explained once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from content.models.network import NetworkCard
from lms.records.privacy import NOT_PERSONAL


class GlossaryTerm(TranslatableMixin, models.Model):
    """One term in three languages with its explanation; lessons show it by reference, the glossary shows them all."""

    key = models.SlugField(_("key"), max_length=80, help_text=_("Stands in the term's address in the glossary."))
    fi = models.CharField(_("in Finnish"), max_length=120)
    sv = models.CharField(_("in Swedish"), max_length=120, blank=True)
    en = models.CharField(_("in English"), max_length=120, blank=True)
    text = models.TextField(_("explanation"), max_length=500, help_text=_("One or two plain sentences."))
    source = models.CharField(_("source"), max_length=250, blank=True)
    network_card = models.ForeignKey(
        NetworkCard,
        verbose_name=_("service network card"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Optional. When the word is a service: readers can open who does what and how one gets there."),
    )

    #: Every language has the term in all three and names the same card; only the explanation is translated.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("key", "fi", "sv", "en", "network_card")
    ]

    panels = [
        HelpPanel(content=_("Figures and rules in force belong to fact cards: they age, an explanation should not.")),
        MultiFieldPanel([FieldPanel("fi"), FieldPanel("sv"), FieldPanel("en")], heading=_("The term")),
        FieldPanel("text"),
        FieldPanel("source"),
        FieldPanel("network_card"),
        FieldPanel("key"),
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["fi"]
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="glossary_term_key")]

    def __str__(self) -> str:
        return self.fi

    def word_in(self, language: str) -> str:
        """The term in a language, in Finnish where it has none."""
        return {"sv": self.sv, "en": self.en}.get(language) or self.fi

    @property
    def word(self) -> str:
        """The term in the language that its explanation is in."""
        return self.word_in(self.locale.language_code)

    @property
    def shown_card(self) -> NetworkCard | None:
        """The term's card in the term's language, as it was named where it is not translated; two queries at most."""
        named = self.network_card
        if named is None or named.locale_id == self.locale_id:
            return named
        own = NetworkCard.objects.filter(translation_key=named.translation_key, locale_id=self.locale_id)
        return own.first() or named
