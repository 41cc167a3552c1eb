"""The shared pieces that a training shows, each in a file of its own, in every language."""

from content.models import SharedPiece
from content.packages.bodies import BodyWriter
from content.packages.files import Gathered
from content.packages.texts import document_of
from content.packages.values import Names
from content.seeding.pieces import FOLDER
from content.seeding.translations import LANGUAGES, SOURCE


def add_pieces(gathered: Gathered, names: Names) -> None:
    """The files of the pieces that the pages show. Their own cards and pictures are gathered on the way, so they are
    written before those."""
    for (kind, key), piece in sorted(gathered.cards.items(), key=lambda pair: pair[0]):
        if kind == "piece":
            for ending, one in _in_languages(piece):
                front = {"key": key, "title": one.title} if not ending else {"title": one.title}
                body = BodyWriter(gathered, FOLDER, one, names).body(one.body)
                gathered.texts[f"{FOLDER}/{key}{ending}.md"] = document_of(front, body)


def _in_languages(piece: SharedPiece) -> list[tuple[str, SharedPiece]]:
    rows = SharedPiece.objects.filter(translation_key=piece.translation_key).select_related("locale")
    found = {one.locale.language_code: one for one in rows}
    first = found.get(SOURCE, piece)
    return [("", first), *((f".{code}", found[code]) for code in LANGUAGES if code in found and found[code] != first)]
