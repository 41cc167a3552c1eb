"""The bodies: which blocks may stand in a lesson, a page and a part."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

from assessments.kinds.exercises import EXERCISES
from content.blocks.facts import FactBlock
from content.blocks.kinds import struct_of
from content.blocks.media import DownloadBlock, PictureBlock, RecordingBlock
from content.blocks.text import (
    CalloutBlock,
    CaseBlock,
    DiscussionBlock,
    FoldBlock,
    HeadingBlock,
    StopBlock,
    TextBlock,
    TryBlock,
)


class PageStream(StreamBlock):
    """The body of an ordinary page."""

    text = TextBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    fold = FoldBlock()
    picture = PictureBlock()
    download = DownloadBlock()
    fact = FactBlock()


class LessonStream(PageStream):
    """The body of a lesson."""

    case = CaseBlock()
    stop = StopBlock()
    try_it = TryBlock()
    recording = RecordingBlock()
    discussion = DiscussionBlock()


class ReadBlock(TextBlock):
    """One screen to read in a part."""

    title = CharBlock(max_length=100, label=_("Title"))

    class Meta:
        icon = "doc-full"
        label = _("Read")
        description = _("One screen, at most 65 words.")
        template = "content/coaching/read.html"
        preview_value = {"title": "Mikä on voimavara?", "text": "<p>Voimavara on asia, joka auttaa sinua.</p>"}


class PartStream(StreamBlock):
    """The screens of a part: one block, one screen."""

    read = ReadBlock()

    def __init__(self, local_blocks: list | None = None, **kwargs: object) -> None:
        exercises = [
            (slug, struct_of(kind.fields, label=kind.label, group=_("Exercise"), icon="edit", label_format="{title}"))
            for slug, kind in EXERCISES.items()
        ]
        super().__init__([*exercises, *(local_blocks or ())], **kwargs)


class SourceBlock(StructBlock):
    """Where a lesson's facts come from."""

    title = CharBlock(max_length=200, label=_("Title"))
    publisher = CharBlock(max_length=120, required=False, label=_("Publisher"))
    url = CharBlock(max_length=300, required=False, label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{title}"


class SourceStream(StreamBlock):
    """A lesson's sources."""

    source = SourceBlock()
