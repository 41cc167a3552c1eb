"""The bodies: which blocks may stand in a lesson, a page and a part."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

from assessments.kinds.exercises import EXERCISES
from assessments.kinds.exercises.base import Exercise
from content.blocks.facts import FactBlock
from content.blocks.glossary import TermBlock
from content.blocks.kinds import block_of
from content.blocks.media import DownloadBlock, DrawingBlock, PictureBlock, RecordingBlock
from content.blocks.network import NetworkBlock
from content.blocks.pieces import PieceBlock
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
    drawing = DrawingBlock()
    download = DownloadBlock()
    fact = FactBlock()
    term = TermBlock()
    network = NetworkBlock()


class PieceStream(PageStream):
    """The body of a shared piece: whatever a lesson shows, but for another piece."""

    case = CaseBlock()
    stop = StopBlock()
    try_it = TryBlock()
    recording = RecordingBlock()
    discussion = DiscussionBlock()


class LessonStream(PieceStream):
    """The body of a lesson."""

    piece = PieceBlock()


class ReadBlock(TextBlock):
    """One screen to read in a part."""

    title = CharBlock(max_length=100, label=_("Title"))

    class Meta:
        icon = "doc-full"
        label = _("Read")
        description = _("One screen, at most 65 words.")
        template = "content/coaching/read.html"
        preview_value = {"title": "Mikä on voimavara?", "text": "<p>Voimavara on asia, joka auttaa sinua.</p>"}


class _Titled(StructBlock):
    """A screen has a title of its own."""

    title = CharBlock(max_length=100, label=_("Title"))


class FactScreen(FactBlock, _Titled):
    """One screen with a fact card."""

    class Meta:
        group = _("Text")
        description = _("One screen with a fact card. Edit the card once; every place follows.")
        label_format = "{title}"


class NetworkScreen(NetworkBlock, _Titled):
    """One screen with a card of the service network, as the person themselves needs it."""

    class Meta:
        group = _("Text")
        description = _("One screen that tells what a service is and how to reach it.")
        label_format = "{title}"


#: Screens of a part that show a card, by the kind of block.
CARD_SCREENS = ("fact", "network")

#: What previews of exercises say; each kind takes the fields that it has.
EXAMPLE = {
    "key": "esimerkki",
    "title": "Milloin jokin sujui?",
    "prompt": "Muista yksi hetki viime viikolta. Pieni riittää.",
    "help": "Vastauksen näet vain sinä.",
    "example": "Autoin naapuria muutossa.",
    "options": [{"text": "Sinnikkyys"}, {"text": "Uteliaisuus"}, {"text": "Ystävällisyys"}],
    "boxes": [{"text": "Minusta"}, {"text": "Sattumasta"}],
    "pieces": [{"lead": "Haluan", "options": "käydä ulkona"}, {"lead": ", koska", "options": ""}],
    "text": "Hei! Muistatko hetken, jolloin onnistuin?",
}


class ExerciseBlock(StructBlock):
    """One exercise on a screen of its own. Its preview is the very input that the person gets."""

    class Meta:
        icon = "edit"
        group = _("Exercise")
        label_format = "{title}"
        description = _("One screen with one thing to do. Only the person sees the answer.")
        template = "content/admin/exercise.html"

    def __init__(self, exercise: Exercise, **kwargs: Any) -> None:
        self.exercise = exercise
        super().__init__([(field.name, block_of(field)) for field in exercise.fields], label=exercise.label, **kwargs)

    def get_preview_value(self) -> Any:
        return self.normalize({name: text for name, text in EXAMPLE.items() if name in self.child_blocks})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        values = self.get_prep_value(value)
        asked = {"exercise": self.exercise, "values": values, "ask": self.exercise.ask(values, None, {})}
        return super().get_context(value, parent_context) | asked


class PartStream(StreamBlock):
    """The screens of a part: one block, one screen."""

    read = ReadBlock()
    fact = FactScreen()
    network = NetworkScreen()

    def __init__(self, local_blocks: list | None = None, **kwargs: object) -> None:
        exercises = [(slug, ExerciseBlock(kind)) for slug, kind in EXERCISES.items()]
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
