"""What the files want to be there: pages, questions and runs, as plain data with their keys. No database here."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from content.seeding.blocks import Ref
from content.seeding.files import BrokenFile, Document
from content.seeding.keys import key_of
from content.seeding.translations import read_translations

HOME = "site/etusivu"
CATALOGUE = "site/koulutukset"


@dataclass(frozen=True)
class PagePlan:
    """One page: its model's name, its parent's key, and the values of its fields."""

    key: str
    model: str
    parent: str
    values: dict[str, Any]
    source: Path
    language: str = "fi"

    @property
    def seed_key(self) -> str:
        """What the page is called in the ledger: every language is remembered for itself."""
        return self.key if self.language == "fi" else f"{self.key}@{self.language}"

    @property
    def translation_key(self) -> UUID:
        return key_of(self.key)

    @cached_property
    def hash(self) -> str:
        """Differs when the page would become another one."""
        return digest([self.model, self.values])

    @property
    def names_pages(self) -> bool:
        """Whether its rule names pages below it, so that it can only be written after them."""
        return any(ref.kind in ("module", "step") for ref in _refs_in(self.values.get("rule")))


@dataclass(frozen=True)
class QuestionPlan:
    """One question of the bank, in the course whose it is."""

    key: str
    slug: str
    kind: str
    category: str
    values: dict[str, Any]
    source: Path
    line: int
    name: str = ""
    tags: tuple[str, ...] = ()
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def hash(self) -> str:
        return digest([self.kind, self.values, self.translations, self.name, self.tags])


@dataclass(frozen=True)
class RunPlan:
    """A run to be opened once the course is there."""

    code: str
    name: str
    starts: datetime.date | None
    ends: datetime.date | None
    capacity: int | None


@dataclass(frozen=True)
class Plan:
    """What is written together or not at all: the site's own pages, or one course."""

    key: str
    pages: tuple[PagePlan, ...]
    questions: tuple[QuestionPlan, ...] = ()
    runs: tuple[RunPlan, ...] = ()

    def refs(self) -> Iterator[Ref]:
        """Everything that the pages and questions show by reference."""
        for one in (*self.pages, *self.questions):
            yield from _refs_in(one.values)


def digest(data: Any) -> str:
    """A hash of plain data; a file counts by its content."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Ref):
        content = hashlib.sha256(value.path.read_bytes()).hexdigest() if value.path else ""
        return [value.kind, value.name, content, [list(pair) for pair in value.extra]]
    if isinstance(value, Path):
        return hashlib.sha256(value.read_bytes()).hexdigest()
    return str(value)


def _refs_in(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _refs_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs_in(inner)


def folders_in(root: Path) -> list[Path]:
    """The folders of a directory in order of name; a missing directory has none."""
    return sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []


def same_slug(path: Path, slug: str) -> None:
    """Refuse a file whose name and slug tell two stories: keys are made of slugs."""
    if path.stem.lstrip("0123456789-") != slug and path.parent.name != slug:
        raise BrokenFile(path, 1, f"The slug “{slug}” differs from the file's name.")


def in_languages(source: Document, plan: Callable[[Document], PagePlan]) -> list[PagePlan]:
    """The page in Finnish, then in every language it has."""
    first, *others = [plan(document) for document in (source, *read_translations(source))]
    for other in others:
        same_shape(first, other)
    return [first, *others]


def same_shape(source: PagePlan, mine: PagePlan) -> None:
    """Refuse a translation whose blocks are not the Finnish page's: a fallback finds them by their ids."""
    for name, value in source.values.items():
        if isinstance(value, list) and _blocks(value) != _blocks(mine.values[name]):
            raise BrokenFile(mine.source, 1, f"“{name}” has other blocks than {source.source.name}.")


def _blocks(value: list[Any]) -> list[tuple[str, str]]:
    return [(block["type"], block["id"]) for block in value]
