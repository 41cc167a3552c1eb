"""Bodies as Markdown with directive blocks, the way that ``content.seeding.blocks`` reads them."""

from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from assessments.kinds.exercises import EXERCISES
from content.blocks.streams import CARD_SCREENS
from content.models import FactCard, GlossaryTerm, Material, NetworkCard, Picture, Recording, SharedPiece
from content.packages.cards import finnish_card
from content.packages.files import Gathered
from content.packages.markup import heading_of, markdown_of
from content.packages.texts import clean_text, said, yaml_of
from content.packages.translations import words_of
from content.packages.values import Names, entry_of
from content.seeding.blocks import title_of
from content.seeding.files import CARD_MARK
from content.seeding.translations import SOURCE

_TEXTS = {"callout": "callout", "fold": "fold", "case": "case", "stop": "stop", "try_it": "try"}
#: Titles that a block has when its file gives none.
_USUAL = {"stop": "Pysähdy ja mieti", "try_it": "Kokeile omassa työssäsi"}
#: Blocks that show a card by its key: their directive, the name of the value, and the card.
CARDS = {
    "fact": ("card", FactCard),
    "term": ("term", GlossaryTerm),
    "network": ("card", NetworkCard),
    "piece": ("piece", SharedPiece),
}
_SCHEMES = ("https://", "http://", "mailto:", "tel:", "/")


class BodyWriter:
    """Writes the bodies of one page into ``folder``; ``language`` is the page's own."""

    def __init__(self, gathered: Gathered, folder: str, page: Page, names: Names) -> None:
        self.gathered, self.folder, self.names = gathered, folder, names
        self.language, self.title = page.locale.language_code, page.title

    def rich(self, html: str) -> str:
        """Rich text as Markdown; what style could not be kept is noted."""
        text, whole = markdown_of(html or "", self.link)
        if not whole:
            self.note(_("“%(page)s”: bold, italics or a link in one text goes as plain words."))
        return text

    def note(self, sentence: str) -> None:
        self.gathered.note(sentence % {"page": self.title})

    def link(self, attributes: dict[str, str]) -> str | None:
        """The address of a link: pages by their address on the site, files beside the text."""
        kind, number = attributes.get("linktype", ""), attributes.get("id", "")
        if kind == "document":
            material = Material.objects.filter(pk=number or 0).first()
            name = self.gathered.beside(self.folder, material.file, material.title) if material else ""
            return f"file:{name}" if name else self._lost()
        if kind == "page":
            page = Page.objects.filter(pk=number or 0).first()
            return self._at_home(page.get_url()) if page and page.get_url() else self._lost()
        href = attributes.get("href", "")
        return self._at_home(href) if href.startswith(_SCHEMES) else self._lost()

    def _at_home(self, address: str) -> str:
        """Addresses of our own pages are written without their language: their reader puts it back."""
        own = f"/{self.language}/"
        return address[len(own) - 1 :] if self.language != SOURCE and address.startswith(own) else address

    def _lost(self) -> None:
        self.note(_("“%(page)s”: a link leads nowhere and goes as plain words."))

    def body(self, stream: Any) -> str:
        """The blocks in order. A text that follows a text stands in a block of its own, or the two would be one."""
        written, last = [], ""
        for block in stream:
            if made := self._block(block, last):
                written.append(made)
                last = block.block_type
        return "\n\n".join(written)

    def _block(self, block: Any, last: str) -> str:
        kind, value = block.block_type, block.value
        if kind == "heading":
            return f"{'#' * int(value['level'][1])} {heading_of(value['text'])}"
        if kind == "text":
            return self._text(value, alone=last == "text")
        if kind in _TEXTS:
            title = "" if value["title"] == _USUAL.get(kind) else value["title"] or ""
            card = value["card"] if kind == "case" else None
            return self._texts(_TEXTS[kind], title, value, self._gathered("network", card) if card else "")
        if kind in CARDS:
            return self._card(kind, value)
        return getattr(self, f"_{kind}")(value)

    def _text(self, value: Any, *, alone: bool) -> str:
        text, plain = self.rich(value["text"].source), self.rich(value["plain"].source)
        return self._texts("text", "", value) if plain or (alone and text) else text

    def _texts(self, name: str, title: str, value: Any, card: str = "") -> str:
        text, plain = self.rich(value["text"].source), self.rich(value["plain"].source)
        text = f"{text}\n\n~~~ plain\n{plain}" if plain else text
        named = f"\n\n{CARD_MARK}{card}" if card and self.language == SOURCE else ""
        return _directive(name, title, text + named)

    def _card(self, kind: str, value: Any, title: str = "") -> str:
        name, _model = CARDS[kind]
        card = value[name]
        if card is None:
            return ""
        return _directive(kind, title, yaml_of({name: self._gathered(kind, card)}))

    def _gathered(self, kind: str, card: Any) -> str:
        """The card's key; it comes along in the package, and so does the service that a word names."""
        card = finnish_card(card)
        self.gathered.cards.setdefault((kind, card.key), card)
        if kind == "term" and card.network_card:
            self._gathered("network", card.network_card)
        return card.key

    def _picture(self, value: Any) -> str:
        picture = value["image"]
        name = self.gathered.beside(self.folder, picture.file, picture.title) if picture else ""
        if not name:
            return ""
        told = {"decorative": True} if value["decorative"] else said(alt=value["alt_text"])
        entry = {"file": name, **told, **said(caption=value["caption"]), **about_picture(picture, name)}
        return _directive("image", "", yaml_of(entry))

    def _drawing(self, value: Any) -> str:
        told = said(alt=value["alt_text"], caption=value["caption"])
        return _directive("drawing", "", yaml_of({"drawing": value["drawing"], **told}))

    def _download(self, value: Any) -> str:
        document = value["document"]
        name = self.gathered.beside(self.folder, document.file, document.title) if document else ""
        if not name:
            return ""
        shown = value["title"] or ""
        entry = {"file": name, "title": shown}
        if document.title != (shown or title_of_name(name)):
            entry["name"] = document.title
        return _directive("download", "", yaml_of(entry))

    def _recording(self, value: Any) -> str:
        recording: Recording | None = value["recording"]
        name = self.gathered.beside(self.folder, recording.file, recording.title) if recording else ""
        if not name:
            return ""
        entry: dict[str, Any] = {"file": name, "title": recording.title}
        if recording.captions:
            entry["captions"] = self.gathered.beside(self.folder, recording.captions, recording.title)
        if recording.captions_language != "fi":
            entry["captions_language"] = recording.captions_language
        if recording.transcript.strip():
            entry["transcript"] = f"{name.rpartition('.')[0]}.txt"
            self.gathered.texts[f"{self.folder}/{entry['transcript']}"] = f"{clean_text(recording.transcript)}\n"
        if recording.poster:
            entry["poster"] = self.gathered.beside(self.folder, recording.poster.file, recording.poster.title)
        if recording.has_no_speech:
            entry["silent"] = True
        return _directive("video", "", yaml_of(entry | said(seconds=recording.seconds or None)))

    def _discussion(self, value: Any) -> str:
        return _directive("discussion", "", yaml_of({"prompt": value["prompt"]}))

    def screens(self, stream: Any) -> str:
        """The screens of a part: reads, cards and exercises."""
        written = []
        for block in stream:
            title = " ".join((block.value["title"] or "").split())
            if block.block_type == "read":
                written.append(self._texts("read", title, block.value))
            elif block.block_type in CARD_SCREENS:
                written.append(self._card(block.block_type, block.value, title))
            else:
                values = block.block.get_prep_value(block.value)
                entry = entry_of(EXERCISES[block.block_type].fields, values, self.names)
                if self.language != SOURCE:
                    entry = words_of(entry)
                written.append(_directive(block.block_type, title, yaml_of(entry) if entry else ""))
        return "\n\n".join(written)


def about_picture(picture: Picture, name: str) -> dict[str, Any]:
    """What the library says of a picture."""
    title = picture.title if picture.title != title_of_name(name) else ""
    return said(credit=picture.credit, description=picture.description, title=title)


def title_of_name(name: str) -> str:
    """What a file of this name is called when its entry gives no title."""
    return title_of(PurePosixPath(name))


def _directive(kind: str, title: str, text: str) -> str:
    return f"::: {kind}{f' {title}' if title else ''}\n{text.strip()}\n:::"
