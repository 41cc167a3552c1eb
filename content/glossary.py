"""The glossary as a reader of one language gets it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from content.models import GlossaryTerm, NetworkCard
from content.render_cards import actor_html, actors_by_pk


@dataclass(frozen=True)
class Entry:
    """A term: its word, the same in the other languages, an explanation in ``language``, and the service it names."""

    key: str
    word: str
    others: tuple[tuple[str, str], ...]
    text: str
    source: str
    language: str
    service: SafeString


def entries_in(language: str) -> list[Entry]:
    """Every term by its word; explained in Finnish where the explanation is not translated. One query, and
    three more when some of them name a service."""
    rows = GlossaryTerm.objects.filter(locale__language_code__in={language, "fi"}).select_related("locale")
    chosen: dict[str, GlossaryTerm] = {}
    for row in rows:
        if row.key not in chosen or row.locale.language_code == language:
            chosen[row.key] = row
    services = _services({row.network_card_id for row in chosen.values()} - {None}, language)
    entries = [_entry(row, language, services.get(row.network_card_id, SafeString())) for row in chosen.values()]
    return sorted(entries, key=lambda entry: _place(entry.word))


#: Finnish and Swedish put these after z, in this order.
_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def _place(word: str) -> str:
    return word.lower().translate(_LAST)


def _services(named: set[int], language: str) -> dict[int, SafeString]:
    """By the number of a card that terms name, the card to be opened; in Finnish where it is not translated."""
    if not named:
        return {}
    keys = dict(NetworkCard.objects.filter(pk__in=named).values_list("translation_key", "pk"))
    shown = NetworkCard.objects.filter(translation_key__in=keys, locale__language_code=language)
    own = {keys[key]: pk for key, pk in shown.values_list("translation_key", "pk")}
    wanted = {pk: own.get(pk, pk) for pk in keys.values()}
    rows = actors_by_pk(set(wanted.values()))
    return {pk: actor_html(rows.get(mine), language, is_folded=True) for pk, mine in wanted.items()}


def _entry(row: GlossaryTerm, language: str, service: SafeString) -> Entry:
    words = {"fi": row.fi, "sv": row.sv, "en": row.en}
    shown = language if words.get(language) else "fi"
    others = tuple((code, word) for code, word in words.items() if word and word != words[shown])
    return Entry(row.key, words[shown], others, row.text, row.source, row.locale.language_code, service)
