"""Words that the content leans on, each explained once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from lms.records.privacy import NOT_PERSONAL


class GlossaryTerm(TranslatableMixin, models.Model):
    """One term in three languages with its explanation; lessons show it by reference, the glossary shows them all."""

    key = models.SlugField(_("key"), max_length=80, help_text=_("Stands in the term's address in the glossary."))
    fi = models.CharField(_("in Finnish"), max_length=120)
    sv = models.CharField(_("in Swedish"), max_length=120, blank=True)
    en = models.CharField(_("in English"), max_length=120, blank=True)
    text = models.TextField(_("explanation"), max_length=500, help_text=_("One or two plain sentences."))
    source = models.CharField(_("source"), max_length=250, blank=True)

    #: Every language has the term in all three; only the explanation is translated.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("key", "fi", "sv", "en")]

    panels = [
        HelpPanel(content=_("Figures and rules in force belong to fact cards: they age, an explanation should not.")),
        MultiFieldPanel([FieldPanel("fi"), FieldPanel("sv"), FieldPanel("en")], heading=_("The term")),
        FieldPanel("text"),
        FieldPanel("source"),
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
