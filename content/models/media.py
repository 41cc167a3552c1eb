"""Pictures, materials (downloads) and recordings (video and sound with captions and a transcript)."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import CollectionMember

from lms.records.privacy import NOT_PERSONAL


class Picture(AbstractImage):
    """An image with its credit. Its alternative text is given where it is used."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it, and its licence."))
    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    privacy = NOT_PERSONAL

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class PictureRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    privacy = NOT_PERSONAL

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"),
        ]


class Material(AbstractDocument):
    """A file for learners to take along. Served by a view after a check, never from a public address."""

    admin_form_fields = ("title", "file", "collection", "tags")
    privacy = NOT_PERSONAL

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions = [("choose_document", "Can choose document")]


class Recording(CollectionMember, models.Model):
    """A video or sound. Lessons with one are published only when it has captions and a transcript."""

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("video or sound file"),
        upload_to="recordings",
        validators=[FileExtensionValidator(["mp4", "webm", "mp3", "m4a", "ogg"])],
    )
    poster = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("still image")
    )
    captions = models.FileField(
        _("captions"),
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file. People who do not hear, and people on a bus, read it."),
    )
    captions_language = models.CharField(_("language of the captions"), max_length=5, default="fi")
    has_no_speech = models.BooleanField(
        _("there is no speech"), default=False, help_text=_("Then no captions are needed.")
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and shown, as text. The learner can read it instead.")
    )
    seconds = models.PositiveIntegerField(_("length in seconds"), default=0)

    privacy = NOT_PERSONAL

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return self.title

    @property
    def is_sound(self) -> bool:
        return self.file.name.rsplit(".", 1)[-1] in ("mp3", "m4a", "ogg")

    def missing(self) -> list[str]:
        """What keeps a lesson with this recording from being published."""
        gaps = []
        if not self.captions and not self.has_no_speech:
            gaps.append(str(_("captions")))
        if not self.transcript.strip():
            gaps.append(str(_("transcript")))
        return gaps
