"""Directive blocks and Markdown to the raw data of Wagtail's bodies, with ids that stay the same at every load."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises import EXERCISES
from content.blocks.streams import CARD_SCREENS
from content.seeding.files import CARD_KINDS, BrokenFile, Document, Fields, Piece
from content.seeding.keys import id_of, key_of
from content.seeding.markdown import Heading, file_beside, read_markdown, rich_text
from content.seeding.translations import piece_fields
from lms.ui.scenes import SCENES

_TEXT_BLOCKS = {"text": "text", "callout": "callout", "fold": "fold", "case": "case", "stop": "stop", "try": "try_it"}
_TITLES = {"stop": "Pysähdy ja mieti", "try": "Kokeile omassa työssäsi"}
_PAGE_KINDS = frozenset({"text", "callout", "fold", "image", "drawing", "download", "fact", "network", "term"})
_PIECE_KINDS = _PAGE_KINDS | {"case", "stop", "try", "video", "discussion"}
_LESSON_KINDS = _PIECE_KINDS | {"piece"}


@dataclass(frozen=True)
class Ref:
    """A thing that has a primary key only once it is in the database; ``path`` for things that are files."""

    kind: str
    name: str
    path: Path | None = None
    extra: tuple[tuple[str, Any], ...] = ()


class BodyMaker:
    """Makes one body. Ids count blocks of each type by themselves, so that a new callout renames no paragraph."""

    def __init__(self, document: Document, path_key: str) -> None:
        self.document, self.path, self.path_key = document, document.path, path_key
        self.seen: Counter[str] = Counter()
        self.blocks: list[dict[str, Any]] = []

    def add(self, block_type: str, value: dict[str, Any], name: str = "") -> None:
        self.seen[block_type] += 1
        name = name or f"{block_type}/{self.seen[block_type]}"
        self.blocks.append({"type": block_type, "value": value, "id": str(key_of(self.path_key, name))})

    def markdown(self, text: str, line: int) -> None:
        for part in read_markdown(text, path=self.path, line=line):
            if isinstance(part, Heading):
                self.add("heading", {"level": part.level, "text": part.text})
            else:
                self.add("text", {"text": part.html, "plain": ""})

    def yaml(self, piece: Piece, *allowed: str) -> Fields:
        fields = piece_fields(piece, self.path)
        if not isinstance(fields, Fields):
            raise BrokenFile(self.path, piece.line, "This block must be “name: value” lines.")
        if allowed:
            fields.only(*allowed)
        return fields

    def texts(self, piece: Piece) -> dict[str, str]:
        plain = rich_text(piece.plain, path=self.path, line=piece.plain_line) if piece.plain else ""
        text = rich_text(piece.text, path=self.path, line=piece.line)
        if not text:
            raise BrokenFile(self.path, piece.line, "This block is empty.")
        return {"text": text, "plain": plain}

    def file(self, fields: Fields, key: str = "file") -> Path:
        return file_beside(self.path, fields.text(key), fields.lines.get(key, fields.line))


def page_body(document: Document, path_key: str) -> list[dict[str, Any]]:
    """The body of an ordinary page or a course page."""
    return _body(document, path_key, _PAGE_KINDS)


def lesson_body(document: Document, path_key: str) -> list[dict[str, Any]]:
    """The body of a lesson."""
    return _body(document, path_key, _LESSON_KINDS)


def piece_body(document: Document, path_key: str) -> list[dict[str, Any]]:
    """The body of a shared piece."""
    return _body(document, path_key, _PIECE_KINDS)


def _body(document: Document, path_key: str, allowed: frozenset[str]) -> list[dict[str, Any]]:
    maker = BodyMaker(document, path_key)
    for piece in document.pieces:
        if not piece.kind:
            maker.markdown(piece.text, piece.line)
        elif piece.kind not in allowed:
            raise document.fault(f"A block “{piece.kind}” cannot stand here.", piece.line - 1)
        elif piece.kind in _TEXT_BLOCKS:
            _text_block(maker, piece)
        else:
            _DATA_BLOCKS[piece.kind](maker, piece)
    return maker.blocks


def _text_block(maker: BodyMaker, piece: Piece) -> None:
    title = piece.title or _TITLES.get(piece.kind, "")
    if not title and piece.kind in ("fold", "case"):
        raise BrokenFile(maker.path, piece.line - 1, f"A block “{piece.kind}” needs a title on the same line.")
    if piece.kind == "text" and title:
        raise BrokenFile(maker.path, piece.line - 1, "A block “text” has no title.")
    titled = {} if piece.kind == "text" else {"title": title}
    named = (piece.source or piece).card  # a translation has the Finnish block's
    card = {"card": Ref("network", named) if named else None} if piece.kind in CARD_KINDS else {}
    maker.add(_TEXT_BLOCKS[piece.kind], {**titled, **maker.texts(piece), **card})


def _fact(maker: BodyMaker, piece: Piece) -> None:
    maker.add("fact", {"card": Ref("fact", maker.yaml(piece, "card").text("card"))})


def _network(maker: BodyMaker, piece: Piece) -> None:
    maker.add("network", {"card": Ref("network", maker.yaml(piece, "card").text("card"))})


def _term(maker: BodyMaker, piece: Piece) -> None:
    maker.add("term", {"term": Ref("term", maker.yaml(piece, "term").text("term"))})


def _shared(maker: BodyMaker, piece: Piece) -> None:
    maker.add("piece", {"piece": Ref("piece", maker.yaml(piece, "piece").text("piece"))})


def _image(maker: BodyMaker, piece: Piece) -> None:
    fields = maker.yaml(piece, "file", "alt", "decorative", "caption", "credit", "description", "title")
    decorative = fields.flag("decorative", False)
    alt = fields.text("alt", "")
    if decorative == bool(alt):
        raise fields.fault("An image needs “alt”, or “decorative: true”, and not both.", "alt")
    caption = fields.text("caption", "")
    image = picture_of(maker.file(fields), fields)
    maker.add("picture", {"image": image, "alt_text": alt, "decorative": decorative, "caption": caption})


def _drawing(maker: BodyMaker, piece: Piece) -> None:
    fields = maker.yaml(piece, "drawing", "alt", "caption")
    if fields.text("drawing") not in SCENES:
        raise fields.fault(f"“drawing” is one of {', '.join(SCENES)}.", "drawing")
    told = {"alt_text": fields.text("alt", ""), "caption": fields.text("caption", "")}
    maker.add("drawing", {"drawing": fields.text("drawing"), **told})


def picture_of(path: Path, fields: Fields) -> Ref:
    """The picture of the library that the file becomes; ``fields`` may say what it is called and whose it is."""
    title = fields.text("title", title_of(path))
    extra = (("credit", fields.text("credit", "")), ("description", fields.text("description", "")))
    return Ref("picture", title, path, extra)


def title_of(path: Path) -> str:
    """What a file is called in the library when nothing else is said."""
    return path.stem.replace("-", " ").capitalize()


def _download(maker: BodyMaker, piece: Piece) -> None:
    fields = maker.yaml(piece, "file", "title", "name")
    path = maker.file(fields)
    name = fields.text("name", fields.text("title", "") or title_of(path))
    maker.add("download", {"document": Ref("material", name, path), "title": fields.text("title", name)})


def _video(maker: BodyMaker, piece: Piece) -> None:
    fields = maker.yaml(
        piece, "file", "captions", "captions_language", "transcript", "title", "poster", "seconds", "silent"
    )
    files = {key: maker.file(fields, key) for key in ("captions", "transcript", "poster") if fields.get(key)}
    facts = {
        "captions_language": fields.text("captions_language", "fi"),
        "seconds": fields.number("seconds", 0),
        "has_no_speech": fields.flag("silent", default=False),
    }
    extra = (*files.items(), *facts.items())
    maker.add("recording", {"recording": Ref("recording", fields.text("title"), maker.file(fields), extra)})


def _discussion(maker: BodyMaker, piece: Piece) -> None:
    maker.add("discussion", {"prompt": maker.yaml(piece, "prompt").text("prompt")})


_DATA_BLOCKS = {
    "fact": _fact,
    "network": _network,
    "term": _term,
    "piece": _shared,
    "image": _image,
    "drawing": _drawing,
    "download": _download,
    "video": _video,
    "discussion": _discussion,
}


_ABOUT_PICTURE = ("picture_title", "picture_credit")


def part_screens(document: Document, path_key: str, programme_key: str) -> list[dict[str, Any]]:
    """The screens of a part. Exercises are known by their own key, unique in the programme, wherever they move."""
    maker = BodyMaker(document, path_key)
    for piece in document.pieces:
        if not piece.title and piece.kind:
            raise document.fault("A screen needs a title on the same line.", piece.line - 1)
        if piece.kind == "read":
            maker.add("read", {"title": piece.title, **maker.texts(piece)})
        elif piece.kind in CARD_SCREENS:
            card = Ref(piece.kind, maker.yaml(piece, "card").text("card"))
            maker.add(piece.kind, {"title": piece.title, "card": card})
        elif piece.kind in EXERCISES:
            fields = maker.yaml(piece)
            fields.only(*(field.name for field in EXERCISES[piece.kind].fields if field.name != "title"))
            key = fields.text("key")
            value = value_of(EXERCISES[piece.kind].fields, fields, f"{programme_key}/{key}")
            maker.add(piece.kind, value | {"title": piece.title}, name=f"exercise/{key}")
        else:
            raise document.fault(
                "Everything in a part stands in a block: read, fact, network or an exercise.", piece.line
            )
    return maker.blocks


def value_of(declared: tuple[AuthorField, ...], fields: Fields, path_key: str) -> dict[str, Any]:
    """The raw value of a kind from its declared fields; items of a list are known by their ``key``. The
    question's own picture is read by ``asked_picture``."""
    left = ("title", "picture", "picture_alt")
    return {field.name: _one_value(field, fields, path_key) for field in declared if field.name not in left}


def asked_picture(entry: Fields) -> dict[str, Any]:
    """The picture of a question or an option, said as a lesson's picture is; nothing where it has none."""
    if not (name := entry.text("picture", "")):
        return {}
    about = Fields(entry.path, entry.line)
    about.update({said[8:]: entry[said] for said in _ABOUT_PICTURE if said in entry})
    path = file_beside(entry.path, name, entry.lines["picture"])
    return {"picture": picture_of(path, about), "picture_alt": entry.text("picture_alt", "")}


def _one_value(field: AuthorField, fields: Fields, path_key: str) -> Any:
    name, value = field.name, fields.get(field.name)
    if field.kind == "list":
        return _items(field, fields, path_key)
    if field.kind == "flag":
        return fields.flag(name, bool(field.default))
    if field.kind == "number":
        return fields.number(name, field.default) if value is not None else field.default
    if field.kind == "decimal" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return "\n".join(fields.texts(name))
    default = None if field.required else (field.default or "")
    return fields.text(name, default)


def _items(field: AuthorField, fields: Fields, path_key: str) -> list[dict[str, Any]]:
    items: dict[str, dict[str, Any]] = {}
    names = [inner.name for inner in field.fields]
    for item in fields.each(field.name):
        item.only("key", *names, *(_ABOUT_PICTURE if "picture" in names else ()))
        key = item.text("key")
        if key in items:
            raise item.fault(f"The key “{key}” stands here twice.", "key")
        value = value_of(field.fields, item, f"{path_key}/{key}") | asked_picture(item)
        items[key] = {"type": "item", "id": id_of(path_key, key), "value": value}
    return list(items.values())
