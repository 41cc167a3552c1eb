"""Scales of the files: one YAML file each, every text in its languages side by side."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Q

from assessments.kinds.scales import problems_in
from content.models import ScaleCard
from content.seeding.cards import CardPlan
from content.seeding.files import BrokenFile, Fields, read_fields
from content.seeding.keys import id_of, names_in
from content.seeding.ledger import Ledger, Verdict
from content.seeding.plans import digest

LANGUAGES = ("fi", "sv", "en")
STREAMS = ("options", "groups", "bands")


def plan_scales(root: Path) -> list[CardPlan]:
    """The scales under ``root``; there may be none. Refuses what nobody could be asked."""
    return [_plan(path) for path in sorted((root / "scales").glob("*.yaml"))]


def _plan(path: Path) -> CardPlan:
    entry = read_fields(path)
    entry.only(
        *("key", *LANGUAGES, "intro", "time", "moments", *STREAMS),
        *("least_groups", "limit_group", "limit_whole", "licence"),
    )
    slug = entry.text("key")
    values: dict[str, Any] = {"slug": slug, "moments": entry.text("moments"), "licence": entry.text("licence")}
    values |= {name: entry.text(name, "") for name in (*LANGUAGES, "limit_group", "limit_whole")}
    values |= {f"{what}_{name}": text for what in ("intro", "time") for name, text in _texts(entry, what)}
    values |= {"least_groups": entry.number("least_groups"), "in_use": True}
    values["options"] = [
        _block("option", _words(one), slug, str(place)) for place, one in enumerate(entry.each("options"), start=1)
    ]
    values["groups"] = [_group(one, slug) for one in entry.each("groups")]
    values["bands"] = [
        _block("band", {"upto": one.text("upto", ""), **_words(one, "upto")}, slug, str(place))
        for place, one in enumerate(entry.each("bands"), start=1)
    ]
    plan = CardPlan(f"scales/{slug}", ScaleCard, values, path, entry.line)
    for problem in problems_in(_filled(ScaleCard(), values).instrument):
        raise BrokenFile(path, entry.line, problem)
    return plan


def _group(one: Fields, slug: str) -> dict[str, Any]:
    one.only("key", *LANGUAGES, "least", "statements")
    key = one.text("key")
    statements = [
        {
            "type": "item",
            "id": id_of("scales", slug, key, inner.text("key")),
            "value": {**_words(inner, "key", "reverse"), "reverse": inner.flag("reverse", False)},
        }
        for inner in one.each("statements")
    ]
    value = {**_words(one, "key", "least", "statements"), "least": one.number("least"), "statements": statements}
    return _block("group", value, slug, key)


def _texts(entry: Fields, what: str) -> Iterator[tuple[str, str]]:
    inner = entry.get(what)
    if not isinstance(inner, Fields):
        raise entry.fault(f"“{what}” must have its text by language.", what)
    yield from _words(inner).items()


def _words(one: Fields, *others: str) -> dict[str, str]:
    one.only(*LANGUAGES, *others)
    return {name: one.text(name, "") for name in LANGUAGES}


def _block(kind: str, value: dict[str, Any], slug: str, name: str) -> dict[str, Any]:
    return {"type": kind, "id": id_of("scales", slug, kind, name), "value": value}


def write_scale(plan: CardPlan, ledger: Ledger) -> None:
    """Make or update one scale, unless an author has edited it."""
    file_hash = digest(plan.values)
    verdict = ledger.judge(plan.key, file_hash, lambda: _current_hash(plan))
    if verdict in (Verdict.SAME, Verdict.KEEP):
        return
    card = _card(plan) or ScaleCard(key=plan.page_key)
    _filled(card, plan.values).save()
    names = dict(names_in(plan.values))
    ledger.note(verdict, plan.key, file_hash, _current_hash(plan) or "", plan.page_key, names)


def scale_is_there(plan: CardPlan) -> bool:
    """Whether the site has such a scale already, or another one at its address."""
    return ScaleCard.objects.filter(Q(key=plan.page_key) | Q(slug=plan.values["slug"])).exists()


def _filled(card: ScaleCard, values: dict[str, Any]) -> ScaleCard:
    for name, value in values.items():
        setattr(card, name, json.dumps(value, ensure_ascii=False) if name in STREAMS else value)
    return card


def _card(plan: CardPlan) -> ScaleCard | None:
    return ScaleCard.objects.filter(key=plan.page_key).first()


def _current_hash(plan: CardPlan) -> str | None:
    card = _card(plan)
    return card and digest({name: _plain(card, name) for name in plan.values})


def _plain(card: ScaleCard, name: str) -> Any:
    """A field as the file has it; of a stream every block's own form of its value."""
    value = getattr(card, name)
    if name not in STREAMS:
        return value
    return [[child.block_type, str(child.id), child.block.get_prep_value(child.value)] for child in value]
