"""A starter file in another language: ``osa-01-x.sv.md`` beside ``osa-01-x.md``.

The translation holds words only. Slugs, keys, numbers and references stay in the Finnish file, so that pages, blocks
and exercises get the same keys in every language and answers and progress follow their person from one to another.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings

from content.seeding.files import Document, Fields, Piece, parse_yaml, read_document, read_fields

SOURCE = settings.LANGUAGE_CODE
LANGUAGES = tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != SOURCE)
#: Values that are no words: a translation leaves them out, or says the same.
STRUCTURE = frozenset({"key", "slug", "link", "from", "per", "recall", "light", "strength", "type"}) | {
    *("certificate_kind", "modules", "runs", "completion", "strengths", "is", "status"),
    *("scene", "lessons", "quiz", "assignments", "project", "competence", "steps", "policy"),
    *("opens", "opens_after", "opens_when", "group", "done_by", "hand_in", "moment"),
    *("counting", "feedback_mode", "shows", "shows_own", "kind", "reread", "scale", "category", "tag", "tags", "ask"),
    *("facts", "file", "card", "term", "piece", "picture", "drawing", "captions_language"),
}
#: What a translation may leave as it is in Finnish, because it has words of its own elsewhere or later.
INHERITED = frozenset({"questions"})
#: What each language words for itself: a translation without it has none.
OWN_WORDS = frozenset({"plain"})


def source_files(folder: Path, pattern: str) -> list[Path]:
    """The Finnish files of a folder in order of name, without their translations."""
    return sorted(path for path in folder.glob(pattern) if path.suffixes[:-1] not in [[f".{one}"] for one in LANGUAGES])


def translation_of(path: Path, language: str) -> Path:
    """Where the file's translation would stand."""
    return path.with_name(f"{path.stem}.{language}{path.suffix}")


def read_translations(source: Document) -> list[Document]:
    """The document in every language in which there is a file of it; what a translation leaves out is a fault."""
    paths = [(language, translation_of(source.path, language)) for language in LANGUAGES]
    return [_translated(source, read_document(path), language) for language, path in paths if path.exists()]


def fields_in_languages(path: Path) -> list[tuple[Fields, str]]:
    """A YAML file in Finnish, then in every language in which there is a file of it."""
    source = read_fields(path)
    others = [(language, translation_of(path, language)) for language in LANGUAGES]
    return [(source, SOURCE), *((overlaid(source, read_fields(one)), code) for code, one in others if one.exists())]


def files_in_languages(path: Path) -> list[tuple[Fields, str]]:
    """A file of cards in Finnish, then in every language in which there is one. A card's translation is a whole card,
    for its link and the day of its check are its own; cards that are not translated are left out."""
    paths = [(path, SOURCE), *((translation_of(path, language), language) for language in LANGUAGES)]
    return [(read_fields(one), language) for one, language in paths if language == SOURCE or one.exists()]


def _translated(source: Document, words: Document, language: str) -> Document:
    if [piece.kind for piece in words.pieces] != [piece.kind for piece in source.pieces]:
        kinds = ", ".join(piece.kind or "text" for piece in source.pieces)
        raise words.fault(f"The blocks differ from those of {source.path.name}: {kinds}.", words.body_line)
    pieces = tuple(
        at_home(replace(mine, source=theirs), language)
        for mine, theirs in zip(words.pieces, source.pieces, strict=True)
    )
    return Document(words.path, overlaid(source.front, words.front), pieces, words.body_line, language)


def at_home(piece: Piece, language: str) -> Piece:
    """Links to our own pages lead to the same language."""
    text, plain = (part.replace("](/", f"](/{language}/") for part in (piece.text, piece.plain))
    return replace(piece, text=text, plain=plain)


def overlaid(source: Fields, words: Fields) -> Fields:
    """``source`` in the words of ``words``. Raises for words that are missing, and for anything else than words."""
    whole = Fields(words.path, words.line)
    whole.lines = dict.fromkeys(source, words.line) | words.lines
    for key in words:
        if key not in source:
            raise words.fault(f"“{key}” is not in the Finnish file.", key)
        if key in STRUCTURE and words[key] != source[key]:
            raise words.fault(f"“{key}” is not translated; leave it out.", key)
    for key, value in source.items():
        if key in words:
            whole[key] = _overlaid(value, words[key], words, key)
        elif key in OWN_WORDS:
            continue
        elif key not in STRUCTURE | INHERITED and _has_words(value):
            raise words.fault(f"“{key}” is not translated.")
        else:
            whole[key] = value
    return whole


def _overlaid(value: Any, mine: Any, words: Fields, key: str) -> Any:
    if isinstance(value, Fields) and isinstance(mine, Fields):
        return overlaid(value, mine)
    if isinstance(value, list) and isinstance(mine, list):
        return overlaid_list(value, mine, words, key)
    if isinstance(value, str) and isinstance(mine, str):
        return mine
    if value == mine:
        return mine
    raise words.fault(f"“{key}” is of another kind than in the Finnish file.", key)


def overlaid_list(value: list[Any], mine: list[Any], words: Fields, key: str) -> list[Any]:
    """A list item by item: by ``key`` where items have one, else by place."""
    if [_name(item) for item in value] != [_name(item) for item in mine]:
        raise words.fault(f"“{key}” has other entries than in the Finnish file, or in another order.", key)
    return [_overlaid(one, other, words, key) for one, other in zip(value, mine, strict=True)]


def _name(item: Any) -> Any:
    return item.get("key") if isinstance(item, Fields) else None


def _has_words(value: Any) -> bool:
    if isinstance(value, Fields):
        return any(_has_words(inner) for key, inner in value.items() if key not in STRUCTURE)
    if isinstance(value, list):
        return any(_has_words(inner) for inner in value)
    return isinstance(value, str) and any(letter.isalpha() for letter in value)


def piece_fields(piece: Piece, path: Path) -> Any:
    """A data block's YAML, with the Finnish block's structure under a translation's words."""
    fields = parse_yaml(piece.text, path=path, first_line=piece.line)
    if piece.source is None or not isinstance(fields, Fields):
        return fields
    return overlaid(parse_yaml(piece.source.text, path=path, first_line=piece.line), fields)
