"""The scales that a coaching offers, in the files in which the starter content has them."""

from typing import Any

from content.models import ScaleCard
from content.packages.texts import said, yaml_of
from content.packages.values import Names, names_of
from content.seeding.scales import LANGUAGES


def scale_files() -> dict[str, str]:
    """A file for each scale in use: every coaching of the site offers them all."""
    cards = list(ScaleCard.objects.filter(in_use=True).order_by("slug"))
    names = Names(names_of(card.key for card in cards))
    return {f"scales/{card.slug}.yaml": yaml_of(_sheet(card, names)) for card in cards}


def _sheet(card: ScaleCard, names: Names) -> dict[str, Any]:
    entry = {"key": card.slug, **said(**{name: getattr(card, name) for name in LANGUAGES})}
    entry |= {what: said(**{name: getattr(card, f"{what}_{name}") for name in LANGUAGES}) for what in ("intro", "time")}
    entry |= {"moments": card.moments, "options": [_words(block.value) for block in card.options]}
    called = names.all_of(block.id for block in card.groups)
    entry["groups"] = [_group(called[str(block.id)], block.value, names) for block in card.groups]
    entry |= said(bands=[said(upto=block.value["upto"]) | _words(block.value) for block in card.bands])
    entry |= {"least_groups": card.least_groups, **said(limit_group=card.limit_group, limit_whole=card.limit_whole)}
    return entry | {"licence": card.licence}


def _group(key: str, value: Any, names: Names) -> dict[str, Any]:
    statements = value["statements"].bound_blocks
    called = names.all_of(inner.id for inner in statements)
    lines = [
        {"key": called[str(inner.id)], **_words(inner.value), **({"reverse": True} if inner.value["reverse"] else {})}
        for inner in statements
    ]
    return {"key": key, **_words(value), "least": value["least"], "statements": lines}


def _words(value: Any) -> dict[str, str]:
    return said(**{name: value[name] for name in LANGUAGES})
