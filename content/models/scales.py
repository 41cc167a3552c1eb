"""A scale as its author edits it. Saving it in use publishes a new version below, if anything has changed."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from assessments.kinds.scales import Band, Instrument, Item, Limits, Option, Subscale, problems_in
from content.blocks.scales import BandStream, GroupStream, OptionStream
from content.fields import BodyField
from lms.records.privacy import NOT_PERSONAL

LANGUAGES = ("fi", "sv", "en")


class ScaleCard(models.Model):
    """An instrument: statements about oneself, how they are answered, counted and spoken of."""

    class Moments(models.TextChoices):
        ENDS = "ends", _("At the start and at the end; the two are compared")
        HALFWAY = "halfway", _("Half-way; shown in words only")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name"), max_length=60, unique=True, help_text=_("Stands in its address."))
    fi = models.CharField(_("in Finnish"), max_length=120)
    sv = models.CharField(_("in Swedish"), max_length=120, blank=True)
    en = models.CharField(_("in English"), max_length=120, blank=True)
    intro_fi = models.TextField(_("in Finnish"), max_length=600, blank=True)
    intro_sv = models.TextField(_("in Swedish"), max_length=600, blank=True)
    intro_en = models.TextField(_("in English"), max_length=600, blank=True)
    time_fi = models.CharField(_("in Finnish"), max_length=150, blank=True)
    time_sv = models.CharField(_("in Swedish"), max_length=150, blank=True)
    time_en = models.CharField(_("in English"), max_length=150, blank=True)
    moments = models.CharField(_("when it is offered"), max_length=7, choices=Moments.choices, default=Moments.ENDS)
    options = BodyField(OptionStream(required=False), blank=True, verbose_name=_("options"))
    groups = BodyField(GroupStream(required=False), blank=True, verbose_name=_("groups of statements"))
    least_groups = models.PositiveSmallIntegerField(
        _("fewest groups for the whole"), default=3, help_text=_("With fewer nothing is said of the whole.")
    )
    limit_group = models.CharField(_("smallest change of a group"), max_length=10, default="0.9", blank=True)
    limit_whole = models.CharField(_("smallest change of the whole"), max_length=10, default="0.5", blank=True)
    bands = BodyField(BandStream(required=False), blank=True, verbose_name=_("wordings of the result"))
    licence = models.TextField(
        _("whose statements these are"), max_length=400, blank=True, help_text=_("And on what terms they may be used.")
    )
    in_use = models.BooleanField(
        _("in use"), default=False, help_text=_("When this is ticked, what is missing is told before it is published.")
    )

    panels = [
        HelpPanel(
            content=_(
                "Saving a scale in use makes a new version when anything has changed. Whoever began with the old one "
                "goes on with it, and results of two versions are never compared."
            )
        ),
        MultiFieldPanel([FieldPanel("fi"), FieldPanel("sv"), FieldPanel("en")], heading=_("Name")),
        MultiFieldPanel([FieldPanel(f"intro_{name}") for name in LANGUAGES], heading=_("What it is")),
        MultiFieldPanel([FieldPanel(f"time_{name}") for name in LANGUAGES], heading=_("What time to think of")),
        FieldPanel("options"),
        FieldPanel("groups"),
        FieldPanel("bands"),
        MultiFieldPanel(
            [FieldPanel("least_groups"), FieldPanel("limit_group"), FieldPanel("limit_whole")],
            heading=_("How it is counted"),
        ),
        FieldPanel("moments"),
        FieldPanel("licence"),
        FieldPanel("slug"),
        FieldPanel("in_use"),
    ]
    privacy = NOT_PERSONAL

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        ordering = ["fi"]

    def __str__(self) -> str:
        return self.fi

    def clean(self) -> None:
        super().clean()
        if self.in_use and (problems := problems_in(self.instrument)):
            raise ValidationError(problems)

    @property
    def instrument(self) -> Instrument:
        """What would be published now."""
        return Instrument(
            titles=_texts(self, ""),
            intros=_texts(self, "intro_"),
            timeframes=_texts(self, "time_"),
            moments=self.moments,
            options=tuple(Option(_words(block.value)) for block in self.options),
            subscales=tuple(_subscale(block) for block in self.groups),
            least_subscales=self.least_groups or 0,
            bands=tuple(Band(_number(block.value["upto"]), _words(block.value)) for block in self.bands),
            limits=Limits(_number(self.limit_group), _number(self.limit_whole)),
            licence=self.licence,
        )


def _texts(card: ScaleCard, prefix: str) -> dict[str, str]:
    return {name: text for name in LANGUAGES if (text := getattr(card, prefix + name))}


def _words(value: dict) -> dict[str, str]:
    return {name: value[name] for name in LANGUAGES if value[name]}


def _subscale(block: object) -> Subscale:
    items = tuple(
        Item(str(inner.id), _words(inner.value), bool(inner.value["reverse"]))
        for inner in block.value["statements"].bound_blocks
    )
    return Subscale(str(block.id), _words(block.value), items, block.value["least"] or 0)


def _number(text: str | None) -> str:
    return (text or "").strip().replace(",", ".")
