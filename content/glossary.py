"""The glossary as a reader of one language gets it."""

from dataclasses import dataclass

from content.models import GlossaryTerm


@dataclass(frozen=True)
class Entry:
    """A term: its word, the same in the other languages, and an explanation in ``language``."""

    key: str
    word: str
    others: tuple[tuple[str, str], ...]
    text: str
    source: str
    language: str


def entries_in(language: str) -> list[Entry]:
    """Every term by its word; explained in Finnish where the explanation is not translated. One query."""
    rows = GlossaryTerm.objects.filter(locale__language_code__in={language, "fi"}).select_related("locale")
    chosen: dict[str, GlossaryTerm] = {}
    for row in rows:
        if row.key not in chosen or row.locale.language_code == language:
            chosen[row.key] = row
    entries = [_entry(row, language) for row in chosen.values()]
    return sorted(entries, key=lambda entry: _place(entry.word))


#: Finnish and Swedish put these after z, in this order.
_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def _place(word: str) -> str:
    return word.lower().translate(_LAST)


def _entry(row: GlossaryTerm, language: str) -> Entry:
    words = {"fi": row.fi, "sv": row.sv, "en": row.en}
    shown = language if words.get(language) else "fi"
    others = tuple((code, word) for code, word in words.items() if word and word != words[shown])
    return Entry(row.key, words[shown], others, row.text, row.source, row.locale.language_code)
