"""Pieces of a lesson that several lessons share: written once, shown by reference."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from content.blocks.streams import PieceStream
from content.fields import BodyField
from content.models.course import block_problems
from content.quality.panel import ChecksPanel
from lms.records.privacy import NOT_PERSONAL

PIECE_HELP = _(
    "Edit the piece here once: when you save it, every lesson that shows it follows at once. Earlier versions are kept "
    "under History. Nothing in a piece asks for an answer: quizzes and exercises stay in their own places."
)


class SharedPiece(PreviewableMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A few blocks of a lesson under one name. What is saved is what lessons show; its revisions are its history.

    ``changed_at`` is another moment after every save, so that what was built of the piece is never taken for it.
    """

    key = models.SlugField(
        _("key"),
        max_length=80,
        blank=True,
        help_text=_("Files call the piece by it, in every language. Left empty it is made of the name."),
    )
    title = models.CharField(_("name"), max_length=120, help_text=_("Seen by authors only."))
    body = BodyField(PieceStream(), verbose_name=_("what lessons show"))
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    #: Files call a piece by one key in every language.
    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    panels = [
        HelpPanel(content=PIECE_HELP),
        ChecksPanel(),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("key"),
    ]
    preview_sizes = [
        {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a computer")},
    ]
    privacy = NOT_PERSONAL

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("shared piece")
        verbose_name_plural = _("shared pieces")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="shared_piece_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def usage_url(self) -> str:
        """Where its author reads which lessons show it."""
        return reverse(self.snippet_viewset.get_url_name("usage"), args=[self.pk])

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "content/pages/piece_preview.html"

    def clean(self) -> None:
        """What a lesson could not be published with cannot be saved for it either."""
        super().clean()
        self.key = self.key or self._free_key()
        problems = [problem for block in self.body or () for problem in block_problems(block)]
        if not self.body:
            problems.append(gettext("The piece has no text yet."))
        if problems:
            raise ValidationError({NON_FIELD_ERRORS: problems})

    def _free_key(self) -> str:
        """A key made of the name that no other piece has."""
        made = slugify(self.title)[:70] or "pala"
        taken = set(SharedPiece.objects.filter(key__startswith=made).values_list("key", flat=True))
        return next(key for key in (made, *(f"{made}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
