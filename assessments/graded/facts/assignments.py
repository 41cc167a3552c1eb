"""What the authoring room says downward about an assignment: plain data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Level:
    """One step of a criterion: what the work is like then. Texts by language; ``points`` are whole points."""

    points: int
    texts: dict[str, str]
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked at. ``key`` stays the same through every edit and language."""

    key: str
    titles: dict[str, str]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class AssignmentSettings:
    """The rules of an assignment. ``due_days`` are counted from the day the run starts; None is no due date.
    ``own_work`` is the statement one ticks, empty for our own words.

    Everybody reads ``peer_reviews`` texts of others, with names where ``peer_named``. The writer sees what they said
    when as many came or ``peer_wait_days`` after handing in (None: only then). Without ``peer_accepting`` no trainer
    has to accept the text. With ``hides_names`` the trainers mark without knowing whose work it is; a
    ``second_marker`` reads every work on their own. With ``in_groups`` the groups of the run write one draft and
    hand it in together; who is in no group hands in alone. ``guides`` is for those who mark: no page of a learner shows
    it."""

    titles: dict[str, str]
    intros: dict[str, str] = field(default_factory=dict)
    own_work: dict[str, str] = field(default_factory=dict)
    guides: dict[str, str] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    takes_text: bool = True
    takes_files: bool = False
    min_words: int = 0
    due_days: int | None = None
    source_language: str = "fi"
    peer_reviews: int = 0
    peer_named: bool = False
    peer_accepting: bool = True
    peer_wait_days: int | None = None
    hides_names: bool = False
    second_marker: bool = False
    in_groups: bool = False

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"criteria": [asdict(one) | {"levels": list_of(one)} for one in self.criteria]}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "AssignmentSettings":
        """What ``stored`` made; names of a later version are ignored."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        criteria = tuple(
            Criterion(one["key"], one["titles"], tuple(Level(**level) for level in one["levels"]))
            for one in stored.get("criteria", ())
        )
        return cls(**known | {"criteria": criteria})

    def title_in(self, language: str) -> str:
        return self.text_in(self.titles, language)

    def text_in(self, texts: Mapping[str, str], language: str) -> str:
        """The text in ``language``, else in the language it was written in."""
        return texts.get(language) or texts.get(self.source_language) or ""


def list_of(criterion: Criterion) -> list[dict[str, Any]]:
    """The criterion's levels as JSON."""
    return [asdict(level) for level in criterion.levels]
