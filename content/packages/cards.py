"""The cards that a training shows, in the files in which the starter content has them, in every language."""

from collections.abc import Iterator
from typing import Any

from content.models import CertificateText, SeedRecord
from content.packages.files import Gathered
from content.packages.texts import said, yaml_of
from content.seeding.cards import CERTIFICATE, FACT, NETWORK
from content.seeding.translations import LANGUAGES, SOURCE

_TERM = ("key", "fi", "sv", "en", "text", "source", "network")
#: By block that shows a card: the file, the name of its list, and the fields.
_FILES = {
    "fact": ("facts.yaml", "facts", FACT),
    "network": ("network.yaml", "actors", NETWORK),
    "term": ("glossary.yaml", "terms", _TERM),
}


def card_files(gathered: Gathered) -> dict[str, str]:
    """A file for each kind of card that is shown, and one for each language in which some of them are."""
    files = {}
    for kind, (name, listed, fields) in _FILES.items():
        cards = {key: card for (one, key), card in sorted(gathered.cards.items()) if one == kind}
        for ending, rows in _in_languages(cards):
            lines = [said(**_row(card, fields) | {"key": key}) for key, card in rows.items()]
            files[name.replace(".", f"{ending}.")] = yaml_of({listed: lines})
    for ending, rows in _in_languages(dict(sorted(gathered.certificates.items()))):
        lines = [_certificate(name, text) for name, text in rows.items()]
        files[f"certificates{ending}.yaml"] = yaml_of({"certificates": lines})
    return files


def _in_languages(cards: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """("", the cards by what the files call them), then (".sv", those of them that are translated) and so on."""
    if not cards:
        return
    yield "", cards
    model = type(next(iter(cards.values())))
    keys = [card.translation_key for card in cards.values()]
    for code in LANGUAGES:
        found = {one.translation_key: one for one in model.objects.filter(translation_key__in=keys, **_spoken(code))}
        there = {key: found[card.translation_key] for key, card in cards.items() if card.translation_key in found}
        if there:
            yield f".{code}", there


def _spoken(language: str) -> dict[str, str]:
    return {"locale__language_code": language}


def finnish_card(card: Any) -> Any:
    """The card that ``card`` translates, or itself where nobody has written it in Finnish: files call cards by it."""
    return type(card).objects.filter(translation_key=card.translation_key, **_spoken(SOURCE)).first() or card


def _row(card: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    said = {name: getattr(card, name) for name in fields if name != "network"}
    if "network" in fields and card.network_card:
        said["network"] = finnish_card(card.network_card).key
    return said


def _certificate(name: str, text: CertificateText) -> dict[str, Any]:
    row = {"key": name, "kind": text.kind} if name != text.kind else {"kind": text.kind}
    return row | said(**_row(text, CERTIFICATE[1:]))


def certificate_name(gathered: Gathered, text: CertificateText | None) -> str:
    """What the training's file calls its certificate; empty when it gives none."""
    if text is None:
        return ""
    text = finnish_card(text)
    record = SeedRecord.objects.filter(page_key=text.translation_key, key__startswith="certificates/").first()
    name = record.key.partition("/")[2] if record else text.translation_key.hex[:8]
    gathered.certificates[name] = text
    return name
