"""The cards that a training shows, in the files in which the starter content has them."""

from typing import Any

from content.models import CertificateText, SeedRecord
from content.packages.files import Gathered
from content.packages.texts import said, yaml_of
from content.seeding.cards import CERTIFICATE, FACT, NETWORK

_TERM = ("key", "fi", "sv", "en", "text", "source")
#: By block that shows a card: the file, the name of its list, and the fields.
_FILES = {
    "fact": ("facts.yaml", "facts", FACT),
    "network": ("network.yaml", "actors", NETWORK),
    "term": ("glossary.yaml", "terms", _TERM),
}


def card_files(gathered: Gathered) -> dict[str, str]:
    """A file for each kind of card that is shown."""
    files = {}
    for kind, (name, listed, fields) in _FILES.items():
        cards = [gathered.cards[one] for one in sorted(gathered.cards) if one[0] == kind]
        if cards:
            files[name] = yaml_of({listed: [said(**_row(card, fields)) for card in cards]})
    if gathered.certificates:
        rows = [_certificate(name, text) for name, text in sorted(gathered.certificates.items())]
        files["certificates.yaml"] = yaml_of({"certificates": rows})
    return files


def _row(card: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(card, name) for name in fields}


def _certificate(name: str, text: CertificateText) -> dict[str, Any]:
    row = {"key": name, "kind": text.kind} if name != text.kind else {"kind": text.kind}
    return row | said(**_row(text, CERTIFICATE[1:]))


def certificate_name(gathered: Gathered, text: CertificateText | None) -> str:
    """What the training's file calls its certificate; empty when it gives none."""
    if text is None:
        return ""
    record = SeedRecord.objects.filter(page_key=text.translation_key, key__startswith="certificates/").first()
    name = record.key.partition("/")[2] if record else text.translation_key.hex[:8]
    gathered.certificates[name] = text
    return name
