"""Pictures, recordings and downloads. Addresses are by id, so that cached HTML never points at a deleted file."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, StructBlock, StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from lms.ui.scenes import SCENES


class PictureBlock(StructBlock):
    """A picture whose alternative text is given, or which is marked decorative."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = CharBlock(
        required=False,
        max_length=250,
        label=_("Alternative text"),
        help_text=_("What the picture tells, for those who do not see it. Must be given unless it only decorates."),
    )
    decorative = BooleanBlock(required=False, label=_("Only decoration"))
    caption = CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Media")
        description = _("A picture with alternative text.")
        template = "content/blocks/picture.html"

    def get_preview_value(self) -> Any:
        """The newest picture of this site; nothing before there is any."""
        newest = apps.get_model("content", "Picture").objects.order_by("-pk").first()
        return self.normalize({"image": newest, "alt_text": "Esimerkki", "caption": "Kuvan alla voi olla kuvateksti."})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["decorative"] and not cleaned["alt_text"].strip():
            message = _("Write the alternative text, or tick that the picture only decorates.")
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})
        return cleaned


class DrawingBlock(StructBlock):
    """One of the drawings that come with Polku, in the site's own colours, light and dark."""

    drawing = ChoiceBlock(choices=list(SCENES.items()), label=_("Drawing"))
    alt_text = CharBlock(
        required=False,
        max_length=250,
        label=_("Alternative text"),
        help_text=_("What the drawing tells, for those who do not see it. Empty when it only decorates."),
    )
    caption = CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Drawing")
        group = _("Media")
        description = _("One of the drawings of this site, for when there is no picture of one's own.")
        template = "content/blocks/drawing.html"
        preview_value = {"drawing": "signpost", "alt_text": "", "caption": "Kuvan alla voi olla kuvateksti."}


class RecordingBlock(StructBlock):
    """A video or sound with captions and a transcript."""

    recording = SnippetChooserBlock("content.Recording", label=_("Recording"))

    class Meta:
        icon = "media"
        label = _("Video or sound")
        group = _("Media")
        description = _("A recording. It needs captions and a transcript before the lesson can be published.")
        template = "content/blocks/recording.html"

    def get_preview_value(self) -> Any:
        """A recording of this site; an invented one before there is any."""
        recordings = apps.get_model("content", "Recording")
        example = recordings(pk=0, title="Haastattelu", file="haastattelu.mp4", seconds=125, transcript="Hei!")
        return self.normalize({"recording": recordings.objects.order_by("-pk").first() or example})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        recording = cleaned["recording"]
        if not self.is_deferred_validation and recording and (gaps := recording.missing()):
            message = gettext("The recording lacks: %(gaps)s. Add it to the recording, then publish.")
            errors = {"recording": ValidationError(message % {"gaps": ", ".join(gaps)})}
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class DownloadBlock(StructBlock):
    """A file to take along."""

    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(
        required=False, max_length=150, label=_("Name shown"), help_text=_("Empty: the file's own title.")
    )

    class Meta:
        icon = "download"
        label = _("File to download")
        group = _("Media")
        description = _("A file the learner takes along. Say the same on the page, too, if it matters.")
        template = "content/blocks/download.html"

    def get_preview_value(self) -> Any:
        """A file of this site; an invented one before there is any."""
        files = apps.get_model("content", "Material")
        example = files(pk=0, title="Muistilista", file="muistilista.pdf", file_size=24_000)
        return self.normalize({"document": files.objects.order_by("-pk").first() or example})
