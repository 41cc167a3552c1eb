"""Fact cards, help contacts, certificate texts and the organiser's facts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import Locale

from content.models import CertificateText, FactCard, GlossaryTerm, HelpContact, NetworkCard, Organiser
from content.seeding.blocks import Ref
from content.seeding.files import BrokenFile, Fields, read_fields
from content.seeding.keys import key_of
from content.seeding.ledger import Ledger, Verdict
from content.seeding.plans import digest
from content.seeding.translations import SOURCE, fields_in_languages, files_in_languages

FACT = ("key", "title", "value", "note", "source", "publisher", "url", "checked", "review_by", "certain", "owner")
NETWORK = ("key", "title", "role", "duty", "referral", "contact", "url", "source", "owner", "checked", "review_by")
_HELP = (
    *("key", "name", "number", "link", "price", "hours", "ages", "languages", "note", "municipalities"),
    *("checked", "review_by"),
)
CERTIFICATE = ("kind", "name", "heading", "sentence", "signatory_name", "signatory_title", "funder_text")
_ORGANISER = ("name", "business_id", "country", "email", "phone", "funder_text", "signatory_name", "signatory_title")
_ORGANISER_UNUSED = (
    *("is_example", "notice", "short_name", "website", "place_of_issue", "supervisor"),
    *("privacy_contact_title", "privacy_contact_email", "accessibility_contact_title", "accessibility_contact_email"),
)


@dataclass(frozen=True)
class CardPlan:
    """One card, or the organiser's row, as its file wants it."""

    key: str
    model: type[Model]
    values: dict[str, Any]
    path: Path
    line: int
    language: str = SOURCE

    @property
    def seed_key(self) -> str:
        """What the card is called in the ledger: every language is remembered for itself."""
        return self.key if self.language == SOURCE else f"{self.key}@{self.language}"

    @property
    def page_key(self) -> UUID:
        return key_of(self.key)


def plan_cards(path: Path) -> list[CardPlan]:
    """The cards of one of ``FILES``, the Finnish ones first. Keys are refused when they stand twice, and when a
    translation has one that no Finnish card has."""
    plans = FILES[path.name](path)
    seen: set[str] = set()
    for plan in plans:
        if plan.seed_key in seen:
            raise BrokenFile(plan.path, plan.line, f"“{plan.key}” stands here twice.")
        if plan.language != SOURCE and plan.key not in seen:
            raise BrokenFile(plan.path, plan.line, f"“{plan.key}” is not in the Finnish file.")
        seen.add(plan.seed_key)
    return plans


def _facts(path: Path) -> list[CardPlan]:
    return [_fact(entry, code) for file, code in files_in_languages(path) for entry in file.each("facts")]


def _fact(entry: Fields, language: str) -> CardPlan:
    entry.only(*FACT)
    values: dict[str, Any] = {name: entry.text(name) for name in ("key", "title", "value", "source")}
    values |= {name: entry.text(name, "") for name in ("note", "publisher", "url", "owner")}
    values |= {"certain": entry.flag("certain", True), **_dates(entry)}
    return CardPlan(f"facts/{values['key']}", FactCard, values, entry.path, entry.line, language)


def _network(path: Path) -> list[CardPlan]:
    """A tree without the file has no service network."""
    files = files_in_languages(path) if path.exists() else []
    return [_actor(entry, code) for file, code in files for entry in file.each("actors")]


def _actor(entry: Fields, language: str) -> CardPlan:
    entry.only(*NETWORK)
    values: dict[str, Any] = {name: entry.text(name) for name in NETWORK[:6]}
    values |= {name: entry.text(name, "") for name in NETWORK[6:9]} | _dates(entry)
    return CardPlan(f"network/{values['key']}", NetworkCard, values, entry.path, entry.line, language)


def _dates(entry: Fields) -> dict[str, Any]:
    checked = entry.day("checked")
    if checked is None:
        raise entry.fault("“checked” is missing.")
    return {"checked": checked, "review_by": entry.day("review_by")}


def _contacts(path: Path) -> list[CardPlan]:
    return [plan for fields, language in fields_in_languages(path) for plan in _contacts_in(fields, language)]


def _contacts_in(fields: Fields, language: str) -> list[CardPlan]:
    plans = []
    for place, entry in enumerate(fields.each("contacts"), start=1):
        entry.only(*_HELP, "published")
        values: dict[str, Any] = {name: entry.text(name) for name in ("key", "name")}
        values |= {name: entry.text(name, "") for name in _HELP[2:10]}
        values |= {"published": entry.flag("published"), "position": 10 * place, **_dates(entry)}
        plans.append(CardPlan(f"help/{values['key']}", HelpContact, values, fields.path, entry.line, language))
    return plans


def _terms(path: Path) -> list[CardPlan]:
    return [_term(entry, code) for file, code in files_in_languages(path) for entry in file.each("terms")]


def _term(entry: Fields, language: str) -> CardPlan:
    entry.only("key", "fi", "sv", "en", "text", "source", "network")
    values: dict[str, Any] = {name: entry.text(name) for name in ("key", "fi", "sv", "en", "text")}
    values |= {"source": entry.text("source", ""), "network_card": None}
    if named := entry.text("network", ""):
        values["network_card"] = Ref("network", named)
    return CardPlan(f"terms/{values['key']}", GlossaryTerm, values, entry.path, entry.line, language)


def _certificates(path: Path) -> list[CardPlan]:
    files = files_in_languages(path)
    return [_certificate(entry, code) for file, code in files for entry in file.each("certificates")]


def _certificate(entry: Fields, language: str) -> CardPlan:
    entry.only("key", *CERTIFICATE)
    values = {name: entry.text(name) for name in CERTIFICATE[:4]}
    values |= {name: entry.text(name, "") for name in CERTIFICATE[4:]}
    key = f"certificates/{entry.text('key', values['kind'])}"
    return CardPlan(key, CertificateText, values, entry.path, entry.line, language)


def _organiser(path: Path) -> list[CardPlan]:
    entry = read_fields(path)
    entry.only(*_ORGANISER, *_ORGANISER_UNUSED, "street_address", "postal_code", "city")
    place = f"{entry.text('postal_code', '')} {entry.text('city', '')}".strip()
    values = {name: entry.text(name, "") for name in _ORGANISER} | {"country": entry.text("country", "Suomi")}
    values["address"] = ", ".join(filter(None, [entry.text("street_address", ""), place]))
    return [CardPlan("organiser", Organiser, values, path, 1)]


FILES: dict[str, Callable[[Path], list[CardPlan]]] = {
    "facts.yaml": _facts,
    "network.yaml": _network,
    "glossary.yaml": _terms,
    "help.yaml": _contacts,
    "certificates.yaml": _certificates,
    "organiser.yaml": _organiser,
}


def write_card(plan: CardPlan, ledger: Ledger) -> None:
    """Make or update one card, unless an author has edited it."""
    file_hash = digest(plan.values)
    verdict = ledger.judge(plan.seed_key, file_hash, lambda: _current_hash(plan))
    if verdict in (Verdict.SAME, Verdict.KEEP):
        return
    row = card_row(plan) or _new(plan)
    for name, value in plan.values.items():
        setattr(row, name, _named(value, plan) if isinstance(value, Ref) else value)
    try:
        row.full_clean()
    except ValidationError as error:
        said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise BrokenFile(plan.path, plan.line, said) from error
    row.save()
    ledger.note(verdict, plan.seed_key, file_hash, _hash(row, plan), plan.page_key)


def is_there(plan: CardPlan) -> bool:
    """Whether the site has such a card already."""
    return card_row(plan) is not None


def says_the_same(plan: CardPlan) -> bool:
    """Whether the site's own card says what the plan says."""
    return _current_hash(plan) == digest(plan.values)


def card_row(plan: CardPlan) -> Model | None:
    """The site's own row of what the plan would write."""
    if plan.model is Organiser:
        # A row without a name was made by looking at the settings, not by anybody filling them in.
        return Organiser.objects.exclude(name="").first()
    rows = plan.model.objects.filter(locale__language_code=plan.language)
    return rows.filter(translation_key=key_here(plan)).first() or (
        rows.filter(key=plan.values["key"]).first() if "key" in plan.values else None
    )


def key_here(plan: CardPlan) -> UUID:
    """A translation goes beside the Finnish card of the site, whoever made that."""
    home = card_row(replace(plan, language=SOURCE)) if plan.language != SOURCE else None
    return home.translation_key if home else plan.page_key


def _new(plan: CardPlan) -> Model:
    if plan.model is Organiser:
        return Organiser.objects.first() or Organiser()
    return plan.model(translation_key=key_here(plan), locale=Locale.objects.get(language_code=plan.language))


def _current_hash(plan: CardPlan) -> str | None:
    row = card_row(plan)
    return _hash(row, plan) if row else None


def _hash(row: Model, plan: CardPlan) -> str:
    return digest({name: _as_said(getattr(row, name)) for name in plan.values})


def _named(ref: Ref, plan: CardPlan) -> NetworkCard:
    """The Finnish card that another one names: readers are shown it in their language."""
    card = NetworkCard.objects.filter(key=ref.name, locale__language_code=SOURCE).first()
    if card is None:
        raise BrokenFile(plan.path, plan.line, f"There is no {ref.kind} “{ref.name}”.")
    return card


def _as_said(value: Any) -> Any:
    return Ref("network", value.key) if isinstance(value, NetworkCard) else value
