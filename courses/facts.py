"""What the authoring room says downward: plain data, no page."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class CourseFacts:
    """A course as its author published it in one language."""

    key: UUID
    code: str
    type: str
    policy: str
    language: str
    title: str
    hours: int
    facts: dict[str, Any] = field(default_factory=dict)
    #: What completes it, as ``courses/completion/shape.py`` has it; None from a translation, which leaves it alone.
    rule: dict[str, Any] | None = None
    #: Its contact days as planned, as ``courses/meetings/rules/planned.py`` reads them; None from a translation.
    days: list[dict[str, Any]] | None = None


@dataclass(frozen=True)
class OutlineItem:
    """One activity in its module, by key, with what its author chose for it (``courses/access_rules.py``)."""

    activity: UUID
    required: bool = True
    rule: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OutlineSection:
    """A module with its titles by language and its activities in order."""

    key: UUID
    titles: dict[str, str]
    items: tuple[OutlineItem, ...]
    #: Name of the picture at its head; empty for none.
    scene: str = ""


@dataclass(frozen=True)
class Published:
    """An activity as its author published it in one language."""

    key: UUID
    course_key: UUID
    kind: str
    slug: str
    language: str
    title: str
    body: Any
    hash: str
    minutes: int = 0
    untranslated: tuple[str, ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    proposed_rule: dict[str, Any] = field(default_factory=dict)
    schema: int = 1
    revision_id: int | None = None


@dataclass(frozen=True)
class Evidence:
    """Why an activity counts as done. ``kind`` is one of ``Progress.Evidence``; ``id`` is the evidence's own
    primary key where there is one; ``reason`` is what the trainer said."""

    kind: str
    id: int | None = None
    reason: str = ""
